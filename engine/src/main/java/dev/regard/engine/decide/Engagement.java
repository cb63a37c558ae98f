package dev.regard.engine.decide;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Consent;
import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Identity.Member;
import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Order;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.DeliveryReport;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The way in: events and the passing of time, applied to one card under one rulebook. Pure. */
public final class Engagement {
    /** The type of the decision that says that nothing could be made of an event. */
    public static final String SET_ASIDE = "set-aside";
    private static final int PRODUCTS_NAMED = 3;
    private static final Duration PUT_OFF = Duration.ofHours(1);
    private final Rulebook book;

    public Engagement(Rulebook book) {
        this.book = book;
    }

    /**
     * Applies events to a card in their order; a card that was never written is made by the first.
     *
     * @param filed what the events are about and the card does not carry
     */
    public Change apply(Card card, List<Journal.Recorded> events, Filed filed, Instant now) {
        return apply(card, events, filed, Map.of(), now);
    }

    /**
     * Applies events to a card in their order; those that name a card which was merged into this one do so in its name.
     *
     * @param filed what the events are about and the card does not carry
     * @param named   the ids that events name, by their sequence number, where it is not the card's own
     */
    public Change apply(Card card, List<Journal.Recorded> events, Filed filed, Map<Long, String> named, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        for (Journal.Recorded recorded : events) {
            apply(draft, recorded.event(), named.getOrDefault(recorded.sequence(), card.id()), filed);
        }
        draft.event = null;
        return draft.finish(events);
    }

    /** Does what time alone has made due. */
    public Change wake(Card card, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        Classification.review(draft);
        dormancy(draft);
        follow(draft);
        return draft.finish(List.of());
    }

    /** Puts off a card whose looking after failed, with a decision that says so, so that it holds up nobody. */
    public Change putOff(Card card, String problem, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        putOff(draft, problem);
        return draft.finish(List.of());
    }

    static void putOff(Draft draft, String problem) {
        draft.decide("put-off", draft.now.toString(), Map.of("problem", problem), List.of(Reason.engine("failure", "problem", problem)));
        draft.notBefore = draft.now.plus(PUT_OFF);
    }

    /** Files an event that the engine could not work out as applied, with a decision that says so, so that it holds up nobody. */
    public Change setAside(Card card, Journal.Recorded recorded, String problem, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        draft.event = recorded.event().key();
        draft.decide(SET_ASIDE, draft.event, Map.of("type", recorded.event().type(), "problem", problem),
                List.of(Reason.engine("failure", "problem", problem)));
        return draft.finish(List.of(recorded));
    }

    /** Takes over the class and place that the portfolio gives; empty when they are the ones that the card has. */
    public Optional<Change> rank(Card card, String abc, boolean vital, List<Reason> because, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        Classification.rank(draft, abc, vital, because, draft.today().toString());
        return draft.changed() ? Optional.of(draft.finish(List.of())) : Optional.empty();
    }

    /**
     * Looks whether the card's entries are to be checked; empty when nothing changes.
     *
     * @param cards how many cards have the phone that this one shares with most others, itself among them
     */
    public Optional<Change> spotCheck(Card card, int cards, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        SpotChecks.keep(draft, cards);
        return draft.changed() ? Optional.of(draft.finish(List.of())) : Optional.empty();
    }

    /** Whether the card has a task to check its entries. */
    public static boolean isSpotChecked(Card card) {
        return card.touches().stream().anyMatch(SpotChecks::asks);
    }

    /** Plans anew under this rulebook: moves and cancels what nobody has acted on; empty when everything stays. */
    public Optional<Change> replan(Card card, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        if (!card.givenUp()) {
            Occasions.planAgain(draft);
        }
        return draft.changed() ? Optional.of(draft.finish(List.of())) : Optional.empty();
    }

    /** Why a message that was handed out must not go any more, because of what was said since; empty when it may go. */
    public Optional<String> forbids(Card card, Dispatch dispatch, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        return draft.touch(dispatch.about()).flatMap(touch -> Release.forbidden(draft, touch));
    }

    /** From when on the customer may be written to: now, or the next good minute; empty when the tables leave none. */
    public Optional<Instant> goodHour(Card card, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        return draft.book.hours(How.MESSAGE, draft.kind()).firstGoodAtOrAfter(now, draft.zone(How.MESSAGE), draft.book.calendar(), null);
    }

    /** What merges cards and separates them again, under the same rulebook. */
    public Merging merging() {
        return new Merging(book, this);
    }

    private void apply(Draft draft, Event event, String who, Filed filed) {
        draft.event = event.key();
        draft.quiet = event.history();
        draft.occasionsChanged = false;
        draft.identity.covering(who).ifPresent(member -> draft.identity = draft.identity.with(told(draft, member, event, who, filed)));
        draft.inNameOf(who, () -> take(draft, event, filed));
        if (draft.standing().tier() == null) {
            Classification.promote(draft);
        }
        if (!draft.quiet) {
            follow(draft);
        } else if (draft.occasionsChanged) {
            Occasions.planAgain(draft); // history plans nothing, but what is planned already follows what the card now says
        }
        draft.quiet = false;
    }

    /** A merged card's member learns what arrives under its keys, so that the cards can be separated again; nobody is contacted for that. */
    private Member told(Draft draft, Member member, Event event, String who, Filed filed) {
        Draft alone = new Draft(draft.book, Members.alone(draft.soFar(), member), draft.now);
        apply(alone, event.asHistory(), who, filed);
        return Members.told(member, alone.soFar());
    }

    private void take(Draft draft, Event event, Filed filed) {
        if (event.subject() != null && event.subject().kind() != CustomerKey.Kind.ID) {
            addSubjectKey(draft, event);
        }
        Optional<EventType> type = EventType.named(event.type());
        if (type.isPresent()) {
            known(draft, type.get(), event, filed);
        } else {
            Revisits.plan(draft, event.type(), "event/" + event.key(), event.time(), List.of(), BigDecimal.ZERO, named(event.data()));
        }
    }

    /**
     * A card found or made by another key than its id knows the key, and the address or number that it stands for. An address that nothing
     * proves is none to write to: its key leads to one card, so that many such mails make one, and no message goes there.
     */
    private static void addSubjectKey(Draft draft, Event event) {
        CustomerKey subject = event.subject();
        draft.key(subject.toString());
        String field = subject.kind() == CustomerKey.Kind.EMAIL ? "emails" : subject.kind() == CustomerKey.Kind.PHONE ? "phones" : null;
        if (Mails.isStated(event) && field != null && draft.profile.texts(field).isEmpty()) {
            draft.profile(draft.profile.merged(Data.of(field, List.of(subject.value())), event.time(), event.source(), false));
        }
    }

    /** What follows from the card as it now is, on an event as on a date. */
    void follow(Draft draft) {
        boolean again = draft.occasionsChanged;
        boolean anotherCard = draft.caredAnew() || again;
        if (again) {
            Occasions.planAgain(draft);
            draft.occasionsChanged = false;
        }
        Occasions.planAhead(draft);
        Rhythm.keep(draft);
        if (anotherCard || draft.event == null || draft.timeHadCome()) {
            Upkeep.keep(draft);
        }
        if (again || draft.profile.flag("deceased") || draft.profile.flag("doNotContact")) {
            Release.review(draft);
        }
        int open = draft.touches().size();
        Release.due(draft);
        if (draft.touches().size() < open) {
            // What was cancelled may have been what covered a silence.
            Rhythm.keep(draft);
            Release.due(draft);
        }
        Ladder.climb(draft);
    }

    private void dormancy(Draft draft) {
        if (draft.dealings().lastPurchase().isPresent()) {
            Classification.stage(draft);
        }
    }

    private void known(Draft draft, EventType type, Event event, Filed filed) {
        Data data = event.data();
        Instant at = event.time();
        switch (type) {
            case CUSTOMER_CHANGED -> customerChanged(draft, data, event);
            case PURCHASE_MADE -> purchase(draft, data, event);
            case PURCHASE_RETURNED -> draft.dealings(returned(draft.dealings().prunedAt(draft.now), data, at));
            case INVOICE_ISSUED -> invoice(draft, data, at, BigDecimal.ZERO, data.decimal("amount").orElseThrow());
            case PAYMENT_RECEIVED -> invoice(draft, data, at, data.decimal("amount").orElseThrow(), null);
            case COMPLAINT_OPENED -> {
                contact(draft, at, "complaint", data);
                Complaints.open(draft, data, at);
            }
            case COMPLAINT_REPLIED, COMPLAINT_SOLVED, COMPLAINT_CONFIRMED, COMPLAINT_WAITING, COMPLAINT_RESUMED -> complaint(draft, type, data, at);
            case INTERACTION_LOGGED -> Interactions.logged(draft, event);
            case MAIL_RECEIVED, FORM_RECEIVED -> Mails.received(draft, event, filed);
            case MAIL_BOUNCED -> Deliveries.bounced(draft, data, filed, at);
            case SERVICE_REPORTED -> service(draft, event);
            case NEED_STATED, STAFF_REPORTED -> {
                contactFrom(draft, type, at, data);
                Complaints.recognise(draft, event, reportText(data));
            }
            case SURVEY_ANSWERED -> {
                contact(draft, at, "survey", data);
                data.decimal("score").ifPresent(s -> draft.score(new Card.Score(data.text("survey").orElseThrow(), s, at)));
                Complaints.recognise(draft, event, data.text("text").orElse(""));
            }
            case STOCK_REPORTED -> draft.dealings(draft.dealings().withStock(data.text("category").map(draft.book.organisation()::category).orElse(""),
                    new Dealings.Stock(data.decimal("daysOfCover").orElseThrow().intValue(), at)));
            case CONSENT_CHANGED -> consent(draft, data, at);
            case LEAD_CAPTURED -> {
                contact(draft, at, "lead", data);
                data.text("referrer").ifPresent(r -> draft.profile(draft.profile.merged(Data.of("referrer", r), at, event.source(), false)));
            }
            case ESCALATION_ACKNOWLEDGED -> Ladder.acknowledge(draft, data.text("escalation").orElseThrow(), at);
            case DISPATCH_TRIED -> {
                DeliveryReport report = DeliveryReport.of(data);
                filed.dispatch(report.dispatch()).ifPresent(dispatch -> Deliveries.tried(draft, report, dispatch, at));
            }
            case REFERRAL_BOUGHT -> Revisits.plan(draft, "referral-purchase", "referral/" + event.id(), at, List.of(), BigDecimal.ZERO,
                    Map.of());
            case CUSTOMER_MERGED, CUSTOMER_UNMERGED -> { } // two cards are concerned: carried out by Merging
            case OPPORTUNITY_CHANGED, COMPETITOR_SEEN -> { } // kept in the journal; no table asks for them yet
        }
    }

    private static void customerChanged(Draft draft, Data data, Event event) {
        String kind = draft.kind();
        draft.profile(draft.profile.merged(data, event.time(), event.source(), data.has("enteredBy")));
        draft.profile.keys().forEach(draft::key);
        if (data.has("enteredBy")) { // a person says that it is right, and not a system that states each night what it has
            Stream.of("emails", "phones").flatMap(field -> data.texts(field).stream()).forEach(address -> draft.undeliverable(address.strip().toLowerCase(Locale.ROOT), false));
        }
        data.text("stage").map(s -> s.strip().toLowerCase(Locale.ROOT)).filter(s -> !s.equals(draft.standing().stage())).ifPresent(stage -> {
            draft.inNameOf(draft.id, () -> draft.decide("stage", stage + "/" + draft.event, Map.of("before", draft.standing().stage(),
                    "after", stage), List.of(Reason.engine("stated", "source", event.source()))));
            draft.standing(draft.standing().withStage(stage.toLowerCase(Locale.ROOT)));
        });
        draft.occasionsChanged = true;
        if (!kind.equals(draft.kind())) {
            Revisits.kindChanged(draft, kind);
        }
        Release.review(draft);
    }

    private void purchase(Draft draft, Data data, Event event) {
        Instant at = event.time();
        List<Data> items = data.children("items");
        List<String> categories = items.stream().map(i -> i.text("category")).flatMap(Optional::stream).map(draft.book.organisation()::category)
                .distinct().toList();
        List<String> products = items.stream().map(i -> i.text("name").or(() -> i.text("sku"))).flatMap(Optional::stream).distinct()
                .limit(PRODUCTS_NAMED).toList();
        boolean first = draft.dealings().ordersTotal() == 0;
        Order order = order(data, at, categories, products, cost(data, items));
        Optional<Order> former = known(draft, order.id());
        draft.dealings(draft.dealings().prunedAt(draft.now).with(order));
        boolean outdated = former.isPresent() && known(draft, order.id()).equals(former) && !former.get().categories().equals(categories);
        LocalDate day = draft.localDate(at);
        if (draft.profile.date("firstPurchase").map(day::isBefore).orElse(true)) {
            draft.profile(draft.profile.merged(Data.of("firstPurchase", day.toString()), at, event.source(), false));
        }
        draft.contacts(draft.contacts().with(new Contact(at, Direction.IN, "purchase", null, null, null, null)));
        draft.inNameOf(draft.id, () -> {
            Classification.stage(draft);
            Classification.promote(draft);
        });
        if (!outdated) {
            former.ifPresent(known -> Revisits.replaced(draft, known, order, named(data)));
            Revisits.plan(draft, Revisits.PURCHASE, "order/" + order.id(), at, categories, data.decimal("amount").orElseThrow(), named(data));
        }
        if (first) {
            data.text("referrer").or(() -> draft.profile.text("referrer")).ifPresent(r -> draft.decide("referral", order.id(),
                    Map.of("order", order.id(), "referrer", r), List.of(Reason.engine("referral-that-bought", "referrer", r))));
        }
    }

    private static Optional<Order> known(Draft draft, String order) {
        return draft.dealings().orders().stream().filter(o -> o.id().equals(order)).findFirst();
    }

    private static Order order(Data data, Instant at, List<String> categories, List<String> products, BigDecimal cost) {
        return new Order(data.text("order").orElseThrow(), at, data.decimal("amount").orElseThrow(), BigDecimal.ZERO, categories, products, cost,
                data.instant("changed").orElse(null));
    }

    private static Dealings returned(Dealings before, Data data, Instant at) {
        return before.withReturn(data.text("order").orElseThrow(), data.decimal("amount").orElseThrow().abs(), at);
    }

    /** The key of the card that an acknowledgement is about where it names no customer; empty for any other event. */
    public static Optional<String> escalationKey(Event event) {
        return event.type().equals(EventType.ESCALATION_ACKNOWLEDGED.typeName()) ? event.data().text("escalation").map(Engagement::escalationKey) : Optional.empty();
    }

    static String escalationKey(String alert) {
        return "escalation:" + alert;
    }

    /** What an event makes of a customer's sums, whatever the rules; nothing else of the orders is right. */
    public static Dealings sums(Dealings before, Event event) {
        return switch (EventType.named(event.type()).orElse(EventType.STAFF_REPORTED)) {
            case PURCHASE_MADE -> before.with(order(event.data(), event.time(), List.of(), List.of(), null));
            case PURCHASE_RETURNED -> returned(before, event.data(), event.time());
            default -> before;
        };
    }

    /** Of the order, or of all its items; null where one of them does not say. */
    private static BigDecimal cost(Data data, List<Data> items) {
        if (data.has("cost") || items.isEmpty()) {
            return data.decimal("cost").orElse(null);
        }
        List<BigDecimal> costs = items.stream().map(item -> item.decimal("cost")).flatMap(Optional::stream).toList();
        return costs.size() < items.size() ? null : costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * The event that a purchase of a referred customer makes for the referrer, who is another customer; it comes in at the front
     * door like any other, before the purchase is applied, under an id that is the same each time.
     */
    public static Optional<Event> referral(Event event, Card card) {
        boolean purchase = event.type().equals(EventType.PURCHASE_MADE.typeName());
        boolean first = card == null || card.dealings().ordersTotal() == 0;
        Optional<String> referrer = !purchase || !first ? Optional.empty()
                : event.data().text("referrer").or(() -> card == null ? Optional.empty() : card.profile().text("referrer"));
        return referrer.flatMap(CustomerKey::stated).map(key -> {
            Event bought = new Event("regard:referral", event.key(), EventType.REFERRAL_BOUGHT.typeName(), event.time(), key,
                    Data.of("customer", event.subject().toString(), "order", event.data().text("order").orElse("")));
            return event.history() ? bought.asHistory() : bought;
        });
    }

    private static void invoice(Draft draft, Data data, Instant at, BigDecimal paid, BigDecimal amount) {
        String id = data.text("invoice").orElseThrow();
        Dealings.Invoice known = draft.dealings().invoices().get(id);
        LocalDate due = data.date("due").orElse(known == null ? null : known.due());
        BigDecimal before = known == null ? BigDecimal.ZERO : known.paid();
        BigDecimal total = amount != null ? amount : known == null ? BigDecimal.ZERO : known.amount();
        draft.dealings(draft.dealings().withInvoice(id, new Dealings.Invoice(total, before.add(paid), due,
                amount != null ? at : known == null ? null : known.issuedAt(), paid.signum() == 0 ? (known == null ? null : known.paidAt()) : at)));
    }

    private static void complaint(Draft draft, EventType type, Data data, Instant at) {
        String complaintId = data.text("complaint").orElseThrow();
        draft.complaint(complaintId).ifPresentOrElse(complaint -> draft.inNameOf(complaint.customer(), () -> {
            switch (type) {
                case COMPLAINT_REPLIED -> Complaints.replied(draft, complaint, at);
                case COMPLAINT_SOLVED -> Complaints.solved(draft, complaint, at);
                case COMPLAINT_CONFIRMED -> Complaints.confirmed(draft, complaint, data.flag("satisfied").orElse(true), at);
                case COMPLAINT_WAITING -> Complaints.waiting(draft, complaint, at);
                default -> Complaints.resumed(draft, complaint, at);
            }
        }), () -> draft.decide("ignored", draft.event, Map.of("complaint", complaintId, "type", type.typeName()),
                List.of(Reason.engine("unknown-complaint", "complaint", complaintId))));
    }

    private static void service(Draft draft, Event event) {
        Data data = event.data();
        Instant at = event.time();
        draft.contacts(draft.contacts().with(new Contact(at, Direction.OUT, "service", null, null, null, data.text("text").orElse(null))));
        String kind = data.text("kind").orElseThrow().toLowerCase(Locale.ROOT);
        String about = kind + "/" + data.text("order").orElse(draft.event);
        Revisits.plan(draft, kind, about, at, List.of(), BigDecimal.ZERO, named(data));
        Complaints.recognise(draft, event, data.text("text").orElse(""));
    }

    private static void consent(Draft draft, Data data, Instant at) {
        String key = data.text("purpose").orElseThrow().toLowerCase(Locale.ROOT) + "/" + data.text("channel").orElseThrow().toLowerCase(Locale.ROOT);
        Consent known = draft.consents().get(key);
        if (known == null || !known.at().isAfter(at)) {
            draft.consent(key, new Consent(data.flag("granted").orElseThrow(), at, data.text("proof").orElse(null)));
            draft.occasionsChanged = true;
        }
        Release.review(draft);
    }

    private static void contact(Draft draft, Instant at, String channel, Data data) {
        draft.contacts(draft.contacts().with(new Contact(at, Direction.IN, channel, null, null, null, data.text("text").orElse(null))));
    }

    private static void contactFrom(Draft draft, EventType type, Instant at, Data data) {
        if (type == EventType.NEED_STATED) {
            contact(draft, at, "form", data);
        }
    }

    private static String reportText(Data data) {
        List<String> texts = new ArrayList<>(List.of(data.text("text").orElse("")));
        data.child("report").fields().values().forEach(v -> texts.add(String.valueOf(v)));
        return String.join("\n", texts);
    }

    /** The event's plain fields as {@code event.NAME}, for tables that ask for them. */
    private static Map<String, Object> named(Data data) {
        Map<String, Object> named = new LinkedHashMap<>();
        data.fields().forEach((name, value) -> {
            if (value instanceof String || value instanceof BigDecimal || value instanceof Boolean) {
                named.put("event." + name, value);
            }
        });
        return named;
    }
}
