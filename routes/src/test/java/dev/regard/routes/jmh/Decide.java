package dev.regard.routes.jmh;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.decide.Situations;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.routes.bench.Material;
import dev.regard.routes.demo.SampleCompany;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One question to a table, and all that a purchase gives rise to, without any store. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Decide {
    private Material material;
    private RuleSet rules;
    private Engagement engagement;
    private List<Card> cards;
    private List<Facts> facts;
    private int next;

    @Setup
    public void read() {
        material = new Material();
        rules = material.rules();
        engagement = new Engagement(material.book());
        // looked at once, as every card in a running engine was
        cards = material.cards(500).stream().map(card -> engagement.wake(card, SampleCompany.START).card()).toList();
        facts = cards.stream().map(card -> Situations.of(card, material.book(), SampleCompany.START)).toList();
    }

    @TearDown
    public void leave() {
        material.close();
    }

    @Benchmark
    public List<Match> tier() {
        return rules.evaluate(Topic.TIER, facts.get(next++ % facts.size()));
    }

    @Benchmark
    public List<Match> permission() {
        return rules.evaluate(Topic.PERMISSION, facts.get(next++ % facts.size()));
    }

    @Benchmark
    public Change purchase() {
        int number = next++;
        Card card = cards.get(number % cards.size());
        Event event = new Event("jmh", "n-" + number, "purchase.made", SampleCompany.START, CustomerKey.id(card.id()).orElseThrow(),
                Data.of("order", "n-" + number, "amount", BigDecimal.valueOf(1_280), "items", List.of(Map.of("category", "antique-tile"))));
        return engagement.apply(card, List.of(new Recorded(number, SampleCompany.START, event)), Filed.NOTHING, SampleCompany.START);
    }
}
