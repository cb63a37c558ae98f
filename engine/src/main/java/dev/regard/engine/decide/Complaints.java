package dev.regard.engine.decide;

import static dev.regard.engine.customer.Complaint.Status.CONFIRMED;
import static dev.regard.engine.customer.Complaint.Status.OPEN;
import static dev.regard.engine.customer.Complaint.Status.REPLIED;
import static dev.regard.engine.customer.Complaint.Status.SOLVED;
import static dev.regard.engine.customer.Complaint.Status.WAITING;

import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Complaint.Deadlines;
import dev.regard.engine.customer.Severity;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Digest;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.event.Texts;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.WorkingSpan;
import dev.regard.engine.time.WorkingClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Complaints from arrival to confirmed solution (X1-X8): what opens one, its deadlines, its way. */
final class Complaints {
    /** A complaint that is older than this when it arrives alerts nobody. */
    private static final Duration STALE = Duration.ofDays(7);
    private static final int LONGEST_TEXT = 20_000;

    private Complaints() { }

    /** What the lexicon finds in a text. */
    static Optional<Match> lexicon(Draft draft, String text) {
        return text == null || text.isBlank() ? Optional.empty()
                : draft.book.first(Topic.LEXICON, draft.facts().with(Attribute.WORDS, text));
    }

    /** Opens a complaint that was made as one. A known one that is solved opens again; a known open one stays as it is: what is reported once more is recorded, and told where it is worse. */
    static void open(Draft draft, Data data, Instant at) {
        String complaintId = data.text("complaint").orElseGet(() -> "c-" + Digest.of(draft.name(), draft.event));
        Optional<Complaint> known = draft.complaint(complaintId);
        if (known.isPresent()) {
            if (!known.get().unsolved()) {
                draft.inNameOf(known.get().customer(), () -> reopen(draft, known.get(), at));
            } else {
                draft.inNameOf(known.get().customer(), () -> reportedAgain(draft, known.get(), data));
            }
            return;
        }
        Optional<Match> words = lexicon(draft, data.text("text").orElse(null));
        Severity severity = data.text("severity").or(() -> words.flatMap(m -> m.name("severity"))).map(Severity::of).orElse(Severity.NORMAL);
        String category = data.text("category").map(draft.book.organisation()::category).or(() -> words.flatMap(m -> m.name("category"))).orElse(null);
        open(draft, complaintId, at, severity, category, data, data.text("text").orElse(""), words);
    }

    private static void reportedAgain(Draft draft, Complaint complaint, Data data) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("complaint", complaint.id());
        detail.put("severity", data.text("severity").orElse(null));
        detail.put("text", data.text("text").orElse(null));
        draft.decide("reported-again", draft.event, detail, List.of(Reason.engine("known-complaint", "complaint", complaint.id(), "effectiveSeverity", Planner.key(complaint.effectiveSeverity()))));
        data.text("severity").map(Severity::of).ifPresent(severity -> Ladder.reportedAgain(draft, complaint, severity, data.text("text").orElse("")));
    }

    /** Opens a complaint out of something else that was said, when the table takes it for one. */
    static void recognise(Draft draft, Event event, String text) {
        recognise(draft, event, text, Optional.empty());
    }

    /** @param proven whether the sender is, where somebody could tell */
    static void recognise(Draft draft, Event event, String text, Optional<Boolean> proven) {
        Data data = event.data();
        Instant at = event.time();
        Optional<Match> words = lexicon(draft, text);
        Facts facts = draft.facts().toBuilder().set(Attribute.EVENT_TYPE, event.type()).set(Attribute.COMPLAINT_WORDS, words.isPresent())
                .set(Attribute.SENDER_PROVEN, proven.orElse(null)).set(Attribute.SCORE, data.decimal("score").orElse(null)).set(Attribute.MOOD, data.text("mood").orElse(null)).build();
        draft.book.first(Topic.COMPLAINT_SOURCES, facts).filter(m -> m.flag("opens")).ifPresent(match -> {
            Severity severity = data.text("severity").flatMap(Severity::stated).or(() -> match.name("severity").or(() -> words.flatMap(m -> m.name("severity"))).map(Severity::of))
                    .orElse(Severity.NORMAL);
            String category = match.name("category").or(() -> words.flatMap(m -> m.name("category"))).orElse(null);
            open(draft, "c-" + Digest.of(draft.name(), draft.event), at, severity, category, data, quote(draft, event, text), Optional.of(match));
        });
    }

    /** What is said of the complaint: of a colleague's report on a whole day the lines that the lexicon knows, of anything else everything. */
    private static String quote(Draft draft, Event event, String text) {
        String known = event.type().equals(EventType.STAFF_REPORTED.typeName())
                ? text.lines().filter(line -> lexicon(draft, line).isPresent()).collect(Collectors.joining("\n")) : "";
        return known.isEmpty() ? text : known;
    }

    private static void open(Draft draft, String complaintId, Instant at, Severity severity, String category, Data data, String text,
            Optional<Match> recognised) {
        Facts facts = draft.facts().toBuilder().set(Attribute.SEVERITY, severity.key()).build();
        Optional<Match> raised = draft.book.first(Topic.SEVERITY, facts);
        Severity effective = raised.map(m -> Severity.of(m.required("effective"))).orElse(severity);
        boolean quiet = draft.quiet || at.isBefore(draft.now.minus(STALE));
        Deadlines deadlines = deadlines(draft, effective, at);
        Complaint complaint = new Complaint(complaintId, draft.name(), at, severity, effective, category, data.text("product").orElse(null),
                data.text("order").orElse(null), kept(text), data.flag("onSite").orElse(false),
                data.flag("publicInterest").orElse(false), 1, at, OPEN, deadlines, null, null, null, null, quiet, null, List.of());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("complaint", complaintId);
        detail.put("severity", severity.key());
        detail.put("effectiveSeverity", effective.key());
        detail.put("reply", deadlines.reply().toString());
        detail.put("solve", deadlines.solve().toString());
        List<Reason> because = new java.util.ArrayList<>();
        recognised.map(Reason::of).ifPresent(because::addAll);
        raised.map(Reason::of).ifPresent(because::addAll);
        deadlineRow(draft, effective).map(Reason::of).ifPresent(because::addAll);
        if (because.isEmpty()) {
            because.add(Reason.engine("complaint-opened", "severity", severity.key()));
        }
        draft.decide("complaint", complaintId, detail, because);
        draft.file(complaint);
        if (!quiet) {
            visit(draft, complaint, at);
        }
    }

    private static String kept(String text) {
        return text.isBlank() ? null : Texts.cut(text.strip(), LONGEST_TEXT);
    }

    private static Optional<Match> deadlineRow(Draft draft, Severity effective) {
        return draft.book.first(Topic.DEADLINES, draft.facts().with(Attribute.EFFECTIVE_SEVERITY, effective.key()));
    }

    private static Deadlines deadlines(Draft draft, Severity effective, Instant from) {
        Match row = deadlineRow(draft, effective)
                .orElseThrow(() -> new IllegalStateException("no row of complaint-deadlines is for severity " + effective.key()));
        WorkingClock clock = draft.book.clock();
        return new Deadlines(row.span("reply").from(from, clock), solveBy(draft, row, from), null);
    }

    /** The end of the same working day when enough of it is left, else of the next; outside working hours always the next. */
    private static Instant solveBy(Draft draft, Match row, Instant from) {
        WorkingClock clock = draft.book.clock();
        LocalDate day = from.atZone(draft.book.companyZone()).toLocalDate();
        return row.has("sameDayLeft") && enoughLeft(draft, row.span("sameDayLeft"), from) ? clock.endOfDay(day)
                : clock.endOfDay(draft.book.calendar().plusWorkingDays(day, Math.max(1, row.days("solveDays"))));
    }

    private static boolean enoughLeft(Draft draft, WorkingSpan needed, Instant from) {
        WorkingClock clock = draft.book.clock();
        return clock.isOpen(from) && clock.leftToday(from).compareTo(Duration.ofHours(needed.hours())) >= 0;
    }

    /** A matter that somebody must look at makes a visit for the owner. */
    private static void visit(Draft draft, Complaint complaint, Instant at) {
        Facts facts = draft.facts().toBuilder().set(Attribute.COMPLAINT_CATEGORY, complaint.category())
                .set(Attribute.ON_SITE, complaint.onSite()).set(Attribute.EFFECTIVE_SEVERITY, complaint.effectiveSeverity().key()).build();
        draft.book.first(Topic.ON_SITE, facts).filter(m -> m.has("how")).ifPresent(match -> {
            boolean today = enoughLeft(draft, match.span("sameDayLeft"), at);
            LocalDate day = at.atZone(draft.book.companyZone()).toLocalDate();
            Instant due = today ? at : draft.book.clock().plus(
                    draft.book.calendar().nextWorkingDay(day).atStartOfDay(draft.book.companyZone()).toInstant(), Duration.ZERO);
            Planner.fixed(draft, match, "complaint/" + complaint.id() + "/" + complaint.round(), due,
                    Map.of("complaint", complaint.id()));
        });
    }

    /** A first answer was given. */
    static void replied(Draft draft, Complaint complaint, Instant at) {
        if (complaint.repliedAt() == null && complaint.unsolved()) {
            Complaint.Status next = complaint.status() == WAITING ? WAITING : REPLIED;
            draft.file(complaint.with(next, complaint.deadlines(), at, null, null, complaint.waitingSince()));
        }
    }

    /** It is solved, as we see it: the customer is asked, something is offered. */
    static void solved(Draft draft, Complaint complaint, Instant at) {
        if (!complaint.unsolved()) {
            return;
        }
        Match row = deadlineRow(draft, complaint.effectiveSeverity()).orElseThrow();
        Deadlines met = complaint.deadlines();
        Instant replied = complaint.repliedAt() == null ? at : complaint.repliedAt();
        Deadlines next = new Deadlines(met.reply(), met.solve(), row.span("confirm").from(at, draft.book.clock()));
        Complaint solved = complaint.with(SOLVED, next, replied, at, null, null);
        boolean late = met.solve() != null && at.isAfter(met.solve());
        Facts facts = draft.facts().toBuilder().set(Attribute.EFFECTIVE_SEVERITY, complaint.effectiveSeverity().key())
                .set(Attribute.LATE, late).set(Attribute.COMPLAINT_CATEGORY, complaint.category()).build();
        Optional<Match> remedy = draft.book.first(Topic.REMEDY, facts);
        if (remedy.isPresent()) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("complaint", complaint.id());
            detail.put("remedy", remedy.get().required("remedy"));
            remedy.get().number("upTo").ifPresent(share -> detail.put("upTo", share));
            draft.decide("remedy", complaint.id() + "/" + complaint.round(), detail, Reason.of(remedy.get()));
            solved = solved.withRemedy(remedy.get().required("remedy"));
        }
        draft.file(solved);
        if (!complaint.quiet()) {
            Revisits.plan(draft, "complaint-solved", "complaint/" + complaint.id() + "/" + complaint.round(), at, List.of(),
                    BigDecimal.ZERO, Map.of());
        }
    }

    /** The customer wrote about it: what waited for that goes on, and words of complaint after a solution open it again. */
    static void answered(Draft draft, Complaint complaint, String text, String touch, Instant at) {
        draft.decide("answered", complaint.id() + "/" + draft.event, Map.of("complaint", complaint.id(), "touch", touch),
                List.of(Reason.engine("answer-to-complaint", "complaint", complaint.id(), "round", complaint.round())));
        if (complaint.status() == WAITING) {
            resumed(draft, complaint, at);
        } else if (complaint.status() == SOLVED && lexicon(draft, text).isPresent()) {
            confirmed(draft, complaint, false, at);
        }
    }

    /** The customer says whether the solution is one. */
    static void confirmed(Draft draft, Complaint complaint, boolean satisfied, Instant at) {
        if (complaint.closed()) {
            return;
        }
        if (!satisfied) {
            reopen(draft, complaint, at);
            return;
        }
        Instant solved = complaint.solvedAt() == null ? at : complaint.solvedAt();
        Instant replied = complaint.repliedAt() == null ? at : complaint.repliedAt();
        draft.file(complaint.with(CONFIRMED, complaint.deadlines(), replied, solved, at, null));
    }

    private static void reopen(Draft draft, Complaint complaint, Instant at) {
        int round = complaint.unsolved() ? complaint.round() : complaint.round() + 1;
        if (round == complaint.round()) {
            return; // still being worked on: the customer's "no" changes nothing
        }
        Release.drop(draft, "complaint/" + complaint.id() + "/" + complaint.round(), Cause.REOPENED.words());
        draft.decide("reopen", complaint.id() + "/" + round, Map.of("complaint", complaint.id(), "round", round),
                List.of(Reason.engine("not-satisfied", "round", complaint.round())));
        draft.file(complaint.reopened(round, at, deadlines(draft, complaint.effectiveSeverity(), at)));
    }

    /** The clock stands still while the customer is waited for. */
    static void waiting(Draft draft, Complaint complaint, Instant at) {
        if (complaint.unsolved() && complaint.status() != WAITING) {
            draft.file(complaint.with(WAITING, complaint.deadlines(), complaint.repliedAt(), null, null, at));
        }
    }

    /** The clock runs on: each open deadline has the working time left that it had when the clock was stopped. */
    static void resumed(Draft draft, Complaint complaint, Instant at) {
        if (complaint.status() == WAITING) {
            Deadlines was = complaint.deadlines();
            Instant since = complaint.waitingSince();
            Instant reply = complaint.repliedAt() == null ? moved(draft, was.reply(), since, at) : was.reply();
            Deadlines next = new Deadlines(reply, moved(draft, was.solve(), since, at), null);
            draft.file(complaint.with(complaint.repliedAt() == null ? OPEN : REPLIED, next, complaint.repliedAt(), null, null, null));
        }
    }

    private static Instant moved(Draft draft, Instant deadline, Instant stopped, Instant resumed) {
        if (deadline == null || !deadline.isAfter(stopped)) {
            return deadline;
        }
        return draft.book.clock().plus(resumed, draft.book.clock().between(stopped, deadline));
    }
}
