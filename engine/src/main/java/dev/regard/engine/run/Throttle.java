package dev.regard.engine.run;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.store.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Keeps ordinary messages to their pace, and those that are late to good hours: says of each that is about to be tried whether it goes now or when it may. What went before this process began is
 * counted from the store. Those that wait for one domain get a moment each, so that none is looked at again before its turn. One thread at a time.
 */
final class Throttle {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private final Pace pace;
    private final Outgoing outgoing;
    private final Supplier<ZoneId> zone;
    private final BiFunction<Dispatch, Instant, Optional<Instant>> goodHour;
    private final Map<String, Queue> queues = new HashMap<>();
    private boolean begun;
    private LocalDate day;
    private long today;

    /**
     * @param zone     the company's, whose days are counted
     * @param goodHour from when on the customer may be written to, the given instant or later; empty where nothing is known of that
     */
    Throttle(Pace pace, Outgoing outgoing, Supplier<ZoneId> zone, BiFunction<Dispatch, Instant, Optional<Instant>> goodHour) {
        this.pace = pace;
        this.outgoing = outgoing;
        this.zone = zone;
        this.goodHour = goodHour;
    }

    /** Not now, but then. */
    record Wait(Instant until, String why) { }

    /**
     * One domain's mail: the moment at which all that went would have gone evenly, and the latest that was promised to one that waits.
     * As long as the first is less than a window ahead, there is room (a token bucket that holds a window's mail).
     */
    private static final class Queue {
        private Instant even = Instant.MIN;
        private Instant promised = Instant.MIN;
    }

    /** When the dispatch may be tried; empty for now, and then it counts. */
    Optional<Wait> waiting(Dispatch dispatch, Instant now) {
        Optional<Wait> rest = rest(dispatch, now);
        if (rest.isPresent() || !counts(dispatch)) {
            return rest;
        }
        begin(now);
        return warmingUp(now).or(() -> crowded(Pace.domain(dispatch.recipient()), now));
    }

    /** Its moment was chosen when it was planned; what goes out later than that, because nobody took it or nobody was there to send it, may meet the night. */
    private Optional<Wait> rest(Dispatch dispatch, Instant now) {
        boolean late = dispatch.lane() == Dispatch.Lane.ORDINARY && (dispatch.tries() > 1 || now.isAfter(dispatch.tryAt().plus(LATE)));
        return !late ? Optional.empty() : goodHour.apply(dispatch, now).filter(good -> good.isAfter(now)).map(good -> new Wait(good, Cause.REST_HOURS.words(moment(good))));
    }

    /** It went out, or may have. */
    void went(Dispatch dispatch) {
        if (counts(dispatch)) {
            today++;
        }
    }

    private boolean counts(Dispatch dispatch) {
        return dispatch.lane() == Dispatch.Lane.ORDINARY && dispatch.channel().equals("email") && !pace.equals(Pace.ANY);
    }

    private void begin(Instant now) {
        if (!begun) {
            outgoing.sentByDomain(now.minus(WINDOW)).forEach((domain, count) -> {
                Duration step = step(domain);
                queues.computeIfAbsent(domain, d -> new Queue()).even = now.plus(step.multipliedBy(Math.min(count, WINDOW.dividedBy(step))));
            });
            begun = true;
        }
        LocalDate date = now.atZone(zone.get()).toLocalDate();
        if (!date.equals(day)) {
            day = date;
            today = pace.warmUp().isEmpty() ? 0 : outgoing.sentByDomain(date.atTime(LocalTime.MIN).atZone(zone.get()).toInstant()).values().stream().mapToLong(n -> n).sum();
        }
    }

    private Duration step(String domain) {
        OptionalInt most = pace.perMinute(domain);
        return most.isEmpty() ? Duration.ofNanos(1) : WINDOW.dividedBy(most.getAsInt());
    }

    /** Till the same time tomorrow, which is as good a time of the day for the customer as this one. */
    private Optional<Wait> warmingUp(Instant now) {
        OptionalInt cap = pace.warmUp().map(w -> w.cap(day)).orElse(OptionalInt.empty());
        if (cap.isEmpty() || today < cap.getAsInt()) {
            return Optional.empty();
        }
        Instant tomorrow = now.atZone(zone.get()).plusDays(1).toInstant();
        return Optional.of(new Wait(tomorrow, Cause.WARMING_UP.words(cap.getAsInt(), moment(tomorrow))));
    }

    private Optional<Wait> crowded(String domain, Instant now) {
        OptionalInt most = pace.perMinute(domain);
        if (most.isEmpty()) {
            return Optional.empty();
        }
        Duration step = step(domain);
        Queue queue = queues.computeIfAbsent(domain, d -> new Queue());
        Instant next = later(queue.even, now).plus(step);
        if (!next.isAfter(now.plus(WINDOW))) {
            queue.even = next;
            return Optional.empty();
        }
        queue.promised = later(next.minus(WINDOW), later(queue.promised, now).plus(step));
        return Optional.of(new Wait(queue.promised, Cause.PACED.words(most.getAsInt(), domain, moment(queue.promised))));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private String moment(Instant instant) {
        return MOMENT.format(instant.atZone(zone.get()));
    }
}
