package dev.regard.engine.store;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Consent;
import dev.regard.engine.customer.Contacts;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Identity;
import dev.regard.engine.customer.Order;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.customer.Promise;
import dev.regard.engine.customer.Purpose;
import dev.regard.engine.customer.Severity;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A building-materials dealer's customers and what happens to them, as the contract suites need it. */
public final class Dealer {
    public static final Instant MONDAY = Instant.parse("2026-03-02T01:00:00Z");

    private Dealer() { }

    public static Instant minutesLater(long minutes) {
        return MONDAY.plus(Duration.ofMinutes(minutes));
    }

    // events

    public static Event purchase(String customer, String order) {
        return purchase(customer, order, "128.50");
    }

    public static Event purchase(String customer, String order, String amount) {
        return new Event("shop", "order-" + order, "purchase.made", MONDAY, CustomerKey.id(customer).orElseThrow(),
                Data.of("order", order, "amount", new BigDecimal(amount)));
    }

    public static List<Event> purchases(String customer, String... orders) {
        return Arrays.stream(orders).map(order -> purchase(customer, order)).toList();
    }

    /** An event with everything in it that an event may hold. */
    public static Event fullEvent() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("sku", "瓷砖-60\u00d760");
        item.put("quantity", new BigDecimal("12.000"));
        item.put("gift", null);
        item.put("fragile", true);
        return new Event("erp/七号店", "ev \"7\"", "showroom.visited", Instant.parse("2026-02-28T23:59:59.123456789Z"),
                CustomerKey.parse("email:li.wei@example.cn").orElseThrow(),
                Data.of("items", List.of(item, "loose", new BigDecimal("1E+3")), "note", "", "left", null, "text", "a\nb\tc\u0001"), true);
    }

    public static Event withoutCustomer() {
        return new Event("app", "staff-1", "staff.reported", MONDAY, null, Data.of("representative", "wang", "date", "2026-03-02"));
    }

    // cards

    public static Card newCard(String id) {
        return writtenAs(Card.blank(id, MONDAY), 1);
    }

    public static Card next(Card card) {
        return writtenAs(card, card.version() + 1);
    }

    private static Card writtenAs(Card c, long version) {
        return new Card(c.id(), version, c.madeAt(), c.keys(), c.profile(), c.standing(), c.dealings(), c.contacts(), c.satisfaction(),
                c.touches(), c.complaints(), c.promises(), c.consents(), c.plannedThrough(), c.settled(),
                c.undeliverable(), c.wakeAt(), c.identity());
    }

    public static Card waking(Card c, Instant at) {
        return new Card(c.id(), c.version(), c.madeAt(), c.keys(), c.profile(), c.standing(), c.dealings(), c.contacts(),
                c.satisfaction(), c.touches(), c.complaints(), c.promises(), c.consents(), c.plannedThrough(), c.settled(),
                c.undeliverable(), at, c.identity());
    }

    public static Card inTier(Card c, String tier) {
        return new Card(c.id(), c.version(), c.madeAt(), c.keys(), c.profile(), c.standing().withTier(tier, MONDAY), c.dealings(),
                c.contacts(), c.satisfaction(), c.touches(), c.complaints(), c.promises(), c.consents(), c.plannedThrough(), c.settled(),
                c.undeliverable(),
                c.wakeAt(), c.identity());
    }

    public static Card buying(Card c, Order order) {
        return new Card(c.id(), c.version(), c.madeAt(), c.keys(), c.profile(), c.standing(), c.dealings().with(order), c.contacts(),
                c.satisfaction(), c.touches(), c.complaints(), c.promises(), c.consents(), c.plannedThrough(), c.settled(),
                c.undeliverable(), c.wakeAt(), c.identity());
    }

    /** Fields of the profile, names and values in turn. */
    public static Card known(Card c, Object... namesAndValues) {
        Profile profile = c.profile().merged(Data.of(namesAndValues), MONDAY, "crm", false);
        return new Card(c.id(), c.version(), c.madeAt(), c.keys(), profile, c.standing(), c.dealings(), c.contacts(),
                c.satisfaction(), c.touches(), c.complaints(), c.promises(), c.consents(), c.plannedThrough(), c.settled(),
                c.undeliverable(), c.wakeAt(), c.identity());
    }

    /** A card with everything on it that a card may hold. */
    public static Card fullCard(String id) {
        Profile profile = Profile.empty()
                .merged(Data.of("name", "李伟 “Wei” Li", "emails", List.of("Li.Wei@Example.cn"), "phones", List.of("+86 138 0000 0000"),
                        "kind", "Distributor", "owner", "wang", "traits", Map.of("budget", new BigDecimal("10.50"), "vip", true),
                        "birthday", Map.of("calendar", "lunar", "month", new BigDecimal("8"), "day", new BigDecimal("15"))),
                        MONDAY.minusNanos(1), "crm", false)
                .merged(Data.of("name", "Li Wei", "owner", null), MONDAY, "shop", true);
        Dealings dealings = Dealings.NONE
                .with(new Order("A-1", MONDAY, new BigDecimal("99999999999999.99"), BigDecimal.ZERO, List.of("tiles"), List.of("瓷砖"), new BigDecimal("61.20")))
                .withReturn("A-1", new BigDecimal("0.10"), MONDAY)
                .withStock("", new Dealings.Stock(12, MONDAY))
                .withInvoice("I-1", new Dealings.Invoice(new BigDecimal("5.00"), new BigDecimal("0E+2"), LocalDate.of(2026, 4, 1), MONDAY, null));
        Contacts contacts = Contacts.NONE
                .with(new Contacts.Contact(MONDAY, Contacts.Direction.OUT, "visit", "t-1", "reached", null, ""))
                .withVariant("birthday/en/2", MONDAY)
                .withReleased(new Contacts.Released(MONDAY, Purpose.CARE, How.GIFT));
        Promise promise = new Promise("p-1", "call back", LocalDate.of(2026, 3, 5), MONDAY, MONDAY, minutesLater(5), "t-2", null,
                List.of(escalation("e-2", "wang@dealer.example")));
        return new Card(id, 1, MONDAY, List.of("id:" + id, "ext:CRM/7"), profile,
                new Standing("active", "gold", MONDAY, 1, minutesLater(1), "A", true), dealings, contacts,
                List.of(new Card.Score("nps", new BigDecimal("9.0"), MONDAY)), List.of(touch("t-1", id, MONDAY)),
                List.of(complaint("c-1", id, MONDAY)), List.of(promise),
                Map.of("marketing/email", new Consent(true, MONDAY, "form 7")), LocalDate.of(2026, 4, 1), Map.of("t-0", MONDAY),
                List.of("gone@dealer.example"),
                Instant.parse("2026-03-02T01:00:00.000000001Z"));
    }

    /** A card with everything on it, into which another one was merged, and from which a third one is just being separated. */
    public static Card fullMergedCard(String id) {
        Identity.Member member = new Identity.Member(mergedInto(fullCard(id + "-2"), id), MONDAY, "event-key");
        Identity.Member own = new Identity.Member(newCard(id), minutesLater(-9), null);
        return fullCard(id).with(new Identity(null, id + "-8", "left-by", List.of(own, member), Map.of(id + "-9", MONDAY),
                new Identity.Member(fullCard(id + "-3"), MONDAY, "other-event")));
    }

    /** The card as one for which another one stands. */
    public static Card mergedInto(Card card, String survivor) {
        return card.asleep(card.version()).with(card.identity().givenUp(survivor, "event-key"));
    }

    /** The next version of a card that takes another one over. */
    public static Change absorbing(Card survivor, Card other) {
        Card card = survivor.asleep(Math.max(survivor.version(), other.version()) + 1).with(survivor.identity().withMembers(
                List.of(new Identity.Member(survivor, MONDAY, null), new Identity.Member(other, MONDAY, "event-key"))));
        return new Change(card, survivor.version(), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), true);
    }

    // effects

    public static Decision decision(String id, String customer, String type, Instant at) {
        return new Decision(id, at, customer, type, Map.of("tier", "gold", "sales", new BigDecimal("1000.00"), "first", true), "v1",
                List.of(new Reason("tiers", "gold-row", 7, Map.of("sales12m", new BigDecimal("1000.00"))),
                        Reason.engine("once-per-occasion")), null);
    }

    public static Touch touch(String id, String customer, Instant due) {
        return new Touch(id, customer, Touch.Kind.MESSAGE, How.MESSAGE, "email", Purpose.CARE, true, "birthday/2026", "greeting", due,
                LocalDate.of(2026, 3, 2), 2, 50, Touch.Status.PLANNED, "d-1", null, null, null, "birthday", null, null, null, false, 0,
                Map.of("category", "tiles"));
    }

    public static Touch task(String id, String customer, Instant due) {
        return touch(id, customer, due).worded(Touch.Kind.TASK, "phone", "wang", "call/1", "Call", "Ask how the tiles look", false);
    }

    public static Complaint complaint(String id, String customer, Instant openedAt) {
        return new Complaint(id, customer, openedAt, Severity.NORMAL, Severity.HIGH, "quality", null, "A-1", "cracked", true, false, 1,
                openedAt, Complaint.Status.OPEN, new Complaint.Deadlines(minutesLater(60), minutesLater(600), null), null, null, null, null,
                false, null, List.of(escalation("e-1", "boss@dealer.example")));
    }

    private static Escalation escalation(String id, String to) {
        return new Escalation(id, 1, "manager", "reply", to, MONDAY, null, "d-9");
    }

    public static Dispatch dispatch(String id, String customer, String about, Instant tryAt) {
        return new Dispatch(id, customer, about, false, false, "email", "li.wei@example.cn", "生日快乐", "Dear Mr Li,\r\n…", "zh-CN",
                Map.of("List-Unsubscribe", "<https://dealer.example/u/1>"), Dispatch.Status.READY, tryAt, 0, null, null,
                tryAt.plus(Duration.ofHours(15)));
    }

    // changes

    public static Change change(Card card) {
        return new Change(card, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public static Change withKeys(Change c, String... keys) {
        return new Change(c.card(), c.follows(), List.of(keys), c.keysOfMembers(), c.decisions(), c.touches(), c.complaints(), c.dispatches(), c.applied(), true);
    }

    public static Change withKeysOf(Change c, Map<String, String> keys) {
        return new Change(c.card(), c.follows(), c.newKeys(), keys, c.decisions(), c.touches(), c.complaints(), c.dispatches(), c.applied(), true);
    }

    public static Change withDecisions(Change c, Decision... decisions) {
        return new Change(c.card(), c.follows(), c.newKeys(), c.keysOfMembers(), List.of(decisions), c.touches(), c.complaints(), c.dispatches(), c.applied(), true);
    }

    public static Change withTouches(Change c, Touch... touches) {
        return new Change(c.card(), c.follows(), c.newKeys(), c.keysOfMembers(), c.decisions(), List.of(touches), c.complaints(), c.dispatches(), c.applied(), true);
    }

    public static Change withComplaints(Change c, Complaint... complaints) {
        return new Change(c.card(), c.follows(), c.newKeys(), c.keysOfMembers(), c.decisions(), c.touches(), List.of(complaints), c.dispatches(), c.applied(), true);
    }

    public static Change withDispatches(Change c, Dispatch... dispatches) {
        return new Change(c.card(), c.follows(), c.newKeys(), c.keysOfMembers(), c.decisions(), c.touches(), c.complaints(), List.of(dispatches), c.applied(), true);
    }

    public static Change applying(Change c, List<Journal.Recorded> events) {
        return new Change(c.card(), c.follows(), c.newKeys(), c.keysOfMembers(), c.decisions(), c.touches(), c.complaints(), c.dispatches(), events, true);
    }
}
