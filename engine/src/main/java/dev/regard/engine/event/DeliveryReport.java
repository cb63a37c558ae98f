package dev.regard.engine.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The outbox's report of one attempt to deliver, or of why there was none: what an event of {@link EventType#DISPATCH_TRIED} says. Journals keep it, so
 * its fields and words stay as they are.
 *
 * @param dispatch    the dispatch's id
 * @param about       the id of the touch or escalation that it carries
 * @param attempt     how often it had been claimed, this time included; 0 where that was not said
 * @param detail      the other side's words, or the reason; empty when there are none
 * @param interrupted by an end of the process, which says nothing about the other side
 * @param until       when it is claimed again; empty where nothing is said about that, which is never so with {@link Outcome#HELD}
 */
public record DeliveryReport(String dispatch, String about, int attempt, Outcome outcome, String detail, boolean interrupted, Optional<Instant> until) {
    private static final String SOURCE = "regard:outbox";

    public DeliveryReport {
        if (outcome == Outcome.HELD && until.isEmpty()) {
            throw new IllegalArgumentException("the report of " + dispatch + " does not say until when it is held");
        }
    }

    /** What came of it: what a carrier knows after a try ({@link dev.regard.engine.outbox.Carrier.Result}), or why there was none. The names in lower case stand in the events. */
    public enum Outcome {
        SENT, DELAYED,
        /** The first versions said it of whatever was not taken for good. */
        FAILED,
        REFUSED, UNCERTAIN, UNANSWERED,
        /** Its turn had not come, or the other side is left alone: that counts as no try. */
        HELD,
        /** Not tried any more, since the day that its words are for was over. */
        OVERDUE,
        /** Not tried any more, because of what was said since it was written. */
        WITHDRAWN;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Outcome of(String word) {
            return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no result of an attempt to deliver"));
        }
    }

    /** What the outcome can be called in an event. */
    static String[] words() {
        return Arrays.stream(Outcome.values()).map(Outcome::word).toArray(String[]::new);
    }

    /** Names one attempt for ever, since each claim counts one more: of two reports with this id only the first counts. */
    public static String id(String dispatch, int attempt) {
        return dispatch + "/" + attempt;
    }

    /**
     * As it stands in the journal.
     *
     * @param customer the card that the dispatch belongs to
     * @param at       when it was tried
     */
    public Event asEvent(String customer, Instant at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("dispatch", dispatch);
        data.put("about", about);
        data.put("attempt", BigDecimal.valueOf(attempt));
        data.put("result", outcome.word());
        data.put("detail", detail);
        data.put("interrupted", interrupted);
        until.ifPresent(instant -> data.put("until", instant.toString()));
        return new Event(SOURCE, id(dispatch, attempt), EventType.DISPATCH_TRIED.typeName(), at, new CustomerKey(CustomerKey.Kind.ID, customer), new Data(data));
    }

    /**
     * What an event says. The first versions wrote no {@code about} and no {@code interrupted}.
     *
     * @throws java.util.NoSuchElementException when it says no dispatch or no result
     * @throws IllegalArgumentException when the result is none that is known, or holds and does not say until when
     * @throws java.time.format.DateTimeParseException when {@code until} is no instant
     */
    public static DeliveryReport of(Data data) {
        return new DeliveryReport(data.text("dispatch").orElseThrow(), about(data).orElseThrow(), data.decimal("attempt").map(BigDecimal::intValue).orElse(0),
                Outcome.of(data.text("result").orElseThrow()), data.text("detail").orElse(""), data.flag("interrupted").orElse(false),
                data.text("until").map(Instant::parse));
    }

    /** What the report is about, also where the rest of it cannot be read: where that is not said, its dispatch goes by the same id. */
    public static Optional<String> about(Data data) {
        return data.text("about").or(() -> data.text("dispatch"));
    }
}
