package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decide.Situations;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A running engine on a store: takes events, applies them, looks at the cards whose time has come, sends what is due. Decisions are
 * made by one thread at a time; messages go out on another, so that a mail server that hangs holds up no decision.
 */
public final class Engine implements Intake, EngineView, VirtualTime, AutoCloseable {
    /** So many events may wait for their decision; then the intake refuses. */
    public static final long MOST_WAITING = 50_000;
    private static final int CARDS_CACHED = 20_000;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration SWEPT_AT_LEAST_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOCK_KEPT_EVERY = Duration.ofSeconds(1);
    /** From any moment on, with an hour more for the clocks that are put back in autumn. */
    private static final Duration LONGEST_TO_NIGHT = Duration.ofHours(25);

    private final Store store;
    private final EngineClock clock;
    private final Carrier carrier;
    private final Consumer<Throwable> troubles;
    private final AtomicReference<Rulebook> book;
    private final CardCache cache;
    private final Processor processor;
    private final Sweeper sweeper;
    private final Outbox outbox;
    private final Nightly nightly;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Bell decisions = new Bell();
    private final Bell messages = new Bell();
    private volatile boolean stopping;
    private volatile Instant nextNight;
    private long sweptAt;
    private Thread decider;
    private Thread sender;

    /**
     * @param process  names this process in claims; another one for each start
     * @param troubles is told of failures that are tried again
     */
    public Engine(Store store, EngineClock clock, Carrier carrier, Rulebook book, String process, Consumer<Throwable> troubles) {
        this.store = store;
        this.clock = clock;
        this.carrier = carrier;
        this.troubles = troubles;
        this.book = new AtomicReference<>(book);
        this.cache = new CardCache(store.cards(), CARDS_CACHED);
        this.processor = new Processor(store, cache);
        this.sweeper = new Sweeper(store, cache);
        this.outbox = new Outbox(store, carrier, process);
        this.nightly = new Nightly(store, cache);
    }

    /**
     * Reports what an earlier process left unfinished; from now on time can be moved by hand, and nothing happens by itself: all work is done in
     * the calling thread, in one order.
     */
    public void openForManualWork() {
        processor.inTheCallersThread();
        outbox.recover(now());
        nextNight = nightly.next(book.get(), now());
    }

    /** Starts deciding by itself without sending anything: what becomes due waits for a process that sends. */
    public void startDeciding() {
        nextNight = nightly.next(book.get(), now());
        decider = thread("regard-decider", decisions, this::decide);
    }

    /** Reports what an earlier process left unfinished, then starts working by itself. */
    public void start() {
        outbox.recover(now());
        startDeciding();
        sender = thread("regard-sender", messages, this::send);
    }

    private Thread thread(String name, Bell bell, java.util.function.IntSupplier step) {
        Thread thread = new Thread(() -> work(bell, step), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void work(Bell bell, java.util.function.IntSupplier step) {
        while (!stopping) {
            try {
                if (step.getAsInt() == 0) {
                    bell.await(TICK);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                troubles.accept(e);
                pause(bell);
            }
        }
    }

    private static void pause(Bell bell) {
        try {
            bell.await(TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int decide() {
        turn.lock();
        try {
            return decideOnce(now());
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
            processor.finish(); // a stream of events that does not end must not keep what is due waiting
            sweep(engagement, now);
        }
        if (nextNight.isAfter(now.plus(LONGEST_TO_NIGHT))) {
            nextNight = nightly.next(book.get(), now); // the clock went back
        }
        if (done == 0 && !nextNight.isAfter(now)) {
            nightly.run(book.get(), engagement, now);
            nextNight = nightly.next(book.get(), now);
            done = 1;
        }
        if (done > 0) {
            messages.ring();
        }
        return done;
    }

    private int sweep(Engagement engagement, Instant now) {
        sweptAt = System.nanoTime();
        return sweeper.step(engagement, now);
    }

    private int send() {
        if (clock.isVirtual()) {
            turn.lock(); // while somebody moves the clock, everything happens in its order
        }
        try {
            int sent = outbox.step(now());
            if (sent > 0) {
                decisions.ring();
            }
            return sent;
        } finally {
            if (clock.isVirtual()) {
                turn.unlock();
            }
        }
    }

    @Override
    public Receipt accept(List<Event> events) {
        if (stopping || store.journal().waiting() > MOST_WAITING) {
            throw new Busy(store.journal().waiting());
        }
        CrashPoint.BEFORE_JOURNAL.pass();
        List<Boolean> taken = store.journal().append(events, now());
        CrashPoint.AFTER_JOURNAL.pass();
        decisions.ring();
        int accepted = (int) taken.stream().filter(t -> t).count();
        return new Receipt(accepted, taken.size() - accepted);
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
                Optional<Instant> next = Stream.of(store.cards().nextWake(), store.outgoing().nextTry(), Optional.of(nextNight))
                        .flatMap(Optional::stream).min(Instant::compareTo).filter(n -> !n.isAfter(instant));
                if (next.isEmpty()) {
                    break;
                }
                clock.moveTo(next.get().isBefore(now()) ? now() : next.get());
                CrashPoint.CLOCK_MOVED.pass();
                if (System.nanoTime() - kept > CLOCK_KEPT_EVERY.toNanos()) {
                    clock.remember();
                    kept = System.nanoTime();
                }
            }
            clock.moveTo(instant);
            clock.remember();
            drain();
            return now();
        } finally {
            turn.unlock();
        }
    }

    /** Does everything that can be done at this instant. */
    private void drain() {
        int done;
        do {
            done = decideOnce(now()) + outbox.step(now());
        } while (done > 0);
    }

    /** Publishes a rulebook: when this returns, what is decided next is decided by it. The cards that are there follow by {@link #planAnew}. */
    public void publish(Rulebook next) {
        turn.lock(); // a batch under way ends by the version that it began with, and is written before anybody plans by the next one
        try {
            processor.finish();
        } catch (StoreUnavailable e) {
            troubles.accept(e); // what was not written is read from the journal again
        } finally {
            book.set(next);
            turn.unlock();
        }
    }

    /**
     * Plans all cards by a published rulebook in the calling thread; events go on being applied meanwhile.
     *
     * @param wanted is asked at each card; when it says no, nothing more is planned
     * @return how many cards changed; empty when not all were planned, because nobody wants it or another rulebook was published meanwhile
     */
    public OptionalLong planAnew(Rulebook published, BooleanSupplier wanted) {
        BooleanSupplier goOn = () -> !stopping && book.get() == published && wanted.getAsBoolean();
        long changed = new Replanning(store.cards(), cache).run(new Engagement(published), this::now, goOn);
        return goOn.getAsBoolean() ? OptionalLong.of(changed) : OptionalLong.empty();
    }

    /** Takes the portfolio figures as they are, for the pages, without changing any card. */
    public void lookAtPortfolio() {
        nightly.look(book.get(), now());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Arrival arrival() {
        return clock.arrival();
    }

    @Override
    public HeldTime heldTime() {
        return clock;
    }

    @Override
    public Records records() {
        return store.records();
    }

    @Override
    public Cards cards() {
        return store.cards();
    }

    @Override
    public RuleSet rules() {
        return book.get().rules();
    }

    @Override
    public Organisation organisation() {
        return book.get().organisation();
    }

    @Override
    public Facts facts(Card card) {
        return Situations.of(card, book.get(), now());
    }

    @Override
    public Optional<Portfolio> portfolio() {
        return nightly.latest();
    }

    @Override
    public long waiting() {
        return store.journal().waiting();
    }

    @Override
    public Map<String, String> health() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("store", store.trouble().orElse(""));
        answers.put("mail", carrier.trouble().orElse(""));
        answers.put("clock", decider != null && !decider.isAlive() && !stopping ? "nobody decides any more" : clock.held().map(Engine::words).orElse(""));
        int year = now().atZone(book.get().companyZone()).getYear();
        answers.put("calendar", book.get().calendar().knowsYear(year) ? ""
                : "warning: the holidays of " + year + " are not known; Monday to Friday count as working days");
        return answers;
    }

    private static String words(HeldTime.Held held) {
        return "warning: the clock jumped ahead by " + HeldTime.words(held.ahead()) + " and says " + held.told() + "; what would only be due by "
                + "that waits until " + held.until() + ", or until somebody releases it (POST /api/v1/clock/release, or: regard clock --release)";
    }

    /** Stops taking and working; what is acknowledged stays in the journal for the next start. */
    @Override
    public void close() {
        stopping = true;
        decisions.ring();
        messages.ring();
        for (Thread thread : new Thread[] {decider, sender}) {
            try {
                if (thread != null) {
                    thread.join(Duration.ofSeconds(10).toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        processor.close();
        clock.remember();
        carrier.close();
    }
}
