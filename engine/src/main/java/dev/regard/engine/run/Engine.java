package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Event;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A running engine on a store: takes events, applies them, looks at the cards whose time has come, sends what is due. Decisions are
 * made by one thread at a time; messages go out on two others, the urgent ones on their own, so that a mail server that hangs holds up no
 * decision, and a thousand greetings no alert.
 */
public final class Engine implements Intake, ForwardingView, VirtualTime, AutoCloseable {
    /** So many events may wait for their decision; then the intake refuses. */
    public static final long MOST_WAITING = 50_000;
    private static final int CARDS_CACHED = 20_000;
    private static final long PARTS_CACHED = 600_000;
    private static final Duration STORE_ASKED_EVERY = Duration.ofSeconds(1);
    /** A connection that only ever answers this question is a nuisance to its server. */
    private static final Duration MAIL_ASKED_EVERY = Duration.ofMinutes(1);
    private static final Duration MAIL_IN_TROUBLE_EVERY = Duration.ofSeconds(10);
    private static final Duration ENDS_IN = Duration.ofSeconds(5);
    /** While events stream in: looking costs a stop of what is decided and written side by side. */
    private static final Duration SWEPT_AT_LEAST_EVERY = Duration.ofSeconds(5);
    private static final Duration SWEPT_FOR = Duration.ofSeconds(1);
    private static final Duration OTHERS_LOOKED_AFTER_EVERY = Duration.ofSeconds(10);
    private static final Duration CLOCK_KEPT_EVERY = Duration.ofSeconds(1);

    private final Store store;
    private final Peers peers;
    private final EngineClock clock;
    private final Carrier carrier;
    private final Troubles troubles;
    private final AtomicReference<Rulebook> book;
    private final CardCache cache;
    private final Processor processor;
    private final Sweeper sweeper;
    private final Outbox urgent;
    private final Outbox ordinary;
    private final Nightly nightly;
    private Nights nights;
    private final Doorway doorway;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Worker decider = new Worker("regard-decider", this::decide, this::failed);
    private final Worker urgentSender = new Worker("regard-urgent", this::sendUrgent, this::failed);
    private final Worker sender = new Worker("regard-sender", this::sendOrdinary, this::failed);
    private final Watch storeWatch;
    private final Watch mailWatch;
    private final EngineView view;
    private volatile boolean stopping;
    /** Nobody writes any more; guarded by the turn. */
    private boolean closed;
    private volatile Instant nextNight;
    private long sweptAt;
    private volatile boolean recovered;
    private volatile long recoveredAt;

    /**
     * @param process  names this process in claims, the only one that works on the store; another one for each start
     * @param troubles is told of failures that are tried again
     */
    public Engine(Store store, EngineClock clock, Carrier carrier, Rulebook book, String process, Troubles troubles) {
        this(store, clock, carrier, Pace.ANY, book, process, troubles);
    }

    /** The same at a pace of its own. */
    public Engine(Store store, EngineClock clock, Carrier carrier, Pace pace, Rulebook book, String process, Troubles troubles) {
        this(store, clock, carrier, pace, book, Peers.none(process), troubles);
    }

    /**
     * @param pace     how fast ordinary mail may go out
     * @param peers    this process, and who else works on the store
     * @param troubles is told of failures that are tried again
     */
    public Engine(Store store, EngineClock clock, Carrier carrier, Pace pace, Rulebook book, Peers peers, Troubles troubles) {
        this.store = store;
        this.peers = peers;
        this.clock = clock;
        this.carrier = carrier;
        this.troubles = troubles;
        this.book = new AtomicReference<>(book);
        this.cache = new CardCache(store.cards(), CARDS_CACHED, PARTS_CACHED);
        this.processor = new Processor(store, cache, troubles);
        this.sweeper = new Sweeper(store, cache);
        this.urgent = outbox(Dispatch.Lane.URGENT, Pace.ANY);
        this.ordinary = outbox(Dispatch.Lane.ORDINARY, pace);
        this.nightly = new Nightly(store, cache);
        this.nights = nightly;
        this.storeWatch = new Watch("regard-store-watch", this::storeTrouble, STORE_ASKED_EVERY, STORE_ASKED_EVERY,
                words -> troubles.met(new StoreUnavailable(words, null)), this::storeWorksAgain);
        this.mailWatch = new Watch("regard-mail-watch", carrier::trouble, MAIL_ASKED_EVERY, MAIL_IN_TROUBLE_EVERY, words -> { }, this::hurry);
        Health health = new Health(storeWatch::trouble, mailWatch::trouble, processor.asides(), decider::hasDied, clock, this.book::get);
        this.view = new LiveView(store, clock, this.book::get, nightly::latest, health);
        this.doorway = new Doorway(storeWatch::known, System::nanoTime);
    }

    /** With a throttle of its own, since either lane has its own thread. */
    private Outbox outbox(Dispatch.Lane lane, Pace pace) {
        Throttle throttle = new Throttle(pace, store.outgoing(), () -> book.get().companyZone(), this::goodHour);
        return new Outbox(lane, store, this::carry, this::forbidden, throttle, peers.process(), this::now);
    }

    /**
     * Reports what an earlier process left unfinished; from now on time can be moved by hand, and nothing happens by itself: all work is done in
     * the calling thread, in one order.
     */
    public void openForManualWork() {
        processor.inTheCallersThread();
        urgent.recover(any -> true);
        nextNight = nights.next(book.get(), now());
    }

    /** The same with a part of the customers, whose places among all of them are known. */
    public void openForManualWork(Ranks ranks) {
        nights = new GivenNights(store.cards(), cache, ranks);
        openForManualWork();
    }

    /** Starts deciding by itself without sending anything: what becomes due waits for a process that sends. */
    public void startDeciding() {
        nextNight = nights.next(book.get(), now());
        storeWatch.start();
        decider.start();
    }

    /** Reports what ended processes left unfinished, then starts working by itself, and looks after what others leave that end later. */
    public void start() {
        try {
            recover();
        } catch (StoreUnavailable e) {
            troubles.met(e); // a disk that is full at the start is no reason not to start: it is done when there is room
        }
        startDeciding();
        mailWatch.start();
        urgentSender.start();
        sender.start();
    }

    private int sendUrgent() {
        recover();
        return send(urgent);
    }

    private int sendOrdinary() {
        peers.sayHere();
        return send(ordinary);
    }

    private void failed(Throwable failure) {
        troubles.met(failure);
        storeWatch.askNow();
    }

    private void recover() {
        peers.sayHere();
        if (!recovered || peers.shared() && System.nanoTime() - recoveredAt > OTHERS_LOOKED_AFTER_EVERY.toNanos()) {
            urgent.recover(peers::hasEnded);
            recoveredAt = System.nanoTime();
            recovered = true;
        }
    }

    /** Whoever looks after the store says in it that this process is there, also while a server that hangs keeps those who send, and that the clock is not believed. */
    private Optional<String> storeTrouble() {
        Optional<String> trouble = store.trouble();
        if (trouble.isEmpty() && urgentSender.isStarted()) {
            peers.sayHere();
            clock.remember();
        }
        return trouble;
    }

    private void storeWorksAgain() {
        troubles.over();
        decider.ring();
    }

    private Carrier.Attempt carry(Dispatch dispatch) {
        Carrier.Attempt attempt = carrier.carry(dispatch);
        if (attempt.result() == Carrier.Result.DELAYED && mailWatch.known().isEmpty()) {
            mailWatch.askNow();
        }
        return attempt;
    }

    /** A colleague is told whatever the customer said. */
    private Optional<String> forbidden(Dispatch dispatch) {
        return dispatch.alert() ? Optional.empty() : Optional.ofNullable(store.cards().standing(List.of(dispatch.customer())).get(dispatch.customer()))
                .flatMap(card -> new Engagement(book.get()).forbids(card, dispatch, now()));
    }

    private Optional<Instant> goodHour(Dispatch dispatch, Instant now) {
        return Optional.ofNullable(store.cards().standing(List.of(dispatch.customer())).get(dispatch.customer()))
                .flatMap(card -> new Engagement(book.get()).goodHour(card, now));
    }

    /** The mail server is back: what is urgent has waited for that. */
    private void hurry() {
        urgent.hurry();
        ringForMessages();
    }

    private void ringForMessages() {
        urgentSender.ring();
        sender.ring();
    }

    private int decide() {
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
            ringForMessages();
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
                ringForMessages();
            }
        }
    }

    private int sweep(Engagement engagement, Instant now) {
        sweptAt = System.nanoTime();
        return sweeper.step(engagement, now);
    }

    private int send(Outbox outbox) {
        if (clock.isVirtual()) {
            turn.lock(); // while somebody moves the clock, everything happens in its order
        }
        try {
            int sent = outbox.step();
            if (sent > 0) {
                decider.ring();
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
        CrashPoint.BEFORE_JOURNAL.pass();
        List<Boolean> taken = doorway.pass(() -> {
            if (stopping || store.journal().isLongerThan(MOST_WAITING)) {
                throw new Busy(store.journal().waiting());
            }
            return store.journal().append(events, now());
        });
        CrashPoint.AFTER_JOURNAL.pass();
        processor.asides().takenAgain(events);
        decider.ring();
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
            done = decideOnce(now()) + urgent.step() + ordinary.step();
        } while (done > 0);
    }

    /** Publishes a rulebook: when this returns, what is decided next is decided by it. The cards that are there follow by {@link #planAnew}. */
    public void publish(Rulebook next) {
        turn.lock(); // a batch under way ends by the version that it began with, and is written before anybody plans by the next one
        try {
            processor.finish();
        } catch (StoreUnavailable e) {
            troubles.met(e); // what was not written is read from the journal again
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

    @Override
    public EngineView view() {
        return view;
    }

    /** Stops taking and working; what is acknowledged stays in the journal for the next start. */
    @Override
    public void close() {
        stopping = true;
        urgent.stop();
        ordinary.stop();
        storeWatch.stop();
        mailWatch.stop();
        List.of(decider, urgentSender, sender).forEach(Worker::stop);
        join(System.nanoTime() + ENDS_IN.toNanos(), urgentSender, sender);
        try {
            carrier.close(); // cuts off what a mail server does not answer, which is then reported
        } finally {
            long end = System.nanoTime() + ENDS_IN.toNanos();
            join(end, decider, urgentSender, sender);
            try {
                endWork(end);
            } finally {
                clock.remember();
            }
        }
    }

    /** Waits for all of them together. */
    private static void join(long end, Worker... workers) {
        for (Worker worker : workers) {
            worker.join(end);
        }
    }

    /** Where somebody still decides (or publishes, or moves the clock), what is being written stays theirs; the next start finds the events in the journal. */
    private void endWork(long end) {
        boolean mine = isMyTurn(end);
        try {
            if (mine || !clock.isVirtual()) {
                giveBack(urgentSender, urgent);
                giveBack(sender, ordinary);
            }
            if (mine) {
                closed = true;
                processor.close();
            }
        } finally {
            if (mine) {
                turn.unlock();
            }
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

    /** What was claimed and not tried; where somebody is still trying, the next start finds it. */
    private void giveBack(Worker trying, Outbox outbox) {
        if (trying.hasEnded()) {
            try {
                outbox.giveBack();
            } catch (StoreUnavailable e) {
                troubles.met(e);
            }
        }
    }
}
