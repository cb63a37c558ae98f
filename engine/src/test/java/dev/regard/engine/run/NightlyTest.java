package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Contacts;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Order;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Data;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Store;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NightlyTest {
    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final Rulebook BOOK = new Rulebook(new RuleSet("none", Map.of(), new TableReader(Map.of()), null, List.of(), Map.of()), RankingTest.company());
    private final MemoryStore memory = new MemoryStore();
    private final Map<String, Card> cards = new HashMap<>();

    /** What a look at the cards is like. */
    private interface Scan {
        void scan(Consumer<Card> each);
    }

    private Store scanned(Scan scan) {
        Cards scanned = (Cards) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Cards.class}, (proxy, method, arguments) -> {
            if (!method.getName().equals("scan")) {
                return call(memory.cards(), method, arguments);
            }
            @SuppressWarnings("unchecked")
            Consumer<Card> each = (Consumer<Card>) arguments[0];
            scan.scan(each);
            return null;
        });
        return (Store) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Store.class},
                (proxy, method, arguments) -> method.getName().equals("cards") ? scanned : call(memory, method, arguments));
    }

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            method.setAccessible(true);
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Nightly over(Store store) {
        return new Nightly(store, new CardCache(store.cards(), 10, 1000));
    }

    private static Card card(String id, long version, Profile profile, Dealings dealings) {
        return new Card(id, version, NOW, List.of("id:" + id), profile, Standing.NEW, dealings, Contacts.NONE, List.of(), List.of(), List.of(), List.of(), Map.of(), null, Map.of(), List.of(), null);
    }

    private static Dealings bought(Dealings before, Instant at, int amount, int number) {
        return before.with(new Order("O-" + number, at, BigDecimal.valueOf(amount), BigDecimal.ZERO, List.of(), List.of(), null, null));
    }

    private void write(Card card) {
        cards.put(card.id(), card);
        Change change = new Change(card, List.of("id:" + card.id()), List.of(), List.of(), List.of(), List.of(), List.of());
        assertTrue(memory.cards().commit(List.of(change)).isEmpty());
    }

    private void buys(Random random, Instant at, int number) {
        String id = "c" + random.nextInt(30);
        Card before = cards.getOrDefault(id, card(id, 0, Profile.empty(), Dealings.NONE));
        write(card(id, before.version() + 1, before.profile(), bought(before.dealings(), at, random.nextInt(20) == 0 ? -500 : random.nextInt(4) * 100, number)));
    }

    @Test
    void nightAfterNightTheFiguresAreThoseOfALookAtAllCardsAnew() {
        Random random = new Random(20_261_128);
        Nightly remembering = over(memory);
        remembering.remember();
        Instant night = NOW;
        for (int i = 0; i < 800; i++) {
            buys(random, night.minusSeconds(3_600), i);
            night = night.plus(Duration.ofDays(1));
            remembering.look(BOOK, night);
            Nightly anew = over(memory);
            anew.look(BOOK, night);
            assertEquals(anew.latest(), remembering.latest(), "in night " + i);
        }
        assertTrue(remembering.latest().orElseThrow().buyers() > 20, "there are buyers");
    }

    @Test
    void aLookThatBreaksOffSpoilsNoLaterOne() {
        boolean[] failing = {false};
        Store store = scanned(each -> memory.cards().scan(card -> {
            if (failing[0] && card.id().equals("c")) {
                throw new IllegalStateException("the store is gone");
            }
            each.accept(card);
        }));
        write(card("b", 1, Profile.empty(), bought(Dealings.NONE, NOW.minusSeconds(9), 20, 1)));
        write(card("c", 1, Profile.empty(), bought(Dealings.NONE, NOW.minusSeconds(9), 30, 2)));
        Nightly nightly = over(store);
        nightly.remember();
        nightly.look(BOOK, NOW);
        write(card("a", 1, Profile.empty(), bought(Dealings.NONE, NOW.minusSeconds(9), 7, 3)));
        write(card("b", 2, Profile.empty(), bought(Dealings.NONE, NOW.minusSeconds(9), 500, 4)));
        failing[0] = true;
        assertThrows(IllegalStateException.class, () -> nightly.look(BOOK, NOW));
        failing[0] = false;
        nightly.look(BOOK, NOW);
        assertEquals(BigDecimal.valueOf(537), nightly.latest().orElseThrow().sales());
    }

    /** There may be more cards than fit into memory. */
    @Test
    void whereNothingIsRememberedTheCardsOfALookGoAgain() {
        List<WeakReference<Profile>> profiles = new ArrayList<>();
        long[] alive = {-1};
        Store store = scanned(each -> {
            for (int i = 0; i < 100; i++) {
                each.accept(seenOnce(profiles, i));
            }
            for (int i = 0; i < 20 && alive[0] != 0; i++) {
                System.gc();
                alive[0] = profiles.stream().filter(profile -> profile.get() != null).count();
            }
        });
        over(store).look(BOOK, NOW);
        assertTrue(alive[0] < 5, alive[0] + " of 100 are kept");
    }

    private static Card seenOnce(List<WeakReference<Profile>> profiles, int number) {
        Profile profile = Profile.empty().merged(Data.of("name", "n" + number), NOW, "test", false);
        profiles.add(new WeakReference<>(profile));
        return card("c" + number, 1, profile, bought(Dealings.NONE, NOW.minusSeconds(9), 10 + number, number));
    }
}
