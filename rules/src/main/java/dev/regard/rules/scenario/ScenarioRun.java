package dev.regard.rules.scenario;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decide.Situations;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventCheck;
import dev.regard.engine.event.EventType;
import dev.regard.engine.event.Problem;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.run.EngineCore;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Records.ComplaintFilter;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.scenario.Scenario.After;
import dev.regard.rules.scenario.Scenario.Expectation;
import dev.regard.rules.scenario.Scenario.Happening;
import dev.regard.rules.scenario.Scenario.Step;
import dev.regard.rules.scenario.Scenario.Until;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets a scenario happen to an engine of its own, in memory and on a clock of its own, and holds what came of it against what is expected. */
final class ScenarioRun {
    private static final String CUSTOMER = "C-1";
    private static final Paging ALL = new Paging(1_000, null);
    private static final Period LONGEST = Period.ofYears(10);
    /** The clock moves by so much at once, then it is asked whether there is time left. */
    private static final Duration STEP = Duration.ofDays(10);
    private final Scenario scenario;
    private final Budget budget;
    private final Rulebook book;
    private final ZoneId zone;
    private final String customer;
    private final MemoryStore store = new MemoryStore();
    private final List<Sent> sent = new ArrayList<>();
    private final List<RuleProblem> problems = new ArrayList<>();
    private EngineCore engine;
    private int events;
    private boolean brokenOff;

    private record Sent(Dispatch mail, Instant at) { }

    /** @param budget of processor time that it shares with others */
    ScenarioRun(Scenario scenario, Rulebook book, Budget budget) {
        this.budget = budget;
        this.scenario = scenario;
        this.book = book;
        this.zone = book.companyZone();
        this.customer = CUSTOMER;
    }

    /**
     * The scenario happens to a customer as it is, with what was decided about it before.
     *
     * @param card as it is when the scenario begins
     */
    ScenarioRun(Scenario scenario, Rulebook book, Budget budget, Card card) {
        this.budget = budget;
        this.scenario = scenario;
        this.book = book;
        this.zone = book.companyZone();
        this.customer = card.id();
        store.cards().commit(List.of(new Change(card, 0, card.keys(), Map.of(), List.of(), card.touches(), card.complaints(), List.of(), List.of(), true)));
    }

    /**
     * What was not as expected; the rows that decided something are added to those that are covered.
     *
     * @param asked what the rules were asked in this run
     */
    List<RuleProblem> failures(Set<String> covered, AskedFacts asked) {
        try (EngineCore running = new EngineCore(store, EngineClock.virtual(at(scenario.start()), store.notes()), this::carry, book, "scenario", this::failed)) {
            engine = running;
            engine.openForManualWork();
            happen();
            if (problems.isEmpty()) {
                Map<String, List<Map<String, String>>> came = outcome();
                scenario.expected().forEach(expectation -> compare(expectation, came.getOrDefault(expectation.kind(), List.of()), asked));
            }
            decisions().forEach(d -> d.because().forEach(r -> covered.add(r.table() + "/" + r.row())));
        }
        return problems;
    }

    /** What was wrong with it or broke it off, in words; empty when what came of it is all that comes. */
    List<String> troubles() {
        return problems.stream().map(RuleProblem::words).toList();
    }

    /** What came of it, by kind. */
    Map<String, List<Map<String, String>>> outcomes() {
        try (EngineCore running = new EngineCore(store, EngineClock.virtual(at(scenario.start()), store.notes()), this::carry, book, "scenario", this::failed)) {
            engine = running;
            engine.openForManualWork();
            happen();
            return outcome();
        }
    }

    private Carrier.Attempt carry(Dispatch dispatch) {
        sent.add(new Sent(dispatch, engine.now()));
        return new Carrier.Attempt(Carrier.Result.SENT, "");
    }

    private void failed(Throwable failure) {
        problems.add(scenario.place().error("the scenario broke off: " + failure));
    }

    private Instant at(LocalDateTime moment) {
        return moment.atZone(zone).toInstant();
    }

    private void happen() {
        for (Happening happening : scenario.past()) {
            if (!brokenOff) {
                bring(happening, true);
            }
        }
        if (!scenario.customer().data().isEmpty()) {
            bring(scenario.customer(), false);
        }
        for (Step step : scenario.steps()) {
            if (brokenOff) {
                return;
            }
            if (step instanceof Happening happening) {
                bring(happening, false);
            } else if (step instanceof Until until) {
                pass(until.place(), at(until.moment()));
            } else if (step instanceof After after) {
                pass(after.place(), engine.now().plus(after.time()));
            }
        }
    }

    private void pass(Place place, Instant to) {
        if (to.isBefore(engine.now())) {
            problems.add(place.error("the clock does not go back: it is " + shown(engine.now())));
        } else if (to.isAfter(at(scenario.start().plus(LONGEST)))) {
            problems.add(place.error("a scenario ends ten years after it began at the latest, and not at " + shown(to)));
            brokenOff = true;
        } else {
            while (!brokenOff && engine.now().isBefore(to)) {
                Instant next = engine.now().plus(STEP);
                engine.advanceTo(next.isBefore(to) ? next : to);
                goOn(place);
            }
        }
    }

    private void goOn(Place place) {
        if (budget.isSpent()) {
            problems.add(place.error("broken off at " + shown(engine.now()) + ": the scenarios take too long"));
            brokenOff = true;
        }
    }

    private void bring(Happening happening, boolean history) {
        Instant time = happening.at() == null ? engine.now() : at(happening.at());
        boolean aboutNobody = EventType.named(happening.type()).map(EventType::withoutCustomer).orElse(false);
        Event event = new Event("scenario", String.valueOf(++events), happening.type(), time, aboutNobody ? null : new CustomerKey(CustomerKey.Kind.ID, customer), new Data(happening.data()), history);
        List<Problem> wrong = EventCheck.problems(event, engine.now());
        if (!wrong.isEmpty()) {
            wrong.forEach(problem -> problems.add(happening.place(problem.path().replaceFirst("^data\\.", "").replaceFirst("[.\\[].*", "")).error(problem.toString())));
            return;
        }
        engine.accept(List.of(event));
        engine.advanceTo(engine.now());
        goOn(happening.place());
    }

    private String shown(Instant at) {
        return ScenarioFile.MOMENT.format(at.atZone(zone));
    }

    private Optional<Card> card() {
        return Optional.ofNullable(store.cards().load(List.of(customer)).get(customer));
    }

    private List<Decision> decisions() {
        return store.records().decisions(new DecisionFilter(null, null, null, null), ALL).items();
    }

    /** What came of it, by kind, as properties that an expectation can name. */
    private Map<String, List<Map<String, String>>> outcome() {
        List<Decision> decisions = decisions();
        Map<String, Reason> rows = decisions.stream().collect(Collectors.toMap(Decision::id, d -> d.because().get(0), (one, other) -> one));
        List<Map<String, String>> alerts = new ArrayList<>();
        card().ifPresent(card -> card.complaints().forEach(c -> c.escalations().forEach(e -> alerts.add(alert(e)))));
        decisions.stream().filter(d -> d.type().equals("alert")).forEach(d -> alerts.add(map("level", d.detail().get("level"), "to", d.detail().get("to"),
                "on", day(d.at()), "at", shown(d.at()))));
        return Map.of("card", card().map(c -> List.of(map("tier", c.standing().tier(), "stage", c.standing().stage(), "abc", c.standing().abc()))).orElse(List.of()),
                "touch", store.records().touches(new TouchFilter(null, null, null, null, null), ALL).items().stream().map(t -> touch(t, rows.get(t.why()))).toList(),
                "message", sent.stream().map(this::message).toList(),
                "complaint", store.records().complaints(new ComplaintFilter(null, null), ALL).items().stream().map(this::complaint).toList(),
                "alert", alerts,
                "decision", decisions.stream().flatMap(d -> d.because().stream().map(r -> map("type", d.type(), "table", r.table(), "row", r.row()))).toList());
    }

    private Map<String, String> touch(Touch t, Reason why) {
        return map("role", t.role(), "occasion", t.occasion(), "how", t.how(), "channel", t.channel(), "kind", t.kind(), "purpose", t.purpose(), "status", t.status(),
                "template", t.template(), "on", day(t.due()), "at", shown(t.due()), "assignee", t.assignee(), "table", why == null ? null : why.table(),
                "row", why == null ? null : why.row());
    }

    private Map<String, String> message(Sent one) {
        return map("to", one.mail.recipient(), "channel", one.mail.channel(), "language", one.mail.language(), "on", day(one.at), "at", shown(one.at),
                "says", one.mail.subject() + "\n" + one.mail.body());
    }

    private Map<String, String> complaint(Complaint c) {
        return map("severity", c.severity(), "effectiveSeverity", c.effectiveSeverity(), "category", c.category(), "status", c.status(), "round", c.round(),
                "reply", c.deadlines().reply() == null ? null : shown(c.deadlines().reply()), "solve", c.deadlines().solve() == null ? null : shown(c.deadlines().solve()));
    }

    private Map<String, String> alert(Escalation e) {
        return map("level", e.level(), "deadline", e.deadline(), "to", e.to(), "on", day(e.at()), "at", shown(e.at()));
    }

    private String day(Instant at) {
        return at.atZone(zone).toLocalDate().toString();
    }

    private static Map<String, String> map(Object... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            map.put((String) namesAndValues[i], value == null ? "" : value instanceof Enum<?> name ? name.name().toLowerCase(Locale.ROOT) : value.toString());
        }
        return map;
    }

    private void compare(Expectation expectation, List<Map<String, String>> came, AskedFacts asked) {
        List<Map<String, String>> fitting = came.stream().filter(one -> differing(expectation, one).isEmpty()).toList();
        if (expectation.never() && !fitting.isEmpty()) {
            problems.add(expectation.place().error((expectation.kind().equals("alert") ? "there is an " : "there is a ") + expectation.kind() + " that must not be: " + shown(fitting.get(0))));
        } else if (!expectation.never() && fitting.isEmpty()) {
            problems.add(expectation.place().error("no " + expectation.kind() + " is " + shown(expectation.wanted()) + nearest(expectation, came) + because(expectation, asked)));
        }
    }

    /** The names of the properties that are not as wanted. */
    private static List<String> differing(Expectation expectation, Map<String, String> one) {
        return expectation.wanted().entrySet().stream().filter(w -> !fits(w.getKey(), w.getValue(), one.getOrDefault(w.getKey(), ""))).map(Map.Entry::getKey).toList();
    }

    /** What a message says is a part of it, an occasion may be named without its year, and a moment without its minute. */
    private static boolean fits(String name, String wanted, String found) {
        return switch (name) {
            case "says" -> found.contains(wanted);
            case "occasion" -> found.equalsIgnoreCase(wanted) || found.toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT) + "/");
            case "at", "reply", "solve" -> found.equals(wanted.replace('T', ' '));
            default -> found.equalsIgnoreCase(wanted);
        };
    }

    private static String nearest(Expectation expectation, List<Map<String, String>> came) {
        return came.stream().min(Comparator.comparingInt(one -> differing(expectation, one).size()))
                .map(one -> "; the nearest has " + differing(expectation, one).stream().map(name -> name + " " + shortly(one.getOrDefault(name, ""))).collect(Collectors.joining(", ")))
                .orElse("; there is none");
    }

    private String because(Expectation expectation, AskedFacts asked) {
        return card().flatMap(c -> new DifferingCondition(book.rules(), asked, Situations.underReview(c, book.of(c.id()), engine.now())).of(expectation)).orElse("");
    }

    private static String shown(Map<String, String> properties) {
        return properties.entrySet().stream().filter(p -> !p.getValue().isEmpty()).map(p -> p.getKey() + " " + shortly(p.getValue())).collect(Collectors.joining(", "));
    }

    private static String shortly(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.isEmpty() ? "nothing" : line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }
}
