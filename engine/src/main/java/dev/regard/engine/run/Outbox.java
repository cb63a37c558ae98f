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
 * Claims dispatches that are due, tries them and reports each try as an event. The report's id is made from dispatch and attempt, so
 * that of two reports of one attempt (a crash lies between) only the first counts.
 */
final class Outbox {
    private static final int BATCH = 50;
    private final Store store;
    private final Carrier carrier;
    private final String process;

    Outbox(Store store, Carrier carrier, String process) {
        this.store = store;
        this.carrier = carrier;
        this.process = process;
    }

    /** Tries what is due, at most a batch; 0 when nothing is. */
    int step(Instant now) {
        List<Dispatch> claimed = store.outgoing().claim(now, BATCH, process);
        for (Dispatch dispatch : claimed) {
            CrashPoint.SENDING.pass();
            Attempt attempt = carrier.carry(dispatch);
            CrashPoint.BEFORE_SENT.pass();
            report(dispatch, attempt, now);
            CrashPoint.AFTER_SENT.pass();
        }
        return claimed.size();
    }

    /** Reports what an earlier process left in the middle of sending: nobody knows whether it went out. */
    int recover(Instant now) {
        List<Dispatch> left = store.outgoing().abandoned(process, Integer.MAX_VALUE);
        for (Dispatch dispatch : left) {
            report(dispatch, new Attempt(Carrier.Result.UNCERTAIN, "the engine stopped while it was being sent"), now);
            CrashPoint.RECOVERING.pass();
        }
        return left.size();
    }

    private void report(Dispatch dispatch, Attempt attempt, Instant now) {
        Data data = Data.of("dispatch", dispatch.id(), "attempt", BigDecimal.valueOf(dispatch.attempts()),
                "result", attempt.result().name().toLowerCase(Locale.ROOT), "detail", attempt.detail());
        store.journal().append(List.of(new Event("regard:outbox", dispatch.id() + "/" + dispatch.attempts(),
                EventType.DISPATCH_TRIED.typeName(), now, new CustomerKey(CustomerKey.Kind.ID, dispatch.customer()), data)), now);
    }
}
