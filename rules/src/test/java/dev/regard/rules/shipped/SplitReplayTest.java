package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.backtest.Replay;
import dev.regard.engine.backtest.SplitReplay;
import dev.regard.engine.backtest.Tape;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay customer by customer comes to the same as one of all together. */
class SplitReplayTest {
    private static final Instant BEGIN = Dealership.at("2025-10-01T00:00");
    private static final Instant FROM = Dealership.at("2026-03-01T00:00");
    private static final Instant TO = Dealership.at("2026-12-01T00:00");
    private static final int CUSTOMERS = 40;
    /** So many of them have nothing to do with each other. */
    private static final int LONERS = 25;
    private static final Rulebook PUBLISHED = tiersBy("A", "gold,>= 50000,-,gold,90%", "< 80%");
    /** Other classes, other tiers. */
    private static final Rulebook DRAFT = tiersBy("B", "gold,>= 30000,-,gold,90%", "< 60%");
    private final List<Recorded> journal = new ArrayList<>();
    private Random random;

    /** The shipped rules with tiers for which a customer's place among all of them counts. */
    private static Rulebook tiersBy(String better, String gold, String classA) {
        Map<String, byte[]> files = new HashMap<>(RuleSetFiles.in(Path.of("src/main/rule-set")).files());
        Map.of("tiers", "Tiers\nDecides.\nKey,Sales in 12 months,ABC class,Tier is,Kept down to\nplatinum,>= 20000,%s,platinum,90%%\n%s\niron,>= 5000,-,iron,90%%\nlead,-,-,lead,\n".formatted(better, gold),
                "abc", "ABC classes\nDecides.\nKey,Share of sales of all better customers,Class is\nclass-a,%s,A\nclass-b,< 95%%,B\nclass-c,>= 95%%,C\n".formatted(classA))
                .forEach((table, text) -> {
                    assertTrue(files.keySet().removeIf(f -> f.startsWith("tables/" + table + ".")), table);
                    files.put("tables/" + table + ".csv", text.getBytes(StandardCharsets.UTF_8));
                });
        RuleSet rules = RuleSetReader.read(RuleSetFiles.of(files), Optional.of(Dealership.organisation())).ruleSet().orElseThrow();
        return new Rulebook(rules, Dealership.organisation());
    }

    private void arrives(Instant at, CustomerKey subject, String type, Object... data) {
        long sequence = journal.size() + 1L;
        journal.add(new Recorded(sequence, at, new Event("test", "e" + sequence, type, at, subject, Data.of(data), false)));
    }

    private static CustomerKey id(int customer) {
        return CustomerKey.stated("C-" + customer).orElseThrow();
    }

    private void happens(Instant at, int n) {
        int number = random.nextInt(CUSTOMERS);
        CustomerKey who = id(number);
        int kind = random.nextInt(20);
        if (number >= LONERS && kind < 6) {
            happensAmongSome(at, who, number, n);
            return;
        }
        switch (kind) {
            case 0, 1 -> arrives(at, who, "customer.changed", "name", "N" + n, "kind", number % 4 == 0 ? "distributor" : "consumer",
                    "emails", List.of("own" + number + "@customer.example"), "phones", List.of("1390000" + (1000 + number)),
                    "birthday", Map.of("month", BigDecimal.valueOf(1 + n % 12), "day", BigDecimal.valueOf(1 + n % 28)));
            case 2, 3 -> arrives(at, who, "complaint.opened", "complaint", "K-" + n, "text", "送货太慢", "category", "delivery");
            case 4 -> arrives(at, who, "purchase.returned", "order", "O-" + random.nextInt(n + 1), "amount", BigDecimal.valueOf(100 + random.nextInt(9_000)));
            case 5 -> arrives(at, who, "consent.changed", "purpose", "marketing", "channel", "email", "granted", random.nextBoolean());
            case 6, 7 -> arrives(at, who, "interaction.logged", "channel", "phone", "outcome", "reached", "text", "all well");
            case 8 -> arrives(at, who, "stock.reported", "category", "tiles", "daysOfCover", BigDecimal.valueOf(random.nextInt(90)));
            case 9 -> arrives(at, null, "staff.reported", "representative", "rep-01", "date", "2026-01-01");
            default -> arrives(at, who, "purchase.made", "order", "O-" + n, "amount", BigDecimal.valueOf(random.nextInt(20_000)));
        }
    }

    /** Some have nothing but phones in common, some recommend each other, some are merged and separated and write from addresses that several have. */
    private void happensAmongSome(Instant at, CustomerKey who, int number, int n) {
        if (number < LONERS + 5) {
            arrives(at, who, "customer.changed", "name", "N" + n, "kind", "consumer", "phones", List.of("1380000100" + random.nextInt(2)));
        } else if (number < LONERS + 9) {
            CustomerKey fresh = CustomerKey.stated("N-" + n).orElseThrow();
            if (random.nextBoolean()) {
                arrives(at, fresh, "lead.captured", "referrer", who.value());
                arrives(at.plusSeconds(5), fresh, "purchase.made", "order", "O-" + n, "amount", BigDecimal.valueOf(500));
            } else {
                arrives(at, fresh, "purchase.made", "order", "O-" + n, "amount", BigDecimal.valueOf(500), "referrer", who.value());
            }
        } else {
            CustomerKey other = id(LONERS + 9 + random.nextInt(CUSTOMERS - LONERS - 9));
            List<String> emails = List.of("shared" + random.nextInt(12) + "@customer.example");
            switch (random.nextInt(5)) {
                case 0, 1 -> arrives(at, who, "customer.changed", "name", "N" + n, "kind", "consumer", "emails", emails);
                case 2 -> arrives(at, who, "customer.merged", "other", other.value());
                case 3 -> arrives(at, who, "customer.unmerged", "other", other.value());
                default -> arrives(at, CustomerKey.email(emails.get(0)).orElseThrow(), "mail.received",
                        "from", emails.get(0), "subject", "Question", "text", random.nextBoolean() ? "我要投诉，送货太慢" : "Thank you");
            }
        }
    }

    private static List<Recorded> tape(List<Recorded> journal) {
        Tape tape = new Tape();
        journal.forEach(tape::add);
        return tape.events();
    }

    private static Outcome together(List<Recorded> journal, Optional<Rulebook> draft) {
        try (Replay replay = new Replay(PUBLISHED, draft, FROM, TO)) {
            tape(journal).forEach(replay::take);
            return replay.end();
        }
    }

    /** Some escalations are acknowledged by those who were told, in events that name no customer. */
    private int acknowledge() {
        int acknowledged = 0;
        for (Decision told : together(journal, Optional.empty()).alerts().values()) {
            if (told.type().equals("escalation") && "manager".equals(told.detail().get("level"))) {
                acknowledged++;
                arrives(told.at().plus(Duration.ofMinutes(2 + random.nextInt(60))), null, "escalation.acknowledged", "escalation", told.detail().get("escalation"));
            }
        }
        return acknowledged;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void eachCustomerByItselfComesToTheSameAsAllTogether(int seed) {
        random = new Random(seed);
        Instant at = BEGIN;
        for (int n = 0; at.isBefore(TO); n++) {
            happens(at, n);
            // some within one minute of another, some at the moment of a night
            at = random.nextInt(6) == 0 ? at.plusSeconds(20) : random.nextInt(40) == 0 ? Dealership.at(Dealership.local(at.plus(Duration.ofDays(1))).substring(0, 10) + "T02:00")
                    : at.plus(Duration.ofMinutes(random.nextInt(1_500)));
        }
        Set<String> unheard = together(journal, Optional.empty()).alerts().keySet();
        int acknowledged = acknowledge();
        assertTrue(acknowledged > 3, "escalations that somebody acknowledges: " + acknowledged);

        AtomicLong steps = new AtomicLong();
        SplitReplay replay = new SplitReplay(PUBLISHED, DRAFT, FROM, TO);
        SplitReplay.Outcomes split = replay.run(tape(journal), Optional.empty(), 2, steps::incrementAndGet);

        Outcome published = together(journal, Optional.empty());
        Outcome draft = together(journal, Optional.of(DRAFT));
        assertNotEquals(unheard, published.alerts().keySet(), "acknowledging makes a difference");
        same(published, draft, split);
        Difference difference = Difference.between(published, draft);
        assertTrue(difference.contacts().size() > 20, "contacts that differ: " + difference.contacts().size());
        for (Difference.Contact contact : difference.contacts()) {
            explained(contact.published(), published, split.published());
            explained(contact.draft(), draft, split.draft());
        }
        assertTrue(published.unmade().values().stream().mapToInt(Integer::intValue).sum() > 3, "contacts that are not made: " + published.unmade());
        assertEquals(2 * split.draft().events(), steps.get(), "both sides are told of");
        for (String customer : List.of("C-3", "C-" + (CUSTOMERS - 1), CustomerKey.email("shared1@customer.example").orElseThrow().card())) {
            SplitReplay.Outcomes one = replay.run(tape(journal), Optional.of(customer), 2, () -> { });
            assertEquals(of(customer, split.draft()), of(customer, one.draft()));
            assertTrue(one.draft().tiers().size() < CUSTOMERS / 2, "others are left out");
        }
        Set<String> kinds = new HashSet<>();
        published.touches().values().forEach(t -> kinds.add(t.role()));
        assertTrue(kinds.size() > 5, kinds::toString);
    }

    private static List<Object> of(String customer, Outcome outcome) {
        return List.of(String.valueOf(outcome.tiers().get(customer)), outcome.tierChanges().stream().filter(d -> d.customer().equals(customer)).toList(),
                outcome.touches().values().stream().filter(t -> t.customer().equals(customer)).toList());
    }

    private static void same(Outcome published, Outcome draft, SplitReplay.Outcomes split) {
        same(published, split.published());
        same(draft, split.draft());
        assertEquals(Difference.between(published, draft).contacts(), Difference.between(split.published(), split.draft()).contacts());
    }

    private static void same(Outcome expected, Outcome actual) {
        assertEquals(expected.ruleSet(), actual.ruleSet());
        assertEquals(expected.events(), actual.events());
        assertEquals(expected.tiers(), actual.tiers());
        assertEquals(expected.held(), actual.held());
        assertEquals(List.copyOf(expected.alerts().keySet()), List.copyOf(actual.alerts().keySet()));
        assertEquals(expected.alerts(), actual.alerts());
        assertEquals(expected.tierChanges(), actual.tierChanges());
        assertEquals(expected.inPeriod(), actual.inPeriod());
        assertEquals(expected.unmade(), actual.unmade());
        assertEquals(expected.contacts(), actual.contacts());
    }

    private static void explained(Touch touch, Outcome expected, Outcome actual) {
        if (touch != null) {
            assertEquals(expected.reasons().get(touch.why()), actual.reasons().get(touch.why()));
        }
    }

    private void comesToTheSame() {
        SplitReplay.Outcomes split = new SplitReplay(PUBLISHED, DRAFT, FROM, TO).run(tape(journal), Optional.empty(), 2, () -> { });
        same(together(journal, Optional.empty()), together(journal, Optional.of(DRAFT)), split);
    }

    private static Instant at(String moment) {
        return Dealership.at(moment);
    }

    private void buys(String moment, CustomerKey who, String order, int amount) {
        arrives(at(moment), who, "purchase.made", "order", order, "amount", BigDecimal.valueOf(amount));
    }

    private Decision managerToldOf(String complaint) {
        return together(journal, Optional.empty()).alerts().values().stream()
                .filter(d -> complaint.equals(d.detail().get("matter")) && "opened".equals(d.detail().get("deadline")) && "manager".equals(d.detail().get("level"))).findFirst().orElseThrow();
    }

    @Test
    void aCardThatAnAddressMadeMayBeNamedByItsId() {
        CustomerKey address = CustomerKey.email("z@customer.example").orElseThrow();
        buys("2026-03-03T10:00", address, "O-1", 30_000);
        buys("2026-03-03T11:00", id(1), "O-2", 30_000);
        arrives(at("2026-03-03T11:10"), id(1), "customer.merged", "other", address.card());
        comesToTheSame();
    }

    @Test
    void anEscalationInTheNameOfAMemberIsAcknowledged() {
        arrives(at("2026-03-02T09:00"), id(1), "customer.changed", "name", "A", "kind", "consumer");
        arrives(at("2026-03-02T09:05"), id(2), "customer.changed", "name", "B", "kind", "consumer");
        arrives(at("2026-03-02T09:10"), id(1), "customer.merged", "other", "C-2");
        arrives(at("2026-03-03T09:00"), id(2), "complaint.opened", "complaint", "K-1", "text", "x", "severity", "critical");
        Decision told = managerToldOf("K-1");
        arrives(told.at().plus(Duration.ofMinutes(2)), null, "escalation.acknowledged", "escalation", told.detail().get("escalation"));
        comesToTheSame();
    }

    @Test
    void anOrderThatIsTooOldToBeKnownIsNotKnownWhenItIsReturned() {
        buys("2023-09-01T09:00", id(1), "O-1", 200_000);
        buys("2025-12-01T09:00", id(1), "O-2", 200_000);
        arrives(at("2026-01-15T09:00"), id(1), "purchase.returned", "order", "O-1", "amount", BigDecimal.valueOf(199_000));
        buys("2026-03-10T09:00", id(2), "O-3", 25_000);
        buys("2026-03-12T09:00", id(2), "O-4", 10);
        comesToTheSame();
    }

    @Test
    void whatOthersDoInTheSameMinuteMakesNoDifference() {
        arrives(at("2026-03-03T09:00"), id(1), "customer.changed", "name", "A", "kind", "consumer", "emails", List.of("a@customer.example"));
        arrives(at("2026-03-03T10:00"), id(1), "complaint.opened", "complaint", "K-1", "text", "x", "severity", "critical");
        Decision told = managerToldOf("K-1");
        arrives(at("2026-03-03T10:00").plusSeconds(1), id(2), "customer.changed", "name", "X", "kind", "consumer");
        arrives(at("2026-03-03T10:00").plusSeconds(2), null, "escalation.acknowledged", "escalation", told.detail().get("escalation"));
        arrives(at("2026-03-03T10:00").plusSeconds(3), id(1), "customer.changed", "doNotContact", true);
        comesToTheSame();
    }
}
