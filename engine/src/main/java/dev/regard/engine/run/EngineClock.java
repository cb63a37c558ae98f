package dev.regard.engine.run;

import dev.regard.engine.event.Arrival;
import dev.regard.engine.store.Notes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The engine's clock: the world's, which is not believed for a while when it jumps ahead, or a virtual one that stands still until it is
 * moved and is remembered in the store.
 */
public final class EngineClock implements InstantSource, HeldTime {
    private static final String NOTE = "clock";
    private static final String HELD = "clock/held/";
    private static final String NOTHING = "";
    private final InstantSource world;
    private final ClockGuard guard;
    private final Notes notes;
    private final String node;
    private volatile Instant virtual;
    private Instant remembered;
    private String rememberedHeld = NOTHING;

    private EngineClock(InstantSource world, ClockGuard guard, Notes notes, String node, Instant virtual) {
        this.world = world;
        this.guard = guard;
        this.notes = notes;
        this.node = node;
        this.virtual = virtual;
    }

    /**
     * Real time, as the given source tells it.
     *
     * @param nanos counts on whatever happens to the source, such as {@link System#nanoTime}
     * @param news  is told when the source jumps and when that is over, in one line for an operator
     */
    public static EngineClock real(InstantSource world, LongSupplier nanos, Consumer<String> news) {
        return new EngineClock(world, new ClockGuard(world, nanos, news), null, NOTHING, null);
    }

    /**
     * The same, and what is not believed is not believed after a restart either.
     *
     * @param node whose clock it is, where several keep their notes in one store
     */
    public static EngineClock real(InstantSource world, LongSupplier nanos, Consumer<String> news, Notes notes, String node) {
        String note = notes.read(HELD + node).orElse(NOTHING);
        String[] parts = note.split(" ");
        Optional<ClockGuard.Kept> kept = parts.length < 2 ? Optional.empty() : Optional.of(new ClockGuard.Kept(Instant.parse(parts[0]), Duration.parse(parts[1])));
        EngineClock clock = new EngineClock(world, new ClockGuard(world, nanos, news, kept), notes, node, null);
        clock.rememberedHeld = note;
        return clock;
    }

    private String heldNote() {
        return guard.kept().map(kept -> kept.told() + " " + kept.ahead()).orElse(NOTHING);
    }

    /** A virtual clock that starts at the later of the given instant and the one that the store remembers. */
    public static EngineClock virtual(Instant start, Notes notes) {
        Optional<Instant> known = notes.read(NOTE).map(Instant::parse);
        Instant now = known.filter(start::isBefore).orElse(start);
        EngineClock clock = new EngineClock(null, null, notes, NOTHING, now);
        clock.remember();
        return clock;
    }

    @Override
    public Instant instant() {
        return virtual == null ? guard.now() : virtual;
    }

    /** When something arrives now. */
    public Arrival arrival() {
        return virtual == null ? new Arrival(instant(), world.instant()) : Arrival.at(virtual);
    }

    @Override
    public Optional<Held> held() {
        return virtual == null ? guard.held() : Optional.empty();
    }

    @Override
    public boolean release() {
        return virtual == null && guard.release();
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

    /** Makes the position of a virtual clock durable, or what is not believed of a real one. */
    synchronized void remember() {
        if (virtual == null && notes != null) {
            String held = heldNote();
            if (!held.equals(rememberedHeld)) {
                notes.write(HELD + node, held);
                rememberedHeld = held;
            }
        } else if (virtual != null && !virtual.equals(remembered)) {
            notes.write(NOTE, virtual.toString());
            remembered = virtual;
        }
    }
}
