package dev.regard.rules.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.rule.Festival;
import dev.regard.engine.rule.Holidays;
import dev.regard.engine.time.AnnualDate;
import dev.regard.rules.check.RuleProblem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalendarFilesTest {
    private final List<RuleProblem> problems = new ArrayList<>();

    @Test
    void aHolidayIsItsFirstAndLastDayOrOneDay() {
        Map<Integer, Holidays> years = holidays("""
                2026:
                  off:
                    new-year: [2026-01-01]
                    labour-day: [2026-05-01, 2026-05-03]
                  working: [2026-05-09]
                """);
        assertEquals(List.of(), problems);
        assertEquals(Set.of(day("2026-01-01"), day("2026-05-01"), day("2026-05-02"), day("2026-05-03")), years.get(2026).off());
        assertEquals(Set.of(day("2026-05-09")), years.get(2026).makeUp());
    }

    @Test
    void aHolidayMayBeginInTheDecemberBefore() {
        assertEquals(3, holidays("2023:\n  off:\n    new-year: [2022-12-31, 2023-01-02]\n").get(2023).off().size());
        assertEquals(List.of(), problems);
    }

    @Test
    void whatIsWrongInACalendarIsShownWithLineAndColumn() {
        holidays("""
                2026:
                  offf:
                    new-year: [2026-01-01]
                  off:
                    labour-day: [2026-05-03, 2026-05-01]
                    autumn: [2025-09-25]
                    late: tomorrow
                  working: [2026-05-06]
                next: {}
                """);
        assertEquals(List.of(
                "calendars/working-days-x.yaml:2:3: error: 'offf' is not known, did you mean off?",
                "calendars/working-days-x.yaml:5:5: error: from 2026-05-03 to 2026-05-01 is not a holiday of at most 31 days",
                "calendars/working-days-x.yaml:6:14: error: 2025-09-25 is not in 2026",
                "calendars/working-days-x.yaml:6:5: error: a holiday has a first and a last day, or one day alone",
                "calendars/working-days-x.yaml:7:11: error: 'tomorrow' is not a date such as 2026-10-01",
                "calendars/working-days-x.yaml:7:5: error: a holiday has a first and a last day, or one day alone",
                "calendars/working-days-x.yaml:8:13: warning: 2026-05-06 is no Saturday or Sunday, so it is worked anyway",
                "calendars/working-days-x.yaml:9:1: error: 'next' is not a year"),
                problems.stream().map(RuleProblem::toString).toList());
    }

    @Test
    void festivalsAreSolarLunarOrQingming() {
        assertEquals(List.of(new Festival("christmas", AnnualDate.solar(12, 25)), new Festival("mid-autumn", AnnualDate.lunar(8, 15)),
                new Festival("qingming", null)), festivals("""
                christmas: {calendar: solar, month: 12, day: 25}
                mid-autumn: {calendar: lunar, month: 8, day: 15}
                qingming: {solarTerm: qingming}
                """));
        assertEquals(List.of(), problems);
    }

    @Test
    void aFestivalThatNeverComesIsAnError() {
        assertEquals(List.of(), festivals("""
                a: {calendar: solar, month: 2, day: 30}
                b: {calendar: lunr, month: 2, day: 1}
                c: {calendar: lunar, month: x}
                d: {solarTerm: dongzhi}
                """));
        assertEquals(List.of(
                "calendars/festivals.yaml:1:32: error: day of month 2 must be 1 to 29, not 30",
                "calendars/festivals.yaml:2:5: error: 'lunr' is not known, did you mean lunar?",
                "calendars/festivals.yaml:3:4: error: 'day' must be filled",
                "calendars/festivals.yaml:3:22: error: 'x' is not a whole number",
                "calendars/festivals.yaml:4:5: error: the only solar term that is known is qingming, under this name"),
                problems.stream().map(RuleProblem::toString).toList());
    }

    @Test
    void twoEqualKeysAliasesAndBrokenYamlAreErrors() {
        festivals("a: {calendar: solar, month: 1, day: 1}\na: {calendar: solar, month: 1, day: 2}\n");
        assertEquals("calendars/festivals.yaml:2:1: error: 'a' stands here twice", problems.get(0).toString());
        problems.clear();
        festivals("a: &x {calendar: solar, month: 1, day: 1}\nb: *x\n");
        assertEquals(true, problems.toString().contains("anchors and aliases"));
        problems.clear();
        festivals("a: {calendar: solar\nb: 2\n");
        assertEquals(true, problems.get(0).toString().contains("error: this is not YAML"));
        problems.clear();
        festivals("");
        assertEquals(1, problems.size());
    }

    private Map<Integer, Holidays> holidays(String yaml) {
        return HolidayFile.read("calendars/working-days-x.yaml", yaml.getBytes(StandardCharsets.UTF_8), problems);
    }

    private List<Festival> festivals(String yaml) {
        return FestivalFile.read("calendars/festivals.yaml", yaml.getBytes(StandardCharsets.UTF_8), problems);
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}
