package dev.regard.engine.outbox;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How fast ordinary mail may go out. What is urgent is never counted and never waits.
 *
 * @param perMinute to the addresses of one domain, as many at once and then evenly; empty for any number
 * @param domains   those with another number, in small letters
 * @param warmUp    the days in which receivers learn to know the sender; empty when they do
 */
public record Pace(OptionalInt perMinute, Map<String, Integer> domains, Optional<WarmUp> warmUp) {
    /** As fast as the server takes it. */
    public static final Pace ANY = new Pace(OptionalInt.empty(), Map.of(), Optional.empty());

    public Pace {
        domains = Map.copyOf(domains);
    }

    /** How many a minute go to the domain of an address. */
    public OptionalInt perMinute(String domain) {
        Integer own = domains.get(domain);
        return own == null ? perMinute : OptionalInt.of(own);
    }

    /** In small letters; empty for what is no mail address. */
    public static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * At most so many mails on the first day, and half as many again on each day after it.
     *
     * @param from  the first day, in the company's zone
     * @param first at least 1
     */
    public record WarmUp(LocalDate from, int first) {
        /** Half as many again each day are 190 000 times as many after it. */
        private static final int DAYS = 30;

        /** How many may go out on a day; empty when it is over, or has not begun. */
        public OptionalInt cap(LocalDate day) {
            long days = day.toEpochDay() - from.toEpochDay();
            return days < 0 || days >= DAYS ? OptionalInt.empty() : OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Math.floor(first * Math.pow(1.5, days))));
        }
    }
}
