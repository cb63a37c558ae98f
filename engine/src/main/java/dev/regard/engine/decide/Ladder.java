package dev.regard.engine.decide;

import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.Promise;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is told when a deadline nears or passes (X4, X5, R8): each step of the ladder once per round, deadline and level. */
final class Ladder {
    private static final String UNACKNOWLEDGED = "unacknowledged";
    private static final String MANAGER = "manager";
    private static final Duration COUNTED = Duration.ofDays(90);

    private Ladder() { }

    /** One step that the tables ask for: at that instant this level is told about that deadline. */
    private record Step(Instant at, String deadline, Match match) { }

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
        draft.complaints().forEach(c -> missing(steps(draft, c), c.escalations(), c.round()).forEach(s -> all.add(s.at())));
        draft.promises().forEach(p -> missing(steps(draft, p), p.escalations(), 1).forEach(s -> all.add(s.at())));
        return all.stream().min(Comparator.naturalOrder());
    }

    private static void climb(Draft draft, Complaint complaint) {
        // an alert to the manager can itself start the time for the director's: look again after each round of alerts
        Complaint current = complaint;
        for (List<Step> due = due(draft, current); !due.isEmpty(); due = due(draft, current)) {
            List<Escalation> all = new ArrayList<>(current.escalations());
            Step step = due.get(0);
            all.add(Alerts.escalate(draft, complaint.id(), complaint.round(), step.deadline(), step.match(), words(draft, current, step)));
            current = current.withEscalations(all);
            draft.file(current);
        }
    }

    private static List<Step> due(Draft draft, Complaint complaint) {
        return missing(steps(draft, complaint), complaint.escalations(), complaint.round()).stream()
                .filter(s -> !s.at().isAfter(draft.now)).sorted(Comparator.comparing(Step::at)).toList();
    }

    private static List<Step> missing(List<Step> steps, List<Escalation> made, int round) {
        return steps.stream().filter(s -> made.stream().noneMatch(e -> e.round() == round && e.deadline().equals(s.deadline())
                && e.level().equals(s.match().required("level")))).toList();
    }

    private static List<Step> steps(Draft draft, Complaint complaint) {
        if (complaint.quiet() || complaint.closed()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        boolean running = complaint.status() != Complaint.Status.WAITING;
        Complaint.Deadlines deadlines = complaint.deadlines();
        if (complaint.unsolved()) {
            steps(draft, complaint, "opened", complaint.roundSince(), steps);
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
                            .forEach(m -> steps.add(new Step(m.span("when").from(e.at(), draft.book.clock()), e.deadline(), m))));
        }
        return steps;
    }

    private static void steps(Draft draft, Complaint complaint, String deadline, Instant base, List<Step> steps) {
        if (base != null) {
            matches(draft, complaint, deadline)
                    .forEach(m -> steps.add(new Step(m.span("when").from(base, draft.book.clock()), deadline, m)));
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
        List<Escalation> all = new ArrayList<>(promise.escalations());
        missing(steps(draft, promise), promise.escalations(), 1).stream().filter(s -> !s.at().isAfter(draft.now))
                .sorted(Comparator.comparing(Step::at)).forEach(step -> {
                    Map<String, Object> words = new LinkedHashMap<>();
                    words.put("promise", promise.text());
                    words.put("promised", promise.due().toString());
                    words.put("deadline", Words.named(draft, step.deadline()));
                    words.put("deadlineAt", Words.moment(draft, step.deadline().equals("internal") ? promise.internal() : promise.promised()));
                    all.add(Alerts.escalate(draft, promise.id(), 1, step.deadline(), step.match(), words));
                });
        if (all.size() > promise.escalations().size()) {
            draft.file(promise.withEscalations(all));
        }
    }

    private static List<Step> steps(Draft draft, Promise promise) {
        if (promise.keptAt() != null) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (String deadline : List.of("internal", "promised")) {
            Instant base = deadline.equals("internal") ? promise.internal() : promise.promised();
            draft.book.evaluate(Topic.PROMISES, draft.facts().with(Attribute.STEP, deadline))
                    .forEach(m -> steps.add(new Step(m.span("when").from(base, draft.book.clock()), deadline, m)));
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
