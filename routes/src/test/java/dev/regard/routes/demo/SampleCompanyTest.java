package dev.regard.routes.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventCheck;
import dev.regard.engine.organisation.Organisation;
import dev.regard.rules.organisation.OrganisationFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleCompanyTest {
    private static final Instant START = SampleCompany.START;
    private final Organisation organisation = organisation();
    private final SampleCompany company = new SampleCompany(SampleCompany.SEED, START, organisation);
    private final List<Event> past = past(company);

    @Test
    void moreThanTwoThousandCustomersOfAllKindsComeIn() {
        Map<String, Long> kinds = past.stream().filter(e -> e.type().equals("customer.changed"))
                .collect(Collectors.groupingBy(e -> e.data().text("kind").orElseThrow(), Collectors.counting()));
        assertEquals(Set.of("consumer", "distributor", "designer", "internal"), kinds.keySet());
        assertTrue(kinds.values().stream().mapToLong(Long::longValue).sum() >= 2_000, kinds::toString);
        assertTrue(kinds.values().stream().allMatch(n -> n >= 20), kinds::toString);
    }

    @Test
    void theSameSeedGivesTheSameCompanyAndAnotherSeedAnother() {
        assertEquals(past, past(new SampleCompany(SampleCompany.SEED, START, organisation)));
        assertEquals(company.coming(7), new SampleCompany(SampleCompany.SEED, START, organisation).coming(7));
        assertNotEquals(past, past(new SampleCompany(SampleCompany.SEED + 1, START, organisation)));
    }

    @Test
    void everyEventPassesTheCheckAtTheDoor() {
        for (Event event : past) {
            assertEquals(List.of(), EventCheck.problems(event, START), event::toString);
        }
        for (Event event : company.coming(14)) {
            assertEquals(List.of(), EventCheck.problems(event, event.time()), event::toString);
        }
    }

    @Test
    void noTwoEventsShareAnId() {
        Set<String> keys = new HashSet<>();
        past.forEach(e -> assertTrue(keys.add(e.key()), e::id));
        company.coming(14).forEach(e -> assertTrue(keys.add(e.key()), e::id));
    }

    @Test
    void purchasesReachFourteenMonthsBackAndFillEveryTier() {
        List<Event> bought = past.stream().filter(e -> e.type().equals("purchase.made")).toList();
        assertTrue(bought.stream().anyMatch(e -> e.time().isBefore(START.minus(Duration.ofDays(400)))));
        Map<String, BigDecimal> year = bought.stream().filter(e -> e.time().isAfter(START.minus(Duration.ofDays(365))))
                .collect(Collectors.toMap(e -> e.subject().value(), e -> e.data().decimal("amount").orElseThrow(), BigDecimal::add));
        assertTrue(count(year, 200_000, Integer.MAX_VALUE) >= 5, "platinum");
        assertTrue(count(year, 50_000, 200_000) >= 20, "gold");
        assertTrue(count(year, 5_000, 50_000) >= 200, "iron");
        assertTrue(count(year, 0, 5_000) >= 200, "lead");
        Set<String> categories = bought.stream().flatMap(e -> e.data().children("items").stream()).map(i -> i.text("category").orElseThrow())
                .collect(Collectors.toSet());
        assertTrue(categories.containsAll(Set.of("antique-tile", "wood-floor", "sanitary-ware")), categories::toString);
    }

    @Test
    void onlyWhatIsFreshCanMakeSomebodyContactACustomer() {
        assertTrue(past.stream().filter(e -> !e.history()).allMatch(e -> e.time().isAfter(START.minus(Duration.ofDays(7)))
                || e.type().equals("lead.captured")));
        assertTrue(past.stream().anyMatch(e -> !e.history()));
    }

    @Test
    void complaintsOfEverySeverityAreOpenAtTheStart() {
        Set<String> severities = company.coming(0).stream().filter(e -> e.type().equals("complaint.opened") && e.time().isBefore(START))
                .map(e -> e.data().text("severity").orElseThrow()).collect(Collectors.toSet());
        assertEquals(Set.of("low", "normal", "high", "critical"), severities);
    }

    private static long count(Map<String, BigDecimal> sums, int from, int below) {
        return sums.values().stream().filter(s -> s.compareTo(BigDecimal.valueOf(from)) >= 0 && s.compareTo(BigDecimal.valueOf(below)) < 0).count();
    }

    private static List<Event> past(SampleCompany company) {
        List<Event> events = new ArrayList<>();
        company.past(events::add);
        return events;
    }

    private static Organisation organisation() {
        try {
            Path file = Path.of("../rules/src/main/rule-set/" + OrganisationFile.NAME);
            return OrganisationFile.read(OrganisationFile.NAME, Files.readAllBytes(file), new ArrayList<>()).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
