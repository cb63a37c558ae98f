package dev.regard.engine.run;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.buying;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.newCard;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Order;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardCacheTest {
    private static final int BARE = 8;

    private final MemoryStore store = new MemoryStore();
    private final Set<String> read = new TreeSet<>();
    private final CardCache cache = new CardCache(watched(), 5, 4 * (BARE + 10));

    /** The store's cards, which notes what is read. */
    private Cards watched() {
        return (Cards) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Cards.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("load")) {
                read.addAll((Collection<String>) arguments[0]);
            }
            return method.invoke(store.cards(), arguments);
        });
    }

    private static Card withOrders(String id, int orders) {
        Card card = newCard(id);
        for (int i = 0; i < orders; i++) {
            card = buying(card, new Order(id + "-" + i, MONDAY, BigDecimal.TEN, BigDecimal.ZERO, List.of(), List.of(), null));
        }
        return card;
    }

    private List<Change> changes(int cards, int orders) {
        return IntStream.range(0, cards).mapToObj(i -> change(withOrders("C-" + i, orders))).toList();
    }

    /** Which of these had to be read. */
    private List<String> missing(String... ids) {
        read.clear();
        for (String id : ids) {
            cache.load(List.of(id));
        }
        return new ArrayList<>(read);
    }

    @Test
    void theLatestCardsAreAtHand() {
        cache.commit(changes(7, 0));
        assertEquals(List.of(), missing("C-2", "C-3", "C-4", "C-5", "C-6"));
        assertEquals(List.of("C-0"), missing("C-6", "C-0"));
        assertEquals(List.of("C-2"), missing("C-6", "C-2"), "the one that nobody asked for longest made room");
    }

    @Test
    void cardsWithMuchOnThemAreFewer() {
        cache.commit(changes(5, 10));
        assertEquals(List.of("C-0"), missing("C-1", "C-2", "C-3", "C-4", "C-0"));

        cache.commit(List.of(change(withOrders("C-9", 40))));
        assertEquals(List.of(), missing("C-9", "C-0"));
        assertEquals(List.of("C-4"), missing("C-4"));
    }

    @Test
    void whatIsUnderWayIsAtHandHoweverMuchItIs() {
        List<Change> changes = changes(20, 10);
        cache.foresee(changes);
        assertEquals(List.of(), missing(changes.stream().map(c -> c.card().id()).toArray(String[]::new)));

        assertEquals(Set.of(), cache.write(changes));
        cache.load(List.of("C-19"));
        cache.commit(List.of(change(newCard("C-99"))));
        assertEquals(List.of("C-0"), missing("C-19", "C-0"));
    }

    @Test
    void whatWasForgottenWeighsNothing() {
        cache.foresee(changes(20, 10));
        cache.forget();
        store.cards().commit(changes(3, 10));
        missing("C-0", "C-1", "C-2");
        assertEquals(List.of(), missing("C-0", "C-1", "C-2"));
    }
}
