package dev.regard.engine.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When customers of a kind may be contacted: weekly good hours less busy hours, optionally on working days only. What
 * counts is the time on the customer's wall, so an hour that the zone repeats is good twice.
 */
public final class ContactHours {
    private static final int FARTHEST_DAYS = 400;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<DayOfWeek, List<Window>> week = new EnumMap<>(DayOfWeek.class);
    private final boolean workingDaysOnly;

    /** Weekdays that are missing have no good, or no busy, hours. */
    public ContactHours(Map<DayOfWeek, List<Window>> good, Map<DayOfWeek, List<Window>> busy, boolean workingDaysOnly) {
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, Window.without(good.getOrDefault(day, List.of()), busy.getOrDefault(day, List.of())));
        }
        this.workingDaysOnly = workingDaysOnly;
    }

    /** Whether the wall time is in a good hour, and on a working day where that is asked for. */
    public boolean isGood(ZonedDateTime time, WorkingCalendar calendar) {
        return windows(time.toLocalDate(), calendar).stream().anyMatch(window -> window.contains(time.toLocalTime()));
    }

    /**
     * The instant itself if it is good, else the next good whole minute.
     *
     * @param notAfterDay the last local date that will do; null for 400 days, which is also the farthest
     * @return empty when no minute until then is good
     */
    public Optional<Instant> firstGoodAtOrAfter(
            Instant from, ZoneId zone, WorkingCalendar calendar, LocalDate notAfterDay) {
        LocalDate farthest = LocalDays.dateOf(from, zone).plusDays(FARTHEST_DAYS);
        LocalDate last = notAfterDay == null || notAfterDay.isAfter(farthest) ? farthest : notAfterDay;
        ZoneRules rules = zone.getRules();
        Instant start = from;
        // From one change of the offset to the next, wall time runs evenly.
        while (!LocalDays.dateOf(start, zone).isAfter(last)) {
            if (isGood(start.atZone(zone), calendar)) {
                return Optional.of(start);
            }
            ZoneOffset offset = rules.getOffset(start);
            ZoneOffsetTransition change = rules.nextTransition(start);
            LocalDate until = change == null ? last : earlier(last, change.getDateTimeBefore().toLocalDate());
            Optional<Instant> opening = firstOpeningAfter(LocalDateTime.ofInstant(start, offset), until, calendar)
                    .map(local -> local.toInstant(offset));
            if (change == null || opening.isPresent() && opening.get().isBefore(change.getInstant())) {
                return opening;
            }
            start = change.getInstant();
        }
        return Optional.empty();
    }

    /**
     * The wanted time on that day if it is good, else the next good minute of the day, else the last good minute before
     * it on that day; empty when the day has none, or does not exist in that zone.
     */
    public Optional<Instant> onDay(LocalDate day, LocalTime wanted, ZoneId zone, WorkingCalendar calendar) {
        Instant at = LocalDays.at(day, wanted, zone);
        return firstGoodAtOrAfter(at, zone, calendar, day)
                .filter(instant -> LocalDays.dateOf(instant, zone).equals(day))
                .or(() -> lastGoodBefore(at, day, zone, calendar));
    }

    private Optional<Instant> lastGoodBefore(Instant limit, LocalDate day, ZoneId zone, WorkingCalendar calendar) {
        return lastMinutes(day, zone.getRules(), calendar)
                .filter(instant -> instant.isBefore(limit))
                .filter(instant -> LocalDays.dateOf(instant, zone).equals(day))
                .filter(instant -> isGood(instant.atZone(zone), calendar))
                .max(Instant::compareTo);
    }

    /** Where good time can end on a day: a minute before a window closes, or before the offset changes. */
    private Stream<Instant> lastMinutes(LocalDate day, ZoneRules rules, WorkingCalendar calendar) {
        List<Instant> minutes = new ArrayList<>();
        for (Window window : windows(day, calendar)) {
            LocalDateTime last = day.atStartOfDay().plusMinutes(window.toMinute() - 1);
            rules.getValidOffsets(last).forEach(offset -> minutes.add(last.toInstant(offset)));
        }
        // Where a zone skips the end of a day, the change is the very moment at which the next day begins.
        Instant end = LocalDays.reached(day.plusDays(1), 0, rules);
        ZoneOffsetTransition change = rules.previousTransition(end.plusNanos(1));
        if (change != null) {
            minutes.add(change.getInstant().minus(MINUTE));
        }
        return minutes.stream();
    }

    private Optional<LocalDateTime> firstOpeningAfter(LocalDateTime time, LocalDate last, WorkingCalendar calendar) {
        for (LocalDate date = time.toLocalDate(); !date.isAfter(last); date = date.plusDays(1)) {
            for (Window window : windows(date, calendar)) {
                LocalDateTime opening = date.atStartOfDay().plusMinutes(window.fromMinute());
                if (opening.isAfter(time)) {
                    return Optional.of(opening);
                }
            }
        }
        return Optional.empty();
    }

    private List<Window> windows(LocalDate date, WorkingCalendar calendar) {
        return workingDaysOnly && !calendar.isWorkingDay(date) ? List.of() : week.get(date.getDayOfWeek());
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
