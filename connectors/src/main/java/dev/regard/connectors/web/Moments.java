package dev.regard.connectors.web;

import dev.regard.engine.decision.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as a person in the company's zone reads them. */
final class Moments {
    private static final int MINUTES = 60;
    private final ZoneId zone;
    private final Words words;
    private final DateTimeFormatter day;
    private final DateTimeFormatter shortDay;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    Moments(ZoneId zone, Words words) {
        this.zone = zone;
        this.words = words;
        boolean chinese = words.language() == Language.CHINESE;
        Locale locale = chinese ? Locale.SIMPLIFIED_CHINESE : Locale.UK;
        day = DateTimeFormatter.ofPattern(chinese ? "yyyy年M月d日 EEE" : "EEE d MMM yyyy", locale);
        shortDay = DateTimeFormatter.ofPattern(chinese ? "M月d日" : "d MMM", locale);
    }

    ZoneId zone() {
        return zone;
    }

    LocalDate date(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    String time(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    String day(Instant at) {
        return day.format(at.atZone(zone));
    }

    String shortDay(LocalDate date) {
        return shortDay.format(date);
    }

    /** Day and time; a dash when there is none. */
    String moment(Instant at) {
        return at == null ? "–" : day(at) + " " + time(at);
    }

    /** The wall clock at the customer's, where it differs from ours; else empty. */
    String there(Instant at, ZoneId theirs) {
        boolean same = zone.getRules().getOffset(at).equals(theirs.getRules().getOffset(at));
        return same ? "" : CLOCK.format(at.atZone(theirs)) + " " + theirs.getId();
    }

    /** Hours and minutes. */
    String span(Duration span) {
        long minutes = span.toMinutes();
        return minutes < MINUTES ? words.say("span.minutes", minutes)
                : words.say("span.hours", minutes / MINUTES, "%02d".formatted(minutes % MINUTES));
    }
}
