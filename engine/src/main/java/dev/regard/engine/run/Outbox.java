package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
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
    private final Store store;
    private final Carrier carrier;
    private final String process;
    /** What was tried and could not be filed yet. */
    private Tried tried;

    private record Tried(Dispatch dispatch, Attempt attempt) { }

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
                tried = new Tried(claimed.get(0), carrier.carry(claimed.get(0)));
                CrashPoint.BEFORE_SENT.pass();
            }
            report(tried.dispatch(), tried.attempt(), false, now);
            tried = null;
            CrashPoint.AFTER_SENT.pass();
        }
        return BATCH;
    }

    /** Reports what an earlier process left in the middle of sending: nobody knows whether it went out. */
    int recover(Instant now) {
        List<Dispatch> left = store.outgoing().abandoned(process, Integer.MAX_VALUE);
        for (Dispatch dispatch : left) {
            report(dispatch, new Attempt(Carrier.Result.UNCERTAIN, "the engine stopped while it was being sent"), true, now);
            CrashPoint.RECOVERING.pass();
        }
        return left.size();
    }

    /** @param interrupted by an end of the process, which says nothing about the other side */
    private void report(Dispatch dispatch, Attempt attempt, boolean interrupted, Instant now) {
        Data data = Data.of("dispatch", dispatch.id(), "attempt", BigDecimal.valueOf(dispatch.attempts()),
                "result", attempt.result().name().toLowerCase(Locale.ROOT), "detail", attempt.detail(), "interrupted", interrupted);
        store.journal().append(List.of(new Event("regard:outbox", dispatch.id() + "/" + dispatch.attempts(),
                EventType.DISPATCH_TRIED.typeName(), now, new CustomerKey(CustomerKey.Kind.ID, dispatch.customer()), data)), now);
    }
}
