package dev.regard.routes.wiring;

import dev.regard.engine.run.VirtualTime;
import java.time.Instant;
import java.util.Optional;

/** A virtual clock that stops at each moment at which a rule set is to be published: what is due before is decided by the former one. */
final class PublishingTime implements VirtualTime {
    private final VirtualTime time;
    private final ChangeDesk desk;

    PublishingTime(VirtualTime time, ChangeDesk desk) {
        this.time = time;
        this.desk = desk;
    }

    @Override
    public Instant advanceTo(Instant to) {
        publishDue(); // moments that passed while nothing ran are behind the clock
        for (Optional<Instant> next = desk.next(); next.isPresent() && !next.get().isAfter(to); next = desk.next()) {
            time.advanceTo(next.get());
            publishDue();
        }
        return time.advanceTo(to);
    }

    private void publishDue() {
        desk.awaitTrials(); // whoever tries what is due has to be done with it before time goes on
        desk.publishDue();
    }
}
