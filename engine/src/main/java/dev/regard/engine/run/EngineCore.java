package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Event;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What an engine does, without threads that do it: applies events, looks at the cards whose time has come, sends what is due. An {@link Engine} has
 * threads for that; a replay does without, since whoever moves the clock does everything. Deciding, publishing and moving the clock take turns, and with a
 * virtual clock sending does, too; else a lane is for one thread at a time. The carrier is not closed.
 */
public final class EngineCore implements Intake, VirtualTime, AutoCloseable {
    private static final int CARDS_CACHED = 20_000;
    private static final long PARTS_CACHED = 600_000;
    /** While events stream in: looking costs a stop of what is decided and written side by side. */
    private static final Duration SWEPT_AT_LEAST_EVERY = Duration.ofSeconds(5);
    private static final Duration SWEPT_FOR = Duration.ofSeconds(1);
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(5);
    private static final Duration CLOCK_KEPT_EVERY = Duration.ofSeconds(1);

    private final Store store;
    private final EngineClock clock;
    private final Troubles troubles;
    private final Runnable due;
    private final AtomicReference<Rulebook> book;
    private final CardCache cache;
    private final Processor processor;
    private final Sweeper sweeper;
    private final Lanes lanes;
    private final Nightly nightly;
    private Nights nights;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile boolean stopping;
    /** Nobody writes any more; guarded by the turn. */
    private boolean closed;
    private volatile Instant nextNight;
    private long sweptAt;

    /**
     * For manual work, alone on the store.
     *
     * @param process  names this one in claims; another one for each start
     * @param troubles is told of failures that are tried again
     */
    public EngineCore(Store store, EngineClock clock, Carrier carrier, Rulebook book, String process, Troubles troubles) {
        this(store, clock, carrier, Pace.ANY, book, process, troubles, () -> { });
    }

    /**
     * @param pace how fast ordinary mail may go out
     * @param due  is run when messages may have become due
     */
    EngineCore(Store store, EngineClock clock, Carrier carrier, Pace pace, Rulebook book, String process, Troubles troubles, Runnable due) {
        this.store = store;
        this.clock = clock;
        this.troubles = troubles;
        this.due = due;
        this.book = new AtomicReference<>(book);
        this.cache = new CardCache(store.cards(), CARDS_CACHED, PARTS_CACHED);
        this.processor = new Processor(store, cache, troubles);
        this.sweeper = new Sweeper(store, cache);
        this.lanes = new Lanes(store, carrier, pace, this.book::get, process, clock, troubles);
        this.nightly = new Nightly(store, cache);
        this.nights = nightly;
    }

    /**
     * Reports what an earlier process left unfinished; from now on time can be moved by hand, and nothing happens by itself: all work is done in
     * the calling thread, in one order.
     */
    public void openForManualWork() {
        processor.inTheCallersThread();
        lanes.recover(any -> true);
        begin();
    }

    /** The same with a part of the customers, whose places among all of them are known. */
    public void openForManualWork(Ranks ranks) {
        nights = new GivenNights(store.cards(), cache, ranks);
        openForManualWork();
    }

    /** Before the first step. */
    void begin() {
        nextNight = nights.next(book.get(), now());
    }

    @Override
    public Receipt accept(List<Event> events) {
        CrashPoint.BEFORE_JOURNAL.pass();
        List<Boolean> taken = store.journal().append(events, now());
        CrashPoint.AFTER_JOURNAL.pass();
        processor.asides().takenAgain(events);
        int accepted = (int) taken.stream().filter(t -> t).count();
        return new Receipt(accepted, taken.size() - accepted);
    }

    /** Decides a part of what there is to decide; 0 when there was nothing. */
    int decide() {
        turn.lock();
        try {
            return closed ? 0 : decideOnce(now());
        } finally {
            turn.unlock();
        }
    }

    private int decideOnce(Instant now) {
        Engagement engagement = new Engagement(book.get());
        int done = processor.step(engagement, now);
        if (done == 0) {
            done = sweep(engagement, now);
        } else if (System.nanoTime() - sweptAt > SWEPT_AT_LEAST_EVERY.toNanos()) {
            sweepBetween(engagement, now);
        }
        if (nights.mayMove(nextNight, now, done > 0)) {
            nextNight = nights.next(book.get(), now); // the clock went back, or a card asks for nights that it could do without before
        }
        if (done == 0 && !nextNight.isAfter(now)) {
            nights.run(book.get(), engagement, now);
            nextNight = nights.next(book.get(), now);
            done = 1;
        }
        if (done > 0) {
            due.run();
        }
        return done;
    }

    /** A stream of events that does not end must not keep what is due waiting. */
    private void sweepBetween(Engagement engagement, Instant now) {
        long begun = System.nanoTime();
        sweptAt = begun;
        if (store.cards().nextWake().filter(wake -> !wake.isAfter(now)).isPresent()) {
            processor.finish();
            while (sweep(engagement, now) > 0 && System.nanoTime() - begun < SWEPT_FOR.toNanos()) {
                due.run();
            }
        }
    }

    private int sweep(Engagement engagement, Instant now) {
        sweptAt = System.nanoTime();
        return sweeper.step(engagement, now);
    }

    /** Tries messages that are due, at most a batch; 0 when none is. One thread at a time for each lane. */
    int send(Dispatch.Lane lane) {
        if (clock.isVirtual()) {
            turn.lock(); // while somebody moves the clock, everything happens in its order
        }
        try {
            return lanes.step(lane);
        } finally {
            if (clock.isVirtual()) {
                turn.unlock();
            }
        }
    }

    @Override
    public Instant advanceTo(Instant instant) {
        turn.lock();
        try {
            if (instant.isBefore(now())) {
                throw new Backwards(now(), instant);
            }
            long kept = System.nanoTime();
            for (drain(); ; drain()) {
                Instant next = earlier(earlier(nextNight, store.cards().nextWake()), store.outgoing().nextTry());
                if (next.isAfter(instant)) {
                    break;
                }
                clock.moveTo(next.isBefore(now()) ? now() : next);
                CrashPoint.CLOCK_MOVED.pass();
                if (System.nanoTime() - kept > CLOCK_KEPT_EVERY.toNanos()) {
                    clock.remember();
                    kept = System.nanoTime();
                }
            }
            clock.moveTo(instant);
            clock.remember();
            drain();
            nights.pass(instant);
            return now();
        } finally {
            turn.unlock();
        }
    }

    private static Instant earlier(Instant one, Optional<Instant> other) {
        return other.isPresent() && other.get().isBefore(one) ? other.get() : one;
    }

    /** Does everything that can be done at this instant. */
    private void drain() {
        int done;
        do {
            done = decideOnce(now()) + lanes.step(Dispatch.Lane.URGENT) + lanes.step(Dispatch.Lane.ORDINARY);
        } while (done > 0);
    }

    /** Publishes a rulebook: when this returns, what is decided next is decided by it. The cards that are there follow by {@link #planAnew}. */
    public void publish(Rulebook next) {
        turn.lock(); // a batch under way ends by the version that it began with, and is written before anybody plans by the next one
        try {
            processor.finish();
        } catch (RuntimeException e) {
            troubles.met(e); // whatever it was: what was not written is read from the journal again, and whoever published goes on
        } finally {
            book.set(next);
            turn.unlock();
        }
    }

    /**
     * Plans all cards by a published rulebook in the calling thread; events go on being applied meanwhile.
     *
     * @param wanted is asked at each card; when it says no, nothing more is planned
     * @return what came of it; empty when not all were planned, because nobody wants it or another rulebook was published meanwhile
     */
    public Optional<Replanned> planAnew(Rulebook published, BooleanSupplier wanted) {
        BooleanSupplier goOn = () -> !stopping && book.get() == published && wanted.getAsBoolean();
        Replanned came = new Replanning(store.cards(), cache).run(new Engagement(published), this::now, goOn);
        return goOn.getAsBoolean() ? Optional.of(came) : Optional.empty();
    }

    /** Takes the portfolio figures as they are, for the pages, without changing any card. */
    public void lookAtPortfolio() {
        nightly.look(book.get(), now());
    }

    /** What the engine's clock says. */
    public Instant now() {
        return clock.instant();
    }

    /** What the next event will be decided by. */
    Rulebook book() {
        return book.get();
    }

    /** The latest figures over all customers; empty before the first night. */
    Optional<Portfolio> portfolio() {
        return nightly.latest();
    }

    /** Those who send; with a virtual clock by {@link #send} only. */
    Lanes lanes() {
        return lanes;
    }

    /** Events since the start of which nothing could be made. */
    Asides asides() {
        return processor.asides();
    }

    /** What is under way ends soon, and nothing long is begun any more. */
    void stop() {
        stopping = true;
        lanes.stop();
    }

    /** Ends manual work. */
    @Override
    public void close() {
        stop();
        close(System.nanoTime() + WRITTEN_WITHIN.toNanos(), lane -> false);
    }

    /**
     * Ends, and remembers the clock whatever else fails. Where somebody still decides (or publishes, or moves the clock), what is being written stays
     * theirs; the next start finds the events in the journal.
     *
     * @param end how long to wait for them, a moment of {@link System#nanoTime}
     * @param over says of a lane whether the thread that sent it is over; what it claimed and did not try is given back then, else the next start finds it
     */
    void close(long end, Predicate<Dispatch.Lane> over) {
        boolean mine = isMyTurn(end);
        try {
            if (mine || !clock.isVirtual()) {
                lanes.giveBack(over);
            }
            if (mine) {
                closed = true;
                processor.close(end);
            }
        } finally {
            if (mine) {
                turn.unlock();
            }
            clock.remember();
        }
    }

    private boolean isMyTurn(long end) {
        try {
            return turn.tryLock() || turn.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
