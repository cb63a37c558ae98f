package dev.regard.engine.event;

import static dev.regard.engine.event.FieldType.BIRTHDAY;
import static dev.regard.engine.event.FieldType.DATE;
import static dev.regard.engine.event.FieldType.FLAG;
import static dev.regard.engine.event.FieldType.KEY;
import static dev.regard.engine.event.FieldType.LIST;
import static dev.regard.engine.event.FieldType.MONEY;
import static dev.regard.engine.event.FieldType.NUMBER;
import static dev.regard.engine.event.FieldType.OBJECT;
import static dev.regard.engine.event.FieldType.TEXT;
import static dev.regard.engine.event.FieldType.TIME;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The event types that the engine knows, with their fields. Others are kept and handed to the rules. */
public enum EventType {
    CUSTOMER_CHANGED("customer.changed", field("name", TEXT), choice("kind", "consumer", "distributor", "designer", "internal"),
            choice("stage", "prospect", "active", "former"), field("emails", LIST), field("phones", LIST), field("birthday", BIRTHDAY), field("language", TEXT),
            field("country", TEXT), field("timeZone", TEXT), field("region", TEXT), field("district", TEXT), field("owner", TEXT),
            field("firstPurchase", DATE), field("foundingDay", DATE), field("weddingDay", DATE),
            field("movingInDay", DATE), field("traits", OBJECT), field("contacts", LIST),
            field("doNotContact", FLAG), field("deceased", FLAG)),
    /** The card that the subject leads to takes over the one that {@code other} leads to. */
    CUSTOMER_MERGED("customer.merged", required("other", KEY), field("reason", TEXT)),
    /** The card that {@code other} names is taken out again of the one that the subject leads to. */
    CUSTOMER_UNMERGED("customer.unmerged", required("other", KEY), field("reason", TEXT)),
    PURCHASE_MADE("purchase.made", required("order", TEXT), required("amount", MONEY), field("cost", MONEY), field("items", LIST), field("changed", TIME)),
    PURCHASE_RETURNED("purchase.returned", required("order", TEXT), required("amount", MONEY)),
    INVOICE_ISSUED("invoice.issued", required("invoice", TEXT), required("amount", MONEY), field("due", DATE)),
    PAYMENT_RECEIVED("payment.received", required("invoice", TEXT), required("amount", MONEY), field("due", DATE)),
    COMPLAINT_OPENED("complaint.opened", field("complaint", TEXT), field("text", TEXT),
            choice("severity", "low", "normal", "high", "critical"), field("category", TEXT), field("product", TEXT),
            field("order", TEXT), field("onSite", FLAG), field("publicInterest", FLAG)),
    COMPLAINT_REPLIED("complaint.replied", required("complaint", TEXT), field("text", TEXT)),
    COMPLAINT_SOLVED("complaint.solved", required("complaint", TEXT), field("text", TEXT)),
    COMPLAINT_CONFIRMED("complaint.confirmed", required("complaint", TEXT), field("text", TEXT), field("satisfied", FLAG)),
    COMPLAINT_WAITING("complaint.waiting", required("complaint", TEXT), field("text", TEXT)),
    COMPLAINT_RESUMED("complaint.resumed", required("complaint", TEXT), field("text", TEXT)),
    INTERACTION_LOGGED("interaction.logged", field("channel", TEXT), field("touch", TEXT),
            choice("outcome", "reached", "not-reached", "refused"), field("mood", TEXT), field("text", TEXT), field("request", TEXT),
            field("promise", OBJECT)),
    /**
     * A person wrote to us by e-mail; the subject is the address in {@code From}, which is the sender's only where it is {@code proven}.
     * It is {@code judged} where a server was there to prove it. {@code answers} names our dispatches that the mail answers, the nearest first.
     * What it repeats is {@code quoted}; {@code below} is what follows the beginning of a quote and is not marked, so that it may be new.
     */
    MAIL_RECEIVED("mail.received", required("from", TEXT), field("subject", TEXT), field("text", TEXT), field("messageId", TEXT),
            required("proven", FLAG), field("provenBy", TEXT), field("judged", FLAG), field("answers", LIST), field("quoted", TEXT),
            field("below", TEXT), field("attachments", LIST), field("problems", LIST)),
    /**
     * Somebody filled in a form, or chatted, on a page that anybody can open. Who they are is what they typed, {@code from} in one line; the subject is
     * the address or number that they gave, which may be another's. The {@code channel} is {@code web-form} where none is named.
     */
    FORM_RECEIVED("form.received", required("from", TEXT), field("subject", TEXT), field("text", TEXT), field("channel", TEXT)),
    /**
     * A mail of ours came back after a server had taken it (RFC 3464); {@code dispatch} names it. It {@code stops} the address where there is none
     * such; else only this mail did not arrive.
     */
    MAIL_BOUNCED("mail.bounced", required("dispatch", TEXT), field("status", TEXT), required("stops", FLAG), field("text", TEXT)),
    SERVICE_REPORTED("service.reported", requiredChoice("kind", "delivery", "installation", "repair"), field("order", TEXT),
            field("product", TEXT), field("text", TEXT)),
    NEED_STATED("need.stated", required("text", TEXT), field("product", TEXT), field("by", TEXT)),
    OPPORTUNITY_CHANGED("opportunity.changed", required("opportunity", TEXT),
            requiredChoice("stage", "visit", "proposal", "tender", "negotiation", "delivery", "closed"), field("amount", MONEY)),
    SURVEY_ANSWERED("survey.answered", required("survey", TEXT), field("score", NUMBER), field("attributes", LIST), field("text", TEXT)),
    STOCK_REPORTED("stock.reported", field("category", TEXT), required("daysOfCover", NUMBER)),
    COMPETITOR_SEEN("competitor.seen", field("competitor", TEXT), field("text", TEXT), field("amount", MONEY)),
    LEAD_CAPTURED("lead.captured", field("need", TEXT), field("budget", TEXT), field("timing", TEXT), field("decisionMaker", TEXT),
            field("referrer", TEXT)),
    CONSENT_CHANGED("consent.changed", requiredChoice("purpose", "care", "marketing", "survey", "service"),
            required("channel", TEXT), required("granted", FLAG), field("proof", TEXT)),
    STAFF_REPORTED("staff.reported", required("representative", TEXT), required("date", DATE), field("report", OBJECT),
            choice("kind", "daily", "market"), choice("severity", "low", "normal", "high", "critical")),
    ESCALATION_ACKNOWLEDGED("escalation.acknowledged", required("escalation", TEXT)),
    /** The outbox's own report of one attempt to deliver, or of why there was none: a {@link DeliveryReport}. */
    DISPATCH_TRIED("regard.dispatch.tried", required("dispatch", TEXT), field("about", TEXT), field("attempt", NUMBER),
            requiredChoice("result", DeliveryReport.words()), field("detail", TEXT), field("interrupted", FLAG), field("until", TIME)),
    /** Tells a referrer's card that the referred customer bought. */
    REFERRAL_BOUGHT("regard.referral.bought", required("customer", TEXT), field("order", TEXT));

    /** How the types begin that the engine keeps to itself: what comes from outside must not use them. */
    public static final String RESERVED = "regard.";

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(t -> t.typeName, t -> t));

    private final String typeName;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    EventType(String typeName, Field... fields) {
        this.typeName = typeName;
        for (Field field : fields) {
            this.fields.put(field.name(), field);
        }
    }

    /** One known field of {@code data}. */
    public record Field(String name, FieldType type, boolean required, Set<String> choices) { }

    /** The name on the wire, such as {@code purchase.made}. */
    public String typeName() {
        return typeName;
    }

    /** The known fields of {@code data}, in the order of their documentation. */
    public List<Field> fields() {
        return List.copyOf(new ArrayList<>(fields.values()));
    }

    Field field(String name) {
        return fields.get(name);
    }

    /** True when events of this type concern two cards. */
    public boolean merges() {
        return this == CUSTOMER_MERGED || this == CUSTOMER_UNMERGED;
    }

    /** True when events of this type are about no particular customer and need no subject. */
    public boolean withoutCustomer() {
        return this == STAFF_REPORTED || this == ESCALATION_ACKNOWLEDGED;
    }

    /** The type with this name, if the engine knows it. */
    public static Optional<EventType> named(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    private static Field field(String name, FieldType type) {
        return new Field(name, type, false, Set.of());
    }

    private static Field required(String name, FieldType type) {
        return new Field(name, type, true, Set.of());
    }

    private static Field choice(String name, String... choices) {
        return new Field(name, TEXT, false, Set.of(choices));
    }

    private static Field requiredChoice(String name, String... choices) {
        return new Field(name, TEXT, true, Set.of(choices));
    }
}
