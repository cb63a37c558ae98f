package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.DeliveryReport;
import dev.regard.engine.event.DeliveryReport.Outcome;
import dev.regard.engine.event.Event;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Claims the dispatches of one lane that are due, tries them and reports each try as an event. In the ordinary lane one is claimed at a time, so
 * that a process that ends leaves one in doubt and not all that were due; what is urgent may be repeated. The report's id is made from dispatch
 * and attempt, so that of two reports of one attempt (a crash lies between) only the first counts. What is claimed or tried and could not be
 * reported, because the store does not answer, is kept until it does: nothing is tried twice for that. One thread at a time.
 */
final class Outbox {
    private static final int BATCH = 50;
    private static final int LARGEST_HURRY = 1_000;
    /** Nobody is answered before all of them are on the disk, and each time costs a flush. */
    private static final int REPORTED_AT_ONCE = 100;
    private static final int ATTEMPTS_KNOWN = 100_000;
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofHours(1);
    private static final String NOBODY = "";

    private final Dispatch.Lane lane;
    private final Store store;
    private final Carrier carrier;
    private final Function<Dispatch, Optional<String>> forbidden;
    private final Throttle throttle;
    private final String process;
    private final InstantSource clock;
    private final Deque<Dispatch> claimed = new ArrayDeque<>();
    /** The attempts of this process, as many as there may be reports that nobody has applied yet: by the store these still look as if they were being sent. */
    private final Map<String, Boolean> attempted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > ATTEMPTS_KNOWN;
        }
    };
    private Event unfiled;
    private boolean inTheDark;
    private volatile boolean stopping;
    private volatile boolean hurry;

    /**
     * @param forbidden why one must not go any more, because of what was said since it was written; empty when it may go
     * @param throttle  how fast they may go
     */
    Outbox(Dispatch.Lane lane, Store store, Carrier carrier, Function<Dispatch, Optional<String>> forbidden, Throttle throttle, String process, InstantSource clock) {
        this.lane = lane;
        this.store = store;
        this.carrier = carrier;
        this.forbidden = forbidden;
        this.throttle = throttle;
        this.process = process;
        this.clock = clock;
    }

    /**
     * Tries what is due, at most a batch; 0 when nothing is.
     *
     * @throws dev.regard.engine.store.StoreUnavailable what is in hand is tried and reported when this is called again
     */
    int step() {
        file();
        int tried = 0;
        for (; tried < BATCH && !stopping; tried++) {
            if (claimed.isEmpty()) {
                claim();
            }
            Dispatch next = claimed.peek();
            if (next == null) {
                break;
            }
            CrashPoint.SENDING.pass();
            attempted.put(key(next), true);
            unfiled = event(next, tried(next));
            claimed.remove();
            CrashPoint.BEFORE_SENT.pass();
            file();
            CrashPoint.AFTER_SENT.pass();
        }
        return tried;
    }

    private void claim() {
        if (inTheDark) {
            findLostClaims();
        }
        inTheDark = true;
        Instant now = clock.instant();
        if (hurry) {
            take(store.outgoing().claim(lane, now.plus(Dispatch.Lane.LONGEST_PAUSE), LARGEST_HURRY, process));
            hurry = false;
        } else {
            take(store.outgoing().claim(lane, now, lane == Dispatch.Lane.URGENT ? BATCH : 1, process));
        }
        inTheDark = false;
    }

    /** A claim may have taken effect although its answer was lost: what is ours by the store and was never tried here is tried now. */
    private void findLostClaims() {
        take(store.outgoing().abandoned(NOBODY, Integer.MAX_VALUE).stream().filter(d -> process.equals(d.claimedBy()) && d.lane() == lane).toList());
    }

    private void take(List<Dispatch> ours) {
        for (Dispatch dispatch : ours) {
            if (!attempted.containsKey(key(dispatch)) && claimed.stream().noneMatch(c -> key(c).equals(key(dispatch)))) {
                claimed.add(dispatch);
            }
        }
    }

    private static String key(Dispatch dispatch) {
        return DeliveryReport.id(dispatch.id(), dispatch.attempts());
    }

    /** What waits for its next try is tried now: what it waited for is over. */
    void hurry() {
        hurry = true;
    }

    private DeliveryReport tried(Dispatch dispatch) {
        if (!dispatch.isGoodAt(clock.instant())) {
            return report(dispatch, Outcome.OVERDUE, "not sent: its day was over");
        }
        Optional<String> no;
        try {
            no = forbidden.apply(dispatch);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            return held(dispatch, "not known whether it may go: " + e, clock.instant().plus(ASKED_AGAIN_AFTER)); // it keeps nobody else waiting
        }
        if (no.isPresent()) {
            return report(dispatch, Outcome.WITHDRAWN, no.get());
        }
        Optional<Throttle.Wait> wait = throttle.waiting(dispatch, clock.instant());
        if (wait.isPresent()) {
            return held(dispatch, wait.get().why(), wait.get().until());
        }
        try {
            Attempt attempt = carrier.carry(dispatch);
            if (attempt.result() == Result.SENT || attempt.result() == Result.UNCERTAIN || attempt.result() == Result.UNANSWERED) {
                throttle.went(dispatch);
            }
            return met(dispatch, attempt);
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            return report(dispatch, Outcome.UNCERTAIN, e.toString());
        }
    }

    /** Ends soon: what is being tried is tried, nothing after it. */
    void stop() {
        stopping = true;
    }

    /** Once nobody works here any more: reports what was claimed and not tried, so that nobody takes it for sent. */
    void giveBack() {
        file();
        for (Dispatch next = claimed.peek(); next != null; next = claimed.peek()) {
            unfiled = event(next, interrupted(next, Outcome.DELAYED, "the engine stopped before it was tried"));
            claimed.remove();
            file();
        }
    }

    /**
     * Reports what ended processes left in the middle of sending, in every lane: nobody knows whether it went out.
     *
     * @param ended says of a process whether it has ended; what others send is theirs
     */
    int recover(Predicate<String> ended) {
        List<Dispatch> left = store.outgoing().abandoned(process, Integer.MAX_VALUE).stream().filter(d -> ended.test(d.claimedBy())).toList();
        Instant now = clock.instant();
        for (int from = 0; from < left.size(); from += REPORTED_AT_ONCE) {
            store.journal().append(left.subList(from, Math.min(left.size(), from + REPORTED_AT_ONCE)).stream()
                    .map(d -> event(d, interrupted(d, Outcome.UNCERTAIN, "the engine stopped while it was being sent"))).toList(), now);
            CrashPoint.RECOVERING.pass();
        }
        return left.size();
    }

    private DeliveryReport met(Dispatch dispatch, Attempt attempt) {
        Outcome outcome = outcome(attempt.result());
        boolean asked = outcome == Outcome.HELD || !attempt.notBefore().isZero();
        return report(dispatch, outcome, attempt.detail(), asked ? Optional.of(clock.instant().plus(attempt.notBefore())) : Optional.empty());
    }

    private static Outcome outcome(Result result) {
        return switch (result) {
            case SENT -> Outcome.SENT;
            case DELAYED -> Outcome.DELAYED;
            case FAILED -> Outcome.FAILED;
            case REFUSED -> Outcome.REFUSED;
            case UNCERTAIN -> Outcome.UNCERTAIN;
            case UNANSWERED -> Outcome.UNANSWERED;
            case UNTRIED -> Outcome.HELD;
        };
    }

    private static DeliveryReport held(Dispatch dispatch, String why, Instant until) {
        return report(dispatch, Outcome.HELD, why, Optional.of(until));
    }

    private static DeliveryReport report(Dispatch dispatch, Outcome outcome, String detail) {
        return report(dispatch, outcome, detail, Optional.empty());
    }

    private static DeliveryReport report(Dispatch dispatch, Outcome outcome, String detail, Optional<Instant> until) {
        return new DeliveryReport(dispatch.id(), dispatch.about(), dispatch.attempts(), outcome, detail, false, until);
    }

    private static DeliveryReport interrupted(Dispatch dispatch, Outcome outcome, String detail) {
        return new DeliveryReport(dispatch.id(), dispatch.about(), dispatch.attempts(), outcome, detail, true, Optional.empty());
    }

    private Event event(Dispatch dispatch, DeliveryReport report) {
        return report.asEvent(dispatch.customer(), clock.instant());
    }

    private void file() {
        if (unfiled != null) {
            append(unfiled);
            unfiled = null;
        }
    }

    private void append(Event report) {
        store.journal().append(List.of(report), clock.instant());
    }
}
