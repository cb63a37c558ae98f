package dev.regard.routes.jmh;

import dev.regard.connectors.json.RecordJson;
import dev.regard.engine.customer.Card;
import dev.regard.routes.bench.Material;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** A card as a document: written and read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CardDocument {
    private List<Card> cards;
    private List<byte[]> documents;
    private int next;

    @Setup
    public void make() {
        try (Material material = new Material()) {
            cards = material.cards(500);
        }
        documents = cards.stream().map(RecordJson.CARD::bytes).toList();
    }

    @Benchmark
    public byte[] write() {
        return RecordJson.CARD.bytes(cards.get(next++ % cards.size()));
    }

    @Benchmark
    public Card read() {
        return RecordJson.CARD.read(documents.get(next++ % documents.size()));
    }
}
