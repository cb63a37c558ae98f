package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.store.Store;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Claims dispatches that are due, tries them and reports each try as an event. One is claimed at a time, so that a process that ends leaves
 * one in doubt and not all that were due. The report's id is made from dispatch and attempt, so that of two reports of one attempt (a crash
 * lies between) only the first counts.
 */
final class Outbox {
    private static final int BATCH = 50;
    private static final String OVERDUE = "overdue";
    private final Store store;
    private final Carrier carrier;
    private final String process;
    /** What was tried and could not be filed yet. */
    private Tried tried;

    private record Tried(Dispatch dispatch, String result, String detail) { }

    Outbox(Store store, Carrier carrier, String process) {
        this.store = store;
        this.carrier = carrier;
        this.process = process;
    }

    /** Tries what is due, at most a batch; 0 when nothing is. */
    int step(Instant now) {
        for (int done = 0; done < BATCH; done++) {
            if (tried == null) {
                List<Dispatch> claimed = store.outgoing().claim(now, 1, process);
                if (claimed.isEmpty()) {
                    return done;
                }
                CrashPoint.SENDING.pass();
                tried = tried(claimed.get(0), now);
                CrashPoint.BEFORE_SENT.pass();
            }
            report(tried, false, now);
            tried = null;
            CrashPoint.AFTER_SENT.pass();
        }
        return BATCH;
    }

    /** Reports what an earlier process left in the middle of sending: nobody knows whether it went out. */
    int recover(Instant now) {
        List<Dispatch> left = store.outgoing().abandoned(process, Integer.MAX_VALUE);
        for (Dispatch dispatch : left) {
            report(new Tried(dispatch, word(Carrier.Result.UNCERTAIN), Cause.STOPPED_WHILE_SENDING.words()), true, now);
            CrashPoint.RECOVERING.pass();
        }
        return left.size();
    }

    private Tried tried(Dispatch dispatch, Instant now) {
        if (!dispatch.isGoodAt(now)) {
            return new Tried(dispatch, OVERDUE, "not sent: its day was over");
        }
        Attempt attempt = carrier.carry(dispatch);
        return new Tried(dispatch, word(attempt.result()), attempt.detail());
    }

    private static String word(Carrier.Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    /** @param interrupted by an end of the process, which says nothing about the other side */
    private void report(Tried what, boolean interrupted, Instant now) {
        Dispatch dispatch = what.dispatch();
        Data data = Data.of("dispatch", dispatch.id(), "about", dispatch.about(), "attempt", BigDecimal.valueOf(dispatch.attempts()),
                "result", what.result(), "detail", what.detail(), "interrupted", interrupted);
        store.journal().append(List.of(new Event("regard:outbox", dispatch.id() + "/" + dispatch.attempts(),
                EventType.DISPATCH_TRIED.typeName(), now, new CustomerKey(CustomerKey.Kind.ID, dispatch.customer()), data)), now);
    }
}
