package dev.regard.rules.shipped;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.Records.ComplaintFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The shipped rule set at work by real time with its own threads; only that the clock on the wall and the one that counts on are moved by
 * the test. What is asked is asked once the engine has looked at everything.
 */
final class OpenShop implements AutoCloseable {
    private static final Paging ALL = new Paging(1000, null);
    private static final int PATIENCE_SECONDS = 30;
    private static final int LOOKS = 4;

    final List<String> news = new ArrayList<>();
    private final BlockingQueue<Dispatch> letterBox = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> troubles = new LinkedBlockingQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final MemoryStore store = new MemoryStore();
    private final Rulebook book = new Rulebook(Dealership.rules(), Dealership.organisation());
    private final ThreadLocal<Clocks> asked = new ThreadLocal<>();
    private volatile Clocks clocks;
    private Engine engine;
    private int events;

    /** What both clocks show at one moment. */
    private record Clocks(Instant wall, long counted) { }

    private OpenShop(String local) {
        clocks = new Clocks(Dealership.at(local), 0);
        open();
    }

    static OpenShop at(String local) {
        return new OpenShop(local);
    }

    private void open() {
        EngineClock clock = EngineClock.real(this::wall, () -> asked.get().counted(), news::add);
        engine = new Engine(store, clock, this::carry, book, "started " + clocks, troubles::add);
        engine.start();
    }

    /** Each look of the engine begins with a look at the clock on the wall; whoever looks sees the other one at the same moment. */
    private Instant wall() {
        asked.set(clocks);
        if (Thread.currentThread().getName().equals("regard-decider")) {
            looks.incrementAndGet();
        }
        return asked.get().wall();
    }

    private Carrier.Attempt carry(Dispatch dispatch) {
        letterBox.add(dispatch);
        return new Carrier.Attempt(Carrier.Result.SENT, "");
    }

    OpenShop happens(String customer, String type, Object... data) {
        engine.accept(List.of(new Event("test", "e" + ++events, type, engine.arrival().now(), CustomerKey.parse("id:" + customer).orElseThrow(),
                Data.of(data))));
        return this;
    }

    /** Both clocks go on. */
    OpenShop passes(Duration time) {
        clocks = new Clocks(clocks.wall().plus(time), clocks.counted() + time.toNanos());
        return this;
    }

    /** Only the clock on the wall is put to another moment, and the engine looks at it. */
    OpenShop clockIsPutTo(String local) {
        clocks = new Clocks(Dealership.at(local), clocks.counted());
        engine.now();
        return this;
    }

    /** The engine stops now and is started again at a local moment. */
    OpenShop downUntil(String local) {
        settled();
        engine.close();
        clocks = new Clocks(Dealership.at(local), -clocks.counted()); // another process counts from elsewhere
        open();
        return this;
    }

    Engine engine() {
        return engine;
    }

    /** Waits until nothing is left to do at this moment. */
    private void settled() {
        int quiet = looks.get();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (looks.get() < quiet + LOOKS || engine.waiting() > 0 || isSending()) {
            if (engine.waiting() > 0) {
                quiet = looks.get();
            }
            engine.accept(List.of()); // so that it looks again at once
            if (System.nanoTime() > patience) {
                throw new AssertionError("the engine does not come to rest; " + troubles);
            }
            Thread.onSpinWait();
        }
    }

    /** Whether a dispatch is due, or on its way: asked in that order, since what is due is then sent. */
    private boolean isSending() {
        return store.outgoing().nextTry().filter(next -> !next.isAfter(engine.now())).isPresent() || !store.outgoing().abandoned("nobody", 1).isEmpty();
    }

    /** Who got mail since this was last asked, in the order of sending. */
    List<String> mail() {
        settled();
        List<Dispatch> got = new ArrayList<>();
        letterBox.drainTo(got);
        if (!troubles.isEmpty()) {
            throw new AssertionError(troubles.peek());
        }
        return got.stream().map(Dispatch::recipient).toList();
    }

    /** What the touches are, one line each: {@code occasion role STATUS}, by due. */
    List<String> touches(String customer) {
        settled();
        return store.records().touches(new TouchFilter(customer, null, null, null, null), ALL).items().stream()
                .sorted(Comparator.comparing(Touch::due)).map(t -> t.occasion() + " " + t.role() + " " + t.status() + (t.belated() ? " belated" : "")).toList();
    }

    /** The alerts of the only complaint: {@code deadline level moment}. */
    List<String> alerts() {
        settled();
        return store.records().complaints(new ComplaintFilter(null, null), ALL).items().get(0).escalations().stream()
                .sorted(Comparator.comparing(Escalation::at)).map(e -> e.deadline() + " " + e.level() + " " + Dealership.local(e.at())).toList();
    }

    @Override
    public void close() {
        engine.close();
    }
}
