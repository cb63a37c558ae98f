package dev.regard.routes.intake;

import dev.regard.engine.event.Event;
import dev.regard.engine.run.Intake;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The intake for what can wait: a long file stands back while many events wait for their decision, so that the other doors stay open. */
public final class PatientIntake implements Intake {
    /** Well below the number at which the engine refuses. */
    private static final long STANDS_BACK_AT = 20_000;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Intake intake;
    private final LongSupplier waiting;
    private final BooleanSupplier stopping;

    /**
     * @param waiting  how many events wait for their decision; {@link Long#MAX_VALUE} while that cannot be told
     * @param stopping true once nothing more shall be taken
     */
    public PatientIntake(Intake intake, LongSupplier waiting, BooleanSupplier stopping) {
        this.intake = intake;
        this.waiting = waiting;
        this.stopping = stopping;
    }

    /** The engine is being stopped; what was not taken is brought again at the next start. */
    public static final class Stopping extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopping() {
            super("the engine is being stopped");
        }
    }

    /** @throws Stopping instead of waiting once the engine is being stopped */
    @Override
    public Receipt accept(List<Event> events) {
        while (!stopping.getAsBoolean()) {
            if (waiting.getAsLong() < STANDS_BACK_AT) {
                try {
                    return intake.accept(events);
                } catch (Busy e) {
                    // another door was faster
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new Stopping();
    }
}
