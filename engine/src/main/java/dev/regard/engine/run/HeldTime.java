package dev.regard.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Real time while it is not believed, because the clock on the wall jumped ahead of the time that was counted. */
public interface HeldTime {
    /** A clock that is always believed. */
    HeldTime NEVER = new HeldTime() {
        @Override
        public Optional<Held> held() {
            return Optional.empty();
        }

        @Override
        public boolean release() {
            return false;
        }
    };

    /** What is not believed; empty while everything is. */
    Optional<Held> held();

    /** Believes the clock on the wall from now on; false when it was believed anyway. */
    boolean release();

    /**
     * A jump that waits.
     *
     * @param told  what the clock on the wall says
     * @param ahead by how much it jumped
     * @param until when it is believed by itself, as the clock on the wall will show then
     */
    record Held(Instant told, Duration ahead, Instant until) { }

    /** A duration as people say it, to the minute. */
    static String words(Duration duration) {
        long minutes = duration.plusSeconds(30).toMinutes();
        String days = minutes >= 1440 ? minutes / 1440 + " d " : "";
        String hours = minutes >= 60 ? minutes % 1440 / 60 + " h " : "";
        return days + hours + minutes % 60 + " min";
    }
}
