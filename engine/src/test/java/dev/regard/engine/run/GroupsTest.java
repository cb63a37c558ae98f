package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Contacts;
import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Order;
import dev.regard.engine.run.Groups.Compared;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T00:00:00Z");
    private final Groups groups = new Groups();

    private void customer(int number, boolean hasDraft, Instant at, int amount) {
        Card blank = Card.blank("C-" + number, SINCE);
        Dealings dealings = amount == 0 ? blank.dealings() : blank.dealings().with(new Order("O", at, BigDecimal.valueOf(amount), BigDecimal.ZERO, List.of(), List.of(), null));
        groups.see(new Card(blank.id(), 1, blank.madeAt(), blank.keys(), blank.profile(), blank.standing(), dealings, blank.contacts(), blank.satisfaction(), List.of(), List.of(), List.of(),
                blank.consents(), null, blank.settled(), blank.undeliverable(), null), hasDraft, SINCE, Instant.MAX);
    }

    private Compared measure(String name) {
        return groups.compared().stream().filter(m -> m.measure().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void meansAndTheirIntervalAreThoseOfTheTextbook() {
        for (int amount : new int[] {0, 0, 100, 300}) {
            customer(amount, true, SINCE, amount);
        }
        for (int amount : new int[] {0, 200}) {
            customer(amount, false, SINCE, amount);
        }
        assertEquals(4, groups.customers());
        assertEquals(2, groups.control());
        assertEquals(0.5, measure("bought").draft(), 1e-9);
        assertEquals(100, measure("sales").draft(), 1e-9);
        assertEquals(100, measure("sales").others(), 1e-9);
        // variances 20 000 and 20 000: 1.96 * sqrt(20000/4 + 20000/2)
        assertEquals(1.96 * Math.sqrt(15_000), measure("sales").margin(), 1e-9);
        assertFalse(measure("sales").shown());
    }

    /** Newcombe, Statistics in Medicine 17 (1998), table II: 56/70 less 48/80 is 0.2 with 0.0524 to 0.3339 by method 10. */
    @Test
    void theIntervalOfSharesIsThatOfThePaper() {
        for (int i = 0; i < 150; i++) {
            customer(i, i < 70, SINCE, i < 56 || i >= 70 && i < 118 ? 100 : 0);
        }
        assertEquals(0.2, measure("bought").difference(), 1e-9);
        assertEquals(0.2 - 0.0524, measure("bought").margin(), 1e-4, "the lower end is the farther one");
        assertTrue(measure("bought").shown());
    }

    @Test
    void aFewCustomersShowNothing() {
        for (int i = 0; i < 5; i++) {
            customer(i, i < 2, SINCE, i < 2 ? 100 : 0);
        }
        assertEquals(1, measure("bought").difference(), 1e-9);
        assertTrue(measure("bought").margin() > 0.5, () -> measure("bought").toString());
        assertFalse(groups.compared().stream().anyMatch(Compared::shown));
        assertTrue(groups.compared().stream().allMatch(Compared::tooFew));
    }

    @Test
    void whatWasBoughtBeforeTheDraftDecidedDoesNotCount() {
        customer(1, true, SINCE.minusSeconds(1), 500);
        customer(2, false, SINCE, 500);
        assertEquals(0, measure("sales").draft());
        assertEquals(500, measure("sales").others());
    }

    @Test
    void whoIsReachedByACallHasRepliedAndWhoIsNotHasNot() {
        Card blank = Card.blank("C-1", SINCE);
        for (String outcome : new String[] {"reached", "not-reached", "reached"}) {
            Contacts contacts = Contacts.NONE.with(new Contact(SINCE, Direction.OUT, "phone", groups.customers() == 2 ? null : "T", outcome, null, null));
            groups.see(new Card(blank.id(), 1, blank.madeAt(), blank.keys(), blank.profile(), blank.standing(), blank.dealings(), contacts, blank.satisfaction(), List.of(), List.of(), List.of(),
                    blank.consents(), null, blank.settled(), blank.undeliverable(), null), true, SINCE, Instant.MAX);
        }
        customer(2, false, SINCE, 0);
        assertEquals(1.0 / 3, measure("replies").draft(), 1e-9, "one of three: the last call belongs to no touch");
    }

    @Test
    void aDifferenceThatIsThereIsShownAndChanceIsNot() {
        Random random = new Random(3);
        for (int i = 0; i < 4_000; i++) {
            customer(i, i % 10 == 0, SINCE, random.nextInt(100) < (i % 10 == 0 ? 40 : 20) ? 100 : 0);
        }
        assertTrue(measure("bought").shown(), () -> measure("bought").toString());
        Groups same = new Groups();
        assertFalse(same.compared().stream().anyMatch(Compared::shown));
    }
}
