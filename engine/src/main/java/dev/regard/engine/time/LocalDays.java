package dev.regard.engine.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/** Between instants and the dates and times that people see in their zone. */
public final class LocalDays {
    private LocalDays() {
    }

    /**
     * The instant of a local date and time. A time that the zone skips moves forward by the length of the gap
     * (02:30 becomes 03:30), one that occurs twice is the earlier one, as in RFC 5545, 3.3.5.
     */
    public static Instant at(LocalDate date, LocalTime time, ZoneId zone) {
        return date.atTime(time).atZone(zone).toInstant();
    }

    /** The date on the wall in that zone. */
    public static LocalDate dateOf(Instant instant, ZoneId zone) {
        return LocalDate.ofInstant(instant, zone);
    }

    /**
     * The first instant at which the wall clock reaches or passes a minute of the day (1440: the next midnight).
     * Unlike {@link #at} a skipped minute is the end of the gap, so that a window keeps to its hours.
     */
    static Instant reached(LocalDate date, int minute, ZoneRules rules) {
        LocalDateTime local = date.atStartOfDay().plusMinutes(minute);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? rules.getTransition(local).getInstant()
                : local.toInstant(offsets.get(0));
    }
}
