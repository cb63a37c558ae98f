package dev.regard.connectors.files;

import dev.regard.engine.event.EventType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the rows of a table are, told by the name of its file. */
enum TableKind {
    CUSTOMERS(EventType.CUSTOMER_CHANGED, null),
    PURCHASES(EventType.PURCHASE_MADE, "order"),
    PAYMENTS(EventType.PAYMENT_RECEIVED, "invoice"),
    INVOICES(EventType.INVOICE_ISSUED, "invoice"),
    COMPLAINTS(EventType.COMPLAINT_OPENED, "complaint"),
    INTERACTIONS(EventType.INTERACTION_LOGGED, null),
    SURVEYS(EventType.SURVEY_ANSWERED, "survey"),
    STOCK(EventType.STOCK_REPORTED, null),
    LEADS(EventType.LEAD_CAPTURED, null),
    CONSENTS(EventType.CONSENT_CHANGED, null);

    private final EventType type;
    private final String ownKey;

    TableKind(EventType type, String ownKey) {
        this.type = type;
        this.ownKey = ownKey;
    }

    EventType type() {
        return type;
    }

    /** The column by which the company's own system knows the row, if there is one. */
    Optional<String> ownKey() {
        return Optional.ofNullable(ownKey);
    }

    /** Whether a row is something that happened at a moment, and not what holds from now on. */
    boolean happened() {
        return this != CUSTOMERS && this != STOCK;
    }

    /** As in a file's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The event's {@code source}. */
    String source() {
        return "file:" + word();
    }

    static Optional<TableKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT))).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(TableKind::word).collect(Collectors.joining(", "));
    }
}
