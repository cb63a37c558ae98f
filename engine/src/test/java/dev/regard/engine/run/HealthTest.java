package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.store.Dealer;
import dev.regard.engine.store.SmallRules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Rulebook book = new Rulebook(SmallRules.rules(), SmallRules.organisation());
    private final Asides asides = new Asides();
    private Optional<String> store = Optional.empty();
    private Optional<String> mail = Optional.empty();
    private boolean died;
    private final Health health = new Health(() -> store, () -> mail, asides, () -> died, EngineClock.virtual(Dealer.MONDAY, new MemoryStore().notes()), () -> book);

    @Test
    void eachQuestionHasAnAnswerWhichIsEmptyWhenNothingIsWrong() {
        assertEquals(List.of("store", "events", "mail", "clock", "calendar"), List.copyOf(health.answers().keySet()));
        assertEquals(List.of("", "", "", ""), health.answers().values().stream().limit(4).toList());
    }

    @Test
    void whatIsWrongIsSaidInWordsAndWhatHoldsUpNobodyIsAWarning() {
        store = Optional.of("the disk is full");
        mail = Optional.of("no connection");
        died = true;
        asides.add(Dealer.purchase("C-1", "O-1"), "of C-1: too much");

        assertEquals(List.of("the disk is full",
                "warning: since the start an event was put aside, of which nothing could be made (regard events); the last was purchase.made shop/order-O-1 of C-1: too much",
                "no connection", "nobody decides any more"), health.answers().values().stream().limit(4).toList());
    }
}
