package dev.regard.engine.decide;

import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.Promise;
import dev.regard.engine.customer.Severity;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is told when a deadline nears or passes (X4, X5, R8): each step of the ladder once per round, deadline and level. Where several
 * steps have become due because nobody looked (the engine stood still), only the highest is taken and the others are passed over.
 */
final class Ladder {
    private static final String OPENED = "opened";
    private static final String UNACKNOWLEDGED = "unacknowledged";
    private static final String MANAGER = "manager";
    private static final Duration COUNTED = Duration.ofDays(90);
    /** A step that is taken later than this after its moment is late; the sweep of a running engine comes within seconds. */
    private static final Duration ON_TIME = Duration.ofMinutes(1);

    private Ladder() { }

    /**
     * One step that the tables ask for: at that instant this level is told about that deadline.
     *
     * @param news true for the first word that a complaint is there, which nothing that follows can replace
     */
    record Step(Instant at, String deadline, Match match, boolean news) {
        String level() {
            return match.required("level");
        }

        boolean isAbout(Escalation made) {
            return made.deadline().equals(deadline) && made.level().equals(level());
        }

        /** Two rows may lead to the same alert. */
        boolean isSameAs(Step other) {
            return other.deadline.equals(deadline) && other.level().equals(level());
        }
    }

    /** Tells whoever is to be told by now. */
    static void climb(Draft draft) {
        for (Complaint complaint : draft.complaints()) {
            draft.inNameOf(complaint.customer(), () -> climb(draft, complaint));
        }
        for (Promise promise : draft.promises()) {
            draft.inNameOf(draft.customer(promise), () -> climb(draft, promise));
        }
    }

    /** The next instant at which somebody is to be told, if nothing happens before. */
    static Optional<Instant> next(Draft draft) {
        List<Instant> all = new ArrayList<>();
        draft.complaints().forEach(c -> missing(draft, c).forEach(s -> all.add(s.at())));
        draft.promises().forEach(p -> missing(draft, p).forEach(s -> all.add(s.at())));
        return all.stream().min(Comparator.naturalOrder());
    }

    /**
     * Something worse is reported of an open complaint: whoever is told of such a one at its opening is told now, also those who have heard of this one. What it counts as and
     * its deadlines stay as they were fixed at the opening.
     */
    static void reportedAgain(Draft draft, Complaint complaint, Severity severity, String text) {
        if (draft.quiet || complaint.quiet() || severity.compareTo(complaint.effectiveSeverity()) <= 0) {
            return;
        }
        Complaint worse = complaint.reportedAs(severity, text);
        List<Escalation> all = new ArrayList<>(complaint.escalations());
        Set<String> told = new HashSet<>();
        for (Match match : matches(draft, worse, OPENED)) {
            String level = match.required("level");
            if (told.add(level)) {
                Map<String, Object> words = words(draft, worse, new Step(draft.now, OPENED, match, true));
                if (complaint.escalations().stream().anyMatch(e -> e.round() == complaint.round() && e.deadline().equals(OPENED) && e.level().equals(level))) {
                    Alerts.tell(draft, level, "reported-again", complaint.id() + "/" + draft.event, match.required("template"), match, words);
                } else {
                    all.add(Alerts.escalate(draft, complaint.id(), complaint.round(), OPENED, match, words));
                }
            }
        }
        draft.file(complaint.withEscalations(all));
    }

    private static void climb(Draft draft, Complaint complaint) {
        // an alert to the manager can itself start the time for the director's: look again after each alert
        Complaint current = complaint;
        for (List<Step> due = inTurn(draft, missing(draft, current)); !due.isEmpty(); due = inTurn(draft, missing(draft, current))) {
            List<Escalation> all = new ArrayList<>(current.escalations());
            all.add(take(draft, complaint.id(), complaint.round(), due, words(draft, current, due.get(0))));
            current = current.withEscalations(all);
            draft.file(current);
        }
    }

    /**
     * The steps that are due, in the order in which they are taken: as they fell due; but when one that should have been taken earlier is
     * among them, the highest of all first, which passes it over.
     */
    private static List<Step> inTurn(Draft draft, List<Step> missing) {
        List<Step> due = missing.stream().filter(s -> !s.at().isAfter(draft.now)).sorted(Comparator.comparing(Step::at)).toList();
        boolean late = due.stream().anyMatch(s -> !s.news() && s.at().plus(ON_TIME).isBefore(draft.now));
        Comparator<Step> newsFirst = Comparator.comparing(Step::news).reversed();
        return !late ? due : due.stream().sorted(newsFirst.thenComparing(Comparator.comparingInt((Step s) -> rank(draft, s.level()))
                .thenComparing(Step::at).reversed())).toList();
    }

    /** Tells whoever the first step names, and files a decision for each other one that is passed over by it. */
    private static Escalation take(Draft draft, String matter, int round, List<Step> due, Map<String, Object> words) {
        Step step = due.get(0);
        List<Step> passed = due.stream().filter(s -> !step.news() && !s.isSameAs(step) && passes(draft, s, step.level(), draft.now))
                .sorted(Comparator.comparing(Step::at)).toList();
        if (!passed.isEmpty()) {
            words.put("passedOver", passed.stream().map(s -> Words.missed(draft, s.level(), s.deadline(), s.at())).collect(Collectors.joining("; ")));
        }
        passed.forEach(s -> Alerts.passOver(draft, matter, round, s.deadline(), s.match(), s.at(), step.level()));
        return Alerts.escalate(draft, matter, round, step.deadline(), step.match(), words);
    }

    private static List<Step> missing(Draft draft, Complaint complaint) {
        return complaint.quiet() || complaint.closed() ? List.of() : draft.steps(complaint, c -> workOut(draft, c));
    }

    private static List<Step> workOut(Draft draft, Complaint complaint) {
        List<Escalation> made = complaint.escalations().stream().filter(e -> e.round() == complaint.round()).toList();
        return steps(draft, complaint).stream().filter(s -> made.stream().noneMatch(e -> s.isAbout(e)
                || passes(draft, s, e.level(), e.at()) && !isNews(draft, complaint, e))).toList();
    }

    /** What the opening itself asked for: nobody was told of any deadline by it. */
    private static boolean isNews(Draft draft, Complaint complaint, Escalation made) {
        return made.deadline().equals(OPENED)
                && matches(draft, complaint, UNACKNOWLEDGED).stream().noneMatch(m -> m.required("level").equals(made.level()));
    }

    private static List<Step> missing(Draft draft, Promise promise) {
        return steps(draft, promise).stream().filter(s -> promise.escalations().stream().noneMatch(e -> s.isAbout(e)
                || passes(draft, s, e.level(), e.at()))).toList();
    }

    /** Whether telling a level at that instant makes it too late for this step: it was due before, and goes no higher. */
    private static boolean passes(Draft draft, Step step, String told, Instant at) {
        return !step.news() && step.at().plus(ON_TIME).isBefore(at) && rank(draft, told) >= rank(draft, step.level());
    }

    private static int rank(Draft draft, String level) {
        return draft.book.organisation().levels().indexOf(level);
    }

    private static List<Step> steps(Draft draft, Complaint complaint) {
        List<Step> steps = new ArrayList<>();
        boolean running = complaint.status() != Complaint.Status.WAITING;
        Complaint.Deadlines deadlines = complaint.deadlines();
        if (complaint.unsolved()) {
            // a sender whose clock is ahead must not hold up the first word
            Instant since = complaint.roundSince().isAfter(draft.now) ? draft.now : complaint.roundSince();
            steps(draft, complaint, OPENED, since, steps);
            if (running && complaint.repliedAt() == null) {
                steps(draft, complaint, "reply", deadlines.reply(), steps);
            }
            if (running) {
                steps(draft, complaint, "solve", deadlines.solve(), steps);
            }
        } else if (complaint.solvedAt() != null) {
            steps(draft, complaint, "confirm", deadlines.confirm(), steps);
        }
        if (running) {
            complaint.escalations().stream().filter(e -> e.round() == complaint.round() && e.level().equals(MANAGER))
                    .filter(e -> e.acknowledged() == null && e.deadline().equals("confirm") != complaint.unsolved())
                    .forEach(e -> matches(draft, complaint, UNACKNOWLEDGED)
                            .forEach(m -> steps.add(new Step(m.span("when").from(e.at(), draft.book.clock()), e.deadline(), m, false))));
        }
        return steps;
    }

    private static void steps(Draft draft, Complaint complaint, String deadline, Instant base, List<Step> steps) {
        if (base != null) {
            matches(draft, complaint, deadline)
                    .forEach(m -> steps.add(new Step(m.span("when").from(base, draft.book.clock()), deadline, m, deadline.equals(OPENED))));
        }
    }

    private static List<Match> matches(Draft draft, Complaint complaint, String step) {
        Facts facts = draft.facts().toBuilder().set(Attribute.STEP, step)
                .set(Attribute.SEVERITY, complaint.severity().key())
                .set(Attribute.EFFECTIVE_SEVERITY, complaint.effectiveSeverity().key())
                .set(Attribute.COMPLAINT_CATEGORY, complaint.category())
                .set(Attribute.COMPLAINTS_90D, BigDecimal.valueOf(upTo(draft, complaint)))
                .set(Attribute.PUBLIC_INTEREST, complaint.publicInterest()).build();
        return draft.book.evaluate(Topic.ESCALATION, facts);
    }

    /** How many complaints had arrived in the 90 days up to this one when it arrived, itself included. */
    private static long upTo(Draft draft, Complaint complaint) {
        Instant from = complaint.openedAt().minus(COUNTED);
        List<Complaint> inOrderOfArrival = draft.complaints();
        int place = inOrderOfArrival.stream().map(Complaint::id).toList().indexOf(complaint.id());
        return inOrderOfArrival.subList(0, place + 1).stream().filter(c -> c.openedAt().isAfter(from)).count();
    }

    private static Map<String, Object> words(Draft draft, Complaint complaint, Step step) {
        Map<String, Object> words = new LinkedHashMap<>(Words.complaint(draft, complaint));
        words.put("deadline", Words.named(draft, step.deadline()));
        Instant deadlineAt = switch (step.deadline()) {
            case "reply" -> complaint.deadlines().reply();
            case "solve" -> complaint.deadlines().solve();
            case "confirm" -> complaint.deadlines().confirm();
            default -> complaint.roundSince();
        };
        words.put("deadlineAt", Words.moment(draft, deadlineAt));
        return words;
    }

    private static void climb(Draft draft, Promise promise) {
        Promise current = promise;
        for (List<Step> due = inTurn(draft, missing(draft, current)); !due.isEmpty(); due = inTurn(draft, missing(draft, current))) {
            List<Escalation> all = new ArrayList<>(current.escalations());
            all.add(take(draft, promise.id(), 1, due, words(draft, promise, due.get(0))));
            current = current.withEscalations(all);
            draft.file(current);
        }
    }

    private static Map<String, Object> words(Draft draft, Promise promise, Step step) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("promise", promise.text());
        words.put("promised", promise.due().toString());
        words.put("deadline", Words.named(draft, step.deadline()));
        words.put("deadlineAt", step.deadline().equals("internal") ? Words.moment(draft, promise.internal()) : until(draft, promise));
        return words;
    }

    /** The closing of the promised day; the day alone where nobody works on it. */
    private static String until(Draft draft, Promise promise) {
        boolean worked = promise.promised().atZone(draft.book.companyZone()).toLocalDate().equals(promise.due());
        return worked ? Words.moment(draft, promise.promised()) : promise.due().toString();
    }

    private static List<Step> steps(Draft draft, Promise promise) {
        if (promise.keptAt() != null) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (String deadline : List.of("internal", "promised")) {
            Instant base = deadline.equals("internal") ? promise.internal() : promise.promised();
            draft.book.evaluate(Topic.PROMISES, draft.facts().with(Attribute.STEP, deadline))
                    .forEach(m -> steps.add(new Step(m.span("when").from(base, draft.book.clock()), deadline, m, false)));
        }
        return steps;
    }

    /** Somebody took an alert on. */
    static boolean acknowledge(Draft draft, String escalation, Instant at) {
        for (Complaint complaint : draft.complaints()) {
            if (complaint.escalations().stream().anyMatch(e -> e.id().equals(escalation))) {
                draft.file(complaint.withEscalations(acknowledged(complaint.escalations(), escalation, at)));
                return true;
            }
        }
        for (Promise promise : draft.promises()) {
            if (promise.escalations().stream().anyMatch(e -> e.id().equals(escalation))) {
                draft.file(promise.withEscalations(acknowledged(promise.escalations(), escalation, at)));
                return true;
            }
        }
        return false;
    }

    private static List<Escalation> acknowledged(List<Escalation> all, String id, Instant at) {
        return all.stream().map(e -> e.id().equals(id) ? e.acknowledgedAt(at) : e).toList();
    }
}
