package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Severity;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Completeness;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Sentence;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.time.WorkingCalendar;
import dev.regard.engine.time.WorkingClock;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The engine's records as rows for one reader: in the reader's language and the company's zone, at one moment. */
final class Rows {
    private static final Duration SOON = Duration.ofHours(2);
    final EngineView view;
    final Words words;
    final Moments moments;
    final Instant now;
    private final Organisation organisation;
    private final WorkingClock clock;

    Rows(EngineView view, Words words) {
        this.view = view;
        this.words = words;
        now = view.now();
        organisation = view.organisation();
        moments = new Moments(organisation.zone(), words);
        WorkingCalendar.Builder days = WorkingCalendar.builder().week(organisation.hours());
        view.rules().holidays().forEach((year, holidays) -> days.year(year, holidays.off(), holidays.makeUp()));
        clock = new WorkingClock(days.build(), organisation.zone());
    }

    Completeness completeness(Card card) {
        return Completeness.of(view.rules(), card, view.facts(card), now, card.zone(organisation.zone()));
    }

    Map<String, Card> cards(Stream<String> ids) {
        Collection<String> wanted = ids.distinct().toList();
        return view.cards().standing(wanted);
    }

    static String url(String customer) {
        return "/customers/" + URLEncoder.encode(customer, StandardCharsets.UTF_8).replace("+", "%20");
    }

    CustomerRow customer(Card card) {
        return new CustomerRow(card.id(), url(card.id()), card.name(), words.term(card.kind()), tone(card.standing().tier()),
                words.term(card.standing().tier()), card.standing().abc() == null ? "" : card.standing().abc(), words.term(card.standing().stage()),
                person(card.owner().orElse(null)), amount(card.dealings().sales12m(now)), card.dealings().orders12m(now),
                card.contacts().lastContact() == null ? "–" : moments.day(card.contacts().lastContact()));
    }

    /** A tier of the company's own making has no colour of its own. */
    private static String tone(String tier) {
        return tier != null && List.of("platinum", "gold", "iron", "lead").contains(tier) ? tier : "other";
    }

    String person(String id) {
        return id == null ? "" : organisation.nameOf(id);
    }

    TouchRow touch(Touch touch, Card card) {
        String why = view.records().decision(touch.customer(), touch.why()).map(d -> capital(Sentence.why(d, words.language(), organisation)))
                .orElse("");
        return new TouchRow(moments.time(touch.due()), there(touch.due(), card), url(card, touch.customer()), name(card, touch.customer()), what(touch),
                words.occasion(touch.occasion()), status(touch), statusWords(touch), person(touch.assignee()), why,
                held(touch));
    }

    /** A task that is "sent" lies with a colleague. */
    static String status(Touch touch) {
        return touch.kind() == Touch.Kind.TASK && touch.status() == Touch.Status.SENT ? "handed" : Json.name(touch.status());
    }

    String statusWords(Touch touch) {
        return status(touch).equals("handed") ? words.say("status.handed") : words.term(touch.status());
    }

    /** Why it is held or did not go as planned, in the reader's language; empty where there is nothing to say. */
    String held(Touch touch) {
        return touch.heldBecause() == null ? "" : Cause.in(touch.heldBecause(), words.language());
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    String there(Instant at, Card card) {
        return card == null ? "" : moments.there(at, card.zone(moments.zone()));
    }

    String what(Touch touch) {
        String role = words.term(touch.role());
        String how = words.term(touch.how());
        return role.isEmpty() ? how : role.contains(how) ? role : words.say("touch.what", role, how);
    }

    /** What belongs to a card that was merged leads to the one that stands for it. */
    private static String url(Card card, String id) {
        return url(card == null ? id : card.id());
    }

    private static String name(Card card, String id) {
        return card == null ? id : card.name();
    }

    ComplaintRow complaint(Complaint complaint, Card card) {
        Next next = next(complaint);
        Severity effective = complaint.effectiveSeverity();
        String raised = effective == complaint.severity() ? "" : words.say("complaint.raised", words.term(complaint.severity()));
        return new ComplaintRow(complaint.id(), url(card, complaint.customer()), name(card, complaint.customer()),
                complaint.text() == null ? "" : complaint.text(), category(complaint.category()), Json.name(effective), words.term(effective), raised,
                Json.name(complaint.status()), words.term(complaint.status()), moments.moment(complaint.openedAt()), next.step,
                next.deadline == null ? "" : moments.moment(next.deadline), left(complaint, next.deadline), tone(complaint, next.deadline),
                complaint.escalations().size(), told(complaint));
    }

    private String told(Complaint complaint) {
        return complaint.escalations().isEmpty() ? ""
                : words.say("complaint.told", words.term(complaint.escalations().get(complaint.escalations().size() - 1).level()));
    }

    String category(String category) {
        return category == null ? "" : organisation.categoryName(category, words.language().tag()).orElseGet(() -> words.term(category));
    }

    private record Next(String step, Instant deadline) { }

    private Next next(Complaint complaint) {
        return switch (complaint.status()) {
            case OPEN -> new Next(words.term("reply"), complaint.deadlines().reply());
            case REPLIED -> new Next(words.term("solve"), complaint.deadlines().solve());
            case SOLVED -> new Next(words.term("confirm"), complaint.deadlines().confirm());
            case WAITING, CONFIRMED -> new Next("", null);
        };
    }

    private String left(Complaint complaint, Instant deadline) {
        if (complaint.status() == Complaint.Status.WAITING) {
            return words.say("complaint.stands");
        }
        if (deadline == null) {
            return "";
        }
        return now.isAfter(deadline) ? words.say("complaint.late", moments.span(clock.between(deadline, now)))
                : words.say("complaint.left", moments.span(clock.between(now, deadline)));
    }

    private String tone(Complaint complaint, Instant deadline) {
        if (deadline == null || !complaint.unsolved() || complaint.status() == Complaint.Status.WAITING) {
            return "rest";
        }
        return now.isAfter(deadline) ? "late" : clock.between(now, deadline).compareTo(SOON) <= 0 ? "soon" : "calm";
    }

    /** Groups of three digits and the currency; cents only where there are some. */
    String amount(BigDecimal amount) {
        BigDecimal rounded = Json.money(amount);
        boolean whole = rounded.stripTrailingZeros().scale() <= 0;
        return new DecimalFormat(whole ? "#,##0" : "#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(rounded) + " "
                + organisation.currency();
    }

    String share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? "–" : part.movePointRight(2).divide(whole, 1, java.math.RoundingMode.HALF_EVEN).toPlainString() + " %";
    }
}
