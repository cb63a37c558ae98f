package dev.regard.engine.decide;

import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Promise;
import dev.regard.engine.customer.Purpose;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Digest;
import dev.regard.engine.time.WorkingClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Promises to customers (R8): a task with a deadline inside the company at the closing of the last working day before the promised one. */
final class Promises {
    /** Above whatever a table asks for: what was promised is done. */
    private static final int PRIORITY = 100;

    private Promises() { }

    static void make(Draft draft, Data promise, Instant at) {
        Optional<LocalDate> due = promise.date("due");
        Optional<String> text = promise.text("text");
        if (due.isEmpty() || text.isEmpty() || draft.quiet) {
            return;
        }
        WorkingClock clock = draft.book.clock();
        Instant promised = over(draft, due.get());
        Instant internal = clock.minus(due.get().atStartOfDay(draft.book.companyZone()).toInstant(), Duration.ZERO);
        String promiseId = "p-" + Digest.of(draft.name(), draft.event);
        String taskId = task(draft.name(), promiseId);
        Instant opening = clock.plus(internal.atZone(draft.book.companyZone()).toLocalDate().atStartOfDay(draft.book.companyZone())
                .toInstant(), Duration.ZERO);
        Instant remind = opening.isBefore(draft.now) ? draft.now : opening;
        String why = draft.decide("promise", promiseId, Map.of("promise", promiseId, "text", text.get(), "due", due.get().toString(),
                "internal", internal.toString()), List.of(Reason.engine("promise-is-a-task", "due", due.get().toString())));
        draft.file(new Touch(taskId, draft.name(), Touch.Kind.TASK, How.CALL, How.CALL.channel(), Purpose.SERVICE, false,
                "promise/" + promiseId, "promise", remind, null, Touch.ANY_LATENESS, PRIORITY, Touch.Status.PLANNED, why, null, null,
                draft.owner(), "promise-task", null, null, null, false, 0, Map.of("promise", promiseId)));
        draft.file(new Promise(promiseId, text.get(), due.get(), at, internal, promised, taskId, null, List.of()));
    }

    /** When the promised day is over: at its closing; where nobody works on it, at the next opening. */
    private static Instant over(Draft draft, LocalDate due) {
        return draft.book.calendar().isWorkingDay(due) ? draft.book.clock().endOfDay(due) : draft.book.clock()
                .plus(draft.book.calendar().nextWorkingDay(due).atStartOfDay(draft.book.companyZone()).toInstant(), Duration.ZERO);
    }

    private static String task(String customer, String promiseId) {
        return Planner.id(customer, "promise/" + promiseId, "promise");
    }

    /** Which of these customers the promise was made to; the first when it is none of them. */
    static String customer(Promise promise, Collection<String> names) {
        return names.stream().filter(n -> task(n, promise.id()).equals(promise.task())).findFirst().orElseGet(() -> names.iterator().next());
    }

    /** The task of a promise was done: the promise is kept. */
    static void done(Draft draft, String touchId, Instant at) {
        draft.promises().stream().filter(p -> p.task().equals(touchId)).findFirst().ifPresent(p -> draft.file(p.kept(at)));
    }
}
