package dev.regard.engine.run;

import dev.regard.engine.store.Notes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The engine's clock: the world's, or a virtual one that stands still until it is moved and is remembered in the store. */
public final class EngineClock implements InstantSource {
    private static final String NOTE = "clock";
    private final InstantSource world;
    private final Notes notes;
    private volatile Instant virtual;
    private Instant remembered;

    private EngineClock(InstantSource world, Notes notes, Instant virtual) {
        this.world = world;
        this.notes = notes;
        this.virtual = virtual;
    }

    /** Real time, as the given source tells it. */
    public static EngineClock real(InstantSource world) {
        return new EngineClock(world, null, null);
    }

    /** A virtual clock that starts at the later of the given instant and the one that the store remembers. */
    public static EngineClock virtual(Instant start, Notes notes) {
        Optional<Instant> known = notes.read(NOTE).map(Instant::parse);
        Instant now = known.filter(start::isBefore).orElse(start);
        EngineClock clock = new EngineClock(null, notes, now);
        clock.remember();
        return clock;
    }

    @Override
    public Instant instant() {
        return virtual == null ? world.instant() : virtual;
    }

    public boolean isVirtual() {
        return virtual != null;
    }

    /** Moves a virtual clock forward; it is durable only after {@link #remember}. */
    void moveTo(Instant instant) {
        if (instant.isBefore(virtual)) {
            throw new VirtualTime.Backwards(virtual, instant);
        }
        virtual = instant;
    }

    /** Makes the position of a virtual clock durable. */
    synchronized void remember() {
        if (virtual != null && !virtual.equals(remembered)) {
            notes.write(NOTE, virtual.toString());
            remembered = virtual;
        }
    }
}
