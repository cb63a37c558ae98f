package dev.regard.engine.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A message on its way out: what the outbox claims, tries and reports. Its id is that of the touch or escalation that it
 * carries, or made from it when the touch comes belated.
 *
 * @param customer   the card that it belongs to
 * @param about      the touch's or escalation's id
 * @param alert      true for a mail to a colleague
 * @param repeatable true when it is better sent twice than never (alerts and mails about a complaint): after a crash in
 *                   the middle of sending it is sent again with the same Message-ID; others are listed as uncertain
 * @param channel    {@code email} or {@code gateway:NAME}
 * @param recipient  the address
 * @param headers    further mail headers, such as {@code List-Unsubscribe}
 * @param tryAt      when it may be tried (again)
 * @param attempts   how often it was claimed
 * @param problem    what the latest attempt met; null when none failed
 * @param claimedBy  the process that is sending it; null when none is
 * @param holds      how often it was claimed and not tried because its turn had not come; the other claims were tries
 * @param goodUntil  from this instant on its words no longer fit the day, and it is not sent any more; null when they always fit
 * @param perhaps    true when an earlier try may have brought it to its recipient: it goes no other way, and ends as sent or uncertain
 */
public record Dispatch(String id, String customer, String about, boolean alert, boolean repeatable, String channel, String recipient,
        String subject, String body, String language, Map<String, String> headers, Status status, Instant tryAt, int attempts,
        String problem, String claimedBy, Instant goodUntil, int holds, boolean perhaps) {
    public Dispatch {
        headers = Map.copyOf(headers);
    }

    /** One whose words always fit. */
    public Dispatch(String id, String customer, String about, boolean alert, boolean repeatable, String channel, String recipient,
            String subject, String body, String language, Map<String, String> headers, Status status, Instant tryAt, int attempts,
            String problem, String claimedBy) {
        this(id, customer, about, alert, repeatable, channel, recipient, subject, body, language, headers, status, tryAt, attempts, problem,
                claimedBy, null, 0, false);
    }

    /** One that was never held. */
    public Dispatch(String id, String customer, String about, boolean alert, boolean repeatable, String channel, String recipient,
            String subject, String body, String language, Map<String, String> headers, Status status, Instant tryAt, int attempts,
            String problem, String claimedBy, Instant goodUntil) {
        this(id, customer, about, alert, repeatable, channel, recipient, subject, body, language, headers, status, tryAt, attempts, problem,
                claimedBy, goodUntil, 0, false);
    }

    /** What waits for what: each lane has its own way out, so that what must be heard at once does not queue up behind greetings. */
    public enum Lane {
        /** What is better sent twice than never: alerts, and mails about a complaint. */
        URGENT,
        /** Everything else. */
        ORDINARY;

        /**
         * The longest time for which an urgent dispatch waits for its next try. One that would wait for longer got its moment from a clock
         * that has gone back since.
         */
        public static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    }

    public Lane lane() {
        return repeatable ? Lane.URGENT : Lane.ORDINARY;
    }

    /** Whether it may be tried. */
    public boolean isDue(Instant now) {
        return !tryAt.isAfter(now) || repeatable && tryAt.isAfter(now.plus(Lane.LONGEST_PAUSE));
    }

    /** Where it is on its way. */
    public enum Status { READY, SENDING, SENT, FAILED, UNCERTAIN, CANCELLED }

    public Dispatch claimedBy(String process) {
        return new Dispatch(id, customer, about, alert, repeatable, channel, recipient, subject, body, language, headers, Status.SENDING,
                tryAt, attempts + 1, problem, process, goodUntil, holds, perhaps);
    }

    public Dispatch with(Status next, Instant nextTry, String met) {
        return new Dispatch(id, customer, about, alert, repeatable, channel, recipient, subject, body, language, headers, next, nextTry,
                attempts, met, null, goodUntil, holds, perhaps);
    }

    /** Claimed before its turn. */
    public Dispatch held(Instant until, String why) {
        return new Dispatch(id, customer, about, alert, repeatable, channel, recipient, subject, body, language, headers, Status.READY, until,
                attempts, why, null, goodUntil, holds + 1, perhaps);
    }

    /** One whose answer was lost. */
    public Dispatch perhapsSent() {
        return new Dispatch(id, customer, about, alert, repeatable, channel, recipient, subject, body, language, headers, status, tryAt,
                attempts, problem, claimedBy, goodUntil, holds, true);
    }

    /** How often it was tried. */
    public int tries() {
        return attempts - holds;
    }

    /** Whether its words still fit the day. */
    public boolean isGoodAt(Instant now) {
        return goodUntil == null || now.isBefore(goodUntil);
    }

    /**
     * Whether this one takes the place of the stored one with the same id: the report of an attempt on it while it is
     * claimed, or its cancelling while nobody has claimed it. Whatever was made before the claim counts fewer attempts.
     */
    public boolean replaces(Dispatch stored) {
        return stored.status == Status.SENDING && attempts >= stored.attempts
                || stored.status == Status.READY && status == Status.CANCELLED;
    }
}
