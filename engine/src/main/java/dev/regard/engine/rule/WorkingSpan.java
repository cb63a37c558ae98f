package dev.regard.engine.rule;

import dev.regard.engine.time.WorkingClock;
import java.time.Duration;
import java.time.Instant;

/**
 * A span of working time from a cell: either hours or days, before the instant that it is counted from when negative.
 *
 * @param hours working hours, may be negative, zero when {@code days} counts
 * @param days  working days ("same time next working day"), may be negative, zero when {@code hours} counts
 */
public record WorkingSpan(int hours, int days) {
    public static final WorkingSpan NONE = new WorkingSpan(0, 0);

    /** The instant that lies this span after (before, when negative) the given one, on the company's clock. */
    public Instant from(Instant instant, WorkingClock clock) {
        if (days != 0) {
            return days > 0 ? clock.plusWorkingDays(instant, days) : clock.minusWorkingDays(instant, -days);
        }
        return hours == 0 ? instant
                : hours > 0 ? clock.plus(instant, Duration.ofHours(hours)) : clock.minus(instant, Duration.ofHours(-hours));
    }

    @Override
    public String toString() {
        int size = Math.abs(days == 0 ? hours : days);
        String unit = days == 0 ? "hour" : "day";
        boolean before = hours < 0 || days < 0;
        return size == 0 ? "at once" : size + " working " + unit + (size == 1 ? "" : "s") + (before ? " before" : "");
    }
}
