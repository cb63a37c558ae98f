package dev.regard.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "solar | 9999 | 12 | 31 | data.birthday.year: must be a year from 1900 to 2026, not 9999",
        "solar | 2030 | 1 | 1 | data.birthday.year: must be a year from 1900 to 2026, not 2030",
        "lunar | 2030 | 1 | 1 | data.birthday.year: must be a year from 1900 to 2026, not 2030",
        "solar | 1899 | 12 | 31 | data.birthday.year: must be a year from 1900 to 2026, not 1899",
        "solar | 1980.5 | 12 | 31 | data.birthday.year: must be a year from 1900 to 2026, not 1980.5",
        "solar | 2026 | 3 | 3 | data.birthday: 2026-03-03 is in the future",
        "solar | 1990 | 2 | 29 | data.birthday: 1990-02-29 is no day of the calendar",
        "solar | 1900 | 2 | 29 | data.birthday: 1900-02-29 is no day of the calendar",
        "solar | 1990 | 4 | 31 | data.birthday.day: must be a day from 1 to 30",
        "solar | 1990 | 13 | 31 | data.birthday.month: must be a month from 1 to 12",
        "solar | 1900 | 1 | 1 | -",
        "solar | 2026 | 3 | 2 | -",
        "solar | 1992 | 2 | 29 | -",
        "solar | - | 2 | 29 | -",
        "lunar | 1990 | 2 | 29 | -",
        "lunar | 1990 | 2 | 30 | -"})
    void aBirthdayIsADayThatWas(String calendar, String year, int month, int day, String problem) {
        Map<String, Object> birthday = new HashMap<>(Map.of("calendar", calendar, "month", new BigDecimal(month), "day", new BigDecimal(day)));
        if (year != null) {
            birthday.put("year", new BigDecimal(year));
        }
        assertEquals(problem == null ? List.of() : List.of(problem), problems("customer.changed", "2026-03-01T00:00:00Z", Data.of("birthday", birthday)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "0001-01-01T00:00:00Z | time: is before 1970", "1899-12-31T00:00:00Z | time: is before 1970", "1969-12-31T23:59:59Z | time: is before 1970",
        "1970-01-01T00:00:00Z | -", "2026-03-02T12:00:00Z | -", "2026-03-02T12:00:01Z | time: is more than 24 hours ahead of the clock, which says 2026-03-01T12:00:00Z"})
    void anEventHappenedWithinTheBounds(String time, String problem) {
        assertEquals(problem == null ? List.of() : List.of(problem), problems("purchase.made", time, Data.of("order", "A-1", "amount", BigDecimal.ONE)));
    }

    @Test
    void aWrongValueOfAKnownFieldIsRefusedWhereverItStands() {
        assertEquals(List.of("data.stage: 'dead' is not one of active, former, prospect",
                "data.contacts[1].birthday.month: must be a month from 1 to 12"),
                problems("customer.changed", "2026-03-01T00:00:00Z", Data.of("stage", "dead",
                        "contacts", List.of("Li", Map.of("birthday", Map.of("month", BigDecimal.valueOf(13), "day", BigDecimal.ONE))))));
        assertEquals(List.of(), problems("customer.changed", "2026-03-01T00:00:00Z", Data.of("stage", "Active", "language", "中文")));
        assertEquals(List.of("data.kind: 'yearly' is not one of daily, market", "data.severity: 'huge' is not one of critical, high, low, normal"),
                problems("staff.reported", "2026-03-01T00:00:00Z", Data.of("representative", "chen", "date", "2026-03-01", "kind", "yearly", "severity", "huge")));
        assertEquals(List.of("data.daysOfCover: must not be less than nothing, not -1"), problems("stock.reported", "2026-03-01T00:00:00Z", Data.of("daysOfCover", BigDecimal.valueOf(-1))));
        assertEquals(List.of("data.attributes[0].expected: must be a number, not 'much'", "data.attributes[1]: must be an object"),
                problems("survey.answered", "2026-03-01T00:00:00Z", Data.of("survey", "S", "attributes", List.of(Map.of("name", "empathy", "expected", "much"), "x"))));
        assertEquals(List.of("data.items[0].quantity: must be a number, not 'two'"),
                problems("purchase.made", "2026-03-01T00:00:00Z", Data.of("order", "O", "amount", BigDecimal.ONE, "items", List.of(Map.of("quantity", "two")))));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertEquals(List.of("id: is missing", "time: is before 1970", "data.order: is missing", "data.amount: is missing"),
                EventCheck.problems(new Event("shop", "", "purchase.made", Instant.parse("1960-01-01T00:00:00Z"), CustomerKey.id("C-1").orElseThrow(), Data.of()), NOW)
                        .stream().map(Problem::toString).toList());
    }

    private static List<String> problems(String type, String time, Data data) {
        return EventCheck.problems(new Event("shop", "1", type, Instant.parse(time), CustomerKey.id("C-1").orElseThrow(), data), NOW)
                .stream().map(Problem::toString).toList();
    }
}
