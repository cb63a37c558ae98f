package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Contacts;
import dev.regard.engine.customer.Order;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Sentence;
import dev.regard.engine.store.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that happened with one customer in one order of time: decisions, touches, contacts, orders, complaints. */
final class Timeline {
    private static final Duration BACK = Duration.ofDays(400);
    private static final Duration AHEAD = Duration.ofDays(60);
    private final Rows rows;
    private final Card card;
    private final List<Entry> past = new ArrayList<>();
    private final List<Entry> upcoming = new ArrayList<>();

    private Timeline(Rows rows, Card card) {
        this.rows = rows;
        this.card = card;
    }

    static Timeline of(Rows rows, Card card) {
        Timeline timeline = new Timeline(rows, card);
        timeline.gather();
        return timeline;
    }

    /** What is planned, the next first. */
    List<Entry> upcoming() {
        return upcoming;
    }

    /** What was, the latest first. */
    List<Entry> past() {
        return past;
    }

    private void gather() {
        Map<String, Decision> decisions = decisions();
        List<Touch> touches = touches();
        touches.forEach(touch -> touch(touch, decisions.get(touch.why())));
        Set<String> told = touches.stream().map(Touch::why).filter(Objects::nonNull).collect(Collectors.toSet());
        decisions.values().stream().filter(d -> !told.contains(d.id())).forEach(this::decision);
        Set<String> shown = touches.stream().map(Touch::id).collect(Collectors.toSet());
        card.contacts().recent().stream().filter(c -> !toldElsewhere(c, shown)).forEach(this::contact);
        card.dealings().orders().forEach(this::order);
        card.complaints().forEach(this::complaint);
        past.sort(Comparator.comparing(Entry::at).reversed());
        upcoming.sort(Comparator.comparing(Entry::at));
    }

    /** A message that was sent is told by its touch, a complaint by the complaint. */
    private boolean toldElsewhere(Contacts.Contact contact, Set<String> touches) {
        return contact.touch() != null && contact.outcome() == null && touches.contains(contact.touch())
                || "complaint".equals(contact.channel()) && card.complaints().stream().anyMatch(c -> c.openedAt().equals(contact.at()));
    }

    private Map<String, Decision> decisions() {
        Records.DecisionFilter filter = new Records.DecisionFilter(null, null, rows.now.minus(BACK), null, Set.copyOf(card.names()));
        List<Decision> all = new ArrayList<>();
        Records.Page<Decision> page = null;
        do {
            page = rows.view.records().decisions(filter, new Records.Paging(Records.LONGEST_PAGE, page == null ? null : page.after()));
            all.addAll(page.items());
        } while (page.after() != null);
        return all.stream().collect(Collectors.toMap(Decision::id, Function.identity()));
    }

    private List<Touch> touches() {
        Records.TouchFilter filter = new Records.TouchFilter(null, null, null, rows.now.minus(BACK), rows.now.plus(AHEAD),
                Set.copyOf(card.names()));
        List<Touch> all = new ArrayList<>();
        Records.Page<Touch> page = null;
        do {
            page = rows.view.records().touches(filter, new Records.Paging(Records.LONGEST_PAGE, page == null ? null : page.after()));
            all.addAll(page.items());
        } while (page.after() != null);
        return all;
    }

    private void touch(Touch touch, Decision why) {
        String occasion = rows.words.occasion(touch.occasion());
        String because = why == null ? "" : rows.words.say("because", Sentence.why(why, rows.words.language(), rows.view.organisation()));
        String held = touch.heldBecause() == null ? "" : rows.words.say("held", rows.held(touch)) + " ";
        String words = touch.subject() == null || touch.subject().isBlank() ? "" : rows.words.say("touch.subject", touch.subject()) + " ";
        String what = occasion.equals(rows.words.term(touch.role())) ? rows.what(touch) : rows.words.say("touch.for", rows.what(touch), occasion);
        Entry entry = entry(touch.due(), "touch", what, words + held + because, rows.statusWords(touch), Rows.status(touch));
        (touch.status().open() ? upcoming : past).add(entry);
    }

    private void decision(Decision decision) {
        past.add(entry(decision.at(), "decision", Sentence.what(decision, rows.words.language(), rows.view.organisation()),
                rows.words.say("because", Sentence.why(decision, rows.words.language(), rows.view.organisation())), "", ""));
    }

    private void contact(Contacts.Contact contact) {
        String what = rows.words.say("contact.what", rows.words.term(contact.channel()), rows.words.term(contact.direction()));
        String more = (contact.text() == null ? "" : contact.text()) + (contact.mood() == null ? "" : " (" + rows.words.term(contact.mood()) + ")");
        past.add(entry(contact.at(), "contact", what, more, rows.words.term(contact.outcome()), Objects.toString(contact.outcome(), "")));
    }

    private void order(Order order) {
        String returned = order.returned().signum() == 0 ? "" : rows.words.say("order.returned", rows.amount(order.returned()));
        String goods = String.join(", ", order.products().isEmpty() ? order.categories() : order.products());
        past.add(entry(order.at(), "order", rows.words.say("order.what", order.id(), rows.amount(order.amount())),
                goods + (goods.isEmpty() || returned.isEmpty() ? "" : " · ") + returned, "", ""));
    }

    private void complaint(Complaint complaint) {
        step(complaint.openedAt(), complaint, "opened", complaint.text());
        step(complaint.repliedAt(), complaint, "replied", null);
        step(complaint.solvedAt(), complaint, "solved", complaint.remedy() == null ? null : rows.words.language().part(complaint.remedy()));
        step(complaint.closedAt(), complaint, "confirmed", null);
    }

    private void step(Instant at, Complaint complaint, String step, String more) {
        if (at != null) {
            past.add(entry(at, "complaint", rows.words.say("complaint.step", complaint.id(), rows.words.say("complaint.step." + step)),
                    more == null ? "" : more, step.equals("opened") ? rows.words.term(complaint.effectiveSeverity()) : "",
                    step.equals("opened") ? Json.name(complaint.effectiveSeverity()) : ""));
        }
    }

    private Entry entry(Instant at, String sort, String what, String more, String tag, String tone) {
        return new Entry(at, rows.moments.moment(at), rows.there(at, card), sort, rows.words.say("sort." + sort), what, more, tag, tone);
    }
}
