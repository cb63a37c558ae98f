package dev.regard.routes.bench;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.rule.RuleSet;
import java.util.List;

/** What JMH's benchmarks measure with. */
public final class Material implements AutoCloseable {
    private final SampleData data = new SampleData();

    public RuleSet rules() {
        return data.rules();
    }

    public Rulebook book() {
        return data.book();
    }

    /** Cards of the sample company. */
    public List<Card> cards(int count) {
        return data.cards(count, data.book());
    }

    @Override
    public void close() {
        data.close();
    }
}
