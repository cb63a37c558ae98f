package dev.regard.engine.run;

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
import dev.regard.engine.store.Store;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NightlyTest {
    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final Rulebook BOOK = new Rulebook(new RuleSet("none", Map.of(), new TableReader(Map.of()), null, List.of(), Map.of()), RankingTest.company());
    private final MemoryStore memory = new MemoryStore();

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

    /** There may be more cards than fit into memory. */
    @Test
    void theCardsOfALookGoAgain() {
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
        return card("c" + number, 1, profile, Dealings.NONE.with(new Order("O-" + number, NOW.minusSeconds(9), BigDecimal.valueOf(10 + number), BigDecimal.ZERO,
                List.of(), List.of(), null, null)));
    }
}
