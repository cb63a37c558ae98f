package dev.regard.engine.run;

import dev.regard.engine.customer.Dispatch;
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
import java.util.function.BooleanSupplier;

/**
 * A running engine on a store: takes events, applies them, looks at the cards whose time has come, sends what is due. Decisions are
 * made by one thread at a time; messages go out on two others, the urgent ones on their own, so that a mail server that hangs holds up no
 * decision, and a thousand greetings no alert.
 */
public final class Engine implements Intake, ForwardingView, VirtualTime, AutoCloseable {
    /** So many events may wait for their decision; then the intake refuses. */
    public static final long MOST_WAITING = 50_000;
    private static final Duration STORE_ASKED_EVERY = Duration.ofSeconds(1);
    /** A connection that only ever answers this question is a nuisance to its server. */
    private static final Duration MAIL_ASKED_EVERY = Duration.ofMinutes(1);
    private static final Duration MAIL_IN_TROUBLE_EVERY = Duration.ofSeconds(10);
    private static final Duration ENDS_IN = Duration.ofSeconds(5);
    private static final Duration OTHERS_LOOKED_AFTER_EVERY = Duration.ofSeconds(10);

    private final Store store;
    private final EngineCore core;
    private final Peers peers;
    private final EngineClock clock;
    private final Carrier carrier;
    private final Troubles troubles;
    private final Doorway doorway;
    private final Worker decider = new Worker("regard-decider", this::decide, this::failed);
    private final Worker urgentSender = new Worker("regard-urgent", this::sendUrgent, this::failed);
    private final Worker sender = new Worker("regard-sender", this::sendOrdinary, this::failed);
    private final Watch storeWatch;
    private final Watch mailWatch;
    private final EngineView view;
    private volatile boolean stopping;
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
        this.core = new EngineCore(store, clock, this::carry, pace, book, peers.process(), troubles, this::ringForMessages);
        this.storeWatch = new Watch("regard-store-watch", this::storeTrouble, STORE_ASKED_EVERY, STORE_ASKED_EVERY,
                words -> troubles.met(new StoreUnavailable(words, null)), this::storeWorksAgain);
        this.mailWatch = new Watch("regard-mail-watch", carrier::trouble, MAIL_ASKED_EVERY, MAIL_IN_TROUBLE_EVERY, words -> { }, this::hurry);
        Health health = new Health(storeWatch::trouble, mailWatch::trouble, core.asides(), decider::hasDied, clock, core::book);
        this.view = new LiveView(store, clock, core::book, core::portfolio, health);
        this.doorway = new Doorway(storeWatch::known, System::nanoTime);
    }

    /** Starts nothing: time can be moved by hand, as {@link EngineCore#openForManualWork()} has it. */
    public void openForManualWork() {
        core.openForManualWork();
    }

    /** Starts deciding by itself without sending anything: what becomes due waits for a process that sends. */
    public void startDeciding() {
        core.begin();
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

    private int decide() {
        return core.decide();
    }

    private int sendUrgent() {
        recover();
        return send(Dispatch.Lane.URGENT);
    }

    private int sendOrdinary() {
        peers.sayHere();
        return send(Dispatch.Lane.ORDINARY);
    }

    private int send(Dispatch.Lane lane) {
        int sent = core.send(lane);
        if (sent > 0) {
            decider.ring();
        }
        return sent;
    }

    private void failed(Throwable failure) {
        troubles.met(failure);
        storeWatch.askNow();
    }

    private void recover() {
        peers.sayHere();
        if (!recovered || peers.shared() && System.nanoTime() - recoveredAt > OTHERS_LOOKED_AFTER_EVERY.toNanos()) {
            core.lanes().recover(peers::hasEnded);
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

    /** The mail server is back: what is urgent has waited for that. */
    private void hurry() {
        core.lanes().hurry();
        ringForMessages();
    }

    private void ringForMessages() {
        urgentSender.ring();
        sender.ring();
    }

    @Override
    public Receipt accept(List<Event> events) {
        Receipt receipt = doorway.pass(() -> {
            if (stopping || store.journal().isLongerThan(MOST_WAITING)) {
                throw new Busy(waiting());
            }
            return core.accept(events);
        });
        decider.ring();
        return receipt;
    }

    @Override
    public Instant advanceTo(Instant instant) {
        return core.advanceTo(instant);
    }

    /** Publishes a rulebook: when this returns, what is decided next is decided by it. The cards that are there follow by {@link #planAnew}. */
    public void publish(Rulebook next) {
        core.publish(next);
    }

    /** Plans all cards by a published rulebook, as {@link EngineCore#planAnew} has it. */
    public Optional<Replanned> planAnew(Rulebook published, BooleanSupplier wanted) {
        return core.planAnew(published, wanted);
    }

    /** Takes the portfolio figures as they are, for the pages, without changing any card. */
    public void lookAtPortfolio() {
        core.lookAtPortfolio();
    }

    @Override
    public EngineView view() {
        return view;
    }

    /** Stops taking and working; what is acknowledged stays in the journal for the next start. */
    @Override
    public void close() {
        stopping = true;
        core.stop();
        storeWatch.stop();
        mailWatch.stop();
        List.of(decider, urgentSender, sender).forEach(Worker::stop);
        join(System.nanoTime() + ENDS_IN.toNanos(), urgentSender, sender);
        try {
            carrier.close(); // cuts off what a mail server does not answer, which is then reported
        } finally {
            long end = System.nanoTime() + ENDS_IN.toNanos();
            join(end, decider, urgentSender, sender);
            core.close(end, lane -> (lane == Dispatch.Lane.URGENT ? urgentSender : sender).hasEnded());
        }
    }

    /** Waits for all of them together. */
    private static void join(long end, Worker... workers) {
        for (Worker worker : workers) {
            worker.join(end);
        }
    }
}
