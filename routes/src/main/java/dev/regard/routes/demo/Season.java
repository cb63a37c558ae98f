package dev.regard.routes.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** When people buy: they renovate in spring and autumn, rest around the Spring Festival, and consumers come at the weekend. */
final class Season {
    /** January to December, against the best month. */
    private static final double[] MONTHS = {0.45, 0.25, 0.8, 1, 1, 0.75, 0.6, 0.65, 0.95, 0.9, 0.85, 0.6};
    private static final int OPENS_AT = 9;
    private static final int MINUTES_OPEN = 9 * 60;
    private final ZoneId zone;

    Season(ZoneId zone) {
        this.zone = zone;
    }

    /** A moment within opening hours between the two instants. */
    Instant moment(Instant from, Instant to, boolean weekends, RandomGenerator random) {
        LocalDate first = from.atZone(zone).toLocalDate();
        long days = Math.max(1, ChronoUnit.DAYS.between(first, to.atZone(zone).toLocalDate()));
        while (true) {
            LocalDate day = first.plusDays(random.nextLong(days));
            if (random.nextDouble() < weight(day, weekends)) {
                Instant at = on(day, random);
                if (at.isAfter(from) && at.isBefore(to)) {
                    return at;
                }
                if (days == 1) {
                    return from.plusSeconds(random.nextLong(Math.max(1, ChronoUnit.SECONDS.between(from, to))));
                }
            }
        }
    }

    /** A moment within opening hours of the day. */
    Instant on(LocalDate day, RandomGenerator random) {
        return day.atTime(OPENS_AT, 0).plusMinutes(random.nextInt(MINUTES_OPEN)).plusSeconds(random.nextInt(60)).atZone(zone).toInstant();
    }

    private static double weight(LocalDate day, boolean weekends) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return MONTHS[day.getMonthValue() - 1] * (weekend == weekends ? 1 : 0.35);
    }
}
