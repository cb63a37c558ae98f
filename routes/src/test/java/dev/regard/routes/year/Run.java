package dev.regard.routes.year;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A year lived through with the running program: each event is brought at its moment, each evening the staff do the calls and visits
 * that the program gave them by then, each month's end the tiers are read. What the staff did joins the facts.
 */
final class Run {
    /** Customers whom the first three calls do not find. */
    static final String HARD_TO_REACH = "X-13";
    private static final LocalTime EVENING = LocalTime.of(21, 0);
    /** Planned, or handed to whom it is for. */
    private static final Set<String> OPEN = Set.of("planned", "sent");
    /** A task that was held back keeps its day and comes this much later at most. */
    private static final Duration LATEST = Duration.ofDays(8);
    private static final Duration AFTER_DUE = Duration.ofMinutes(30);

    private final Program program;
    private final Scenario scenario;
    private final List<Fact> facts;
    private final Map<Instant, List<JsonNode>> monthEnds = new LinkedHashMap<>();
    private final Map<LocalDate, Set<String>> held = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private int missedCalls;

    Run(Program program, Scenario scenario) {
        this.program = program;
        this.scenario = scenario;
        facts = new ArrayList<>(scenario.past());
        scenario.buyers().stream().map(b -> new Fact("made-" + b.id(), "customer.changed", b.id(), Scenario.START, Scenario.START, Map.of()))
                .forEach(facts::add);
    }

    /** Everything that happened, the staff's work included. */
    List<Fact> facts() {
        return facts;
    }

    /** The customers as they stood on the last evening of each month. */
    Map<Instant, List<JsonNode>> monthEnds() {
        return monthEnds;
    }

    /** Whose touches the cap held back, each evening. */
    Map<LocalDate, Set<String>> held() {
        return held;
    }

    /** When the customer who is hard to reach was called in vain. */
    List<Instant> tries() {
        return facts.stream().filter(f -> f.text("outcome").equals("not-reached")).map(Fact::time).toList();
    }

    void live() throws IOException, InterruptedException {
        dropThePast();
        List<Fact> feed = new ArrayList<>(scenario.feed());
        for (LocalDate day = CompanyTime.date(Scenario.START); ; day = day.plusDays(1)) {
            Instant evening = CompanyTime.at(day, EVENING);
            while (!feed.isEmpty() && feed.get(0).arrival().isBefore(evening)) {
                bring(feed.remove(0));
            }
            if (evening.isAfter(Scenario.END)) {
                break;
            }
            program.advanceTo(evening);
            if (day.plusDays(1).getDayOfMonth() == 1) {
                monthEnds.put(evening, program.list("customers", Map.of()));
            }
            held.put(day, program.list("touches", Map.of("status", "held")).stream().map(t -> t.get("customer").asText())
                    .collect(Collectors.toCollection(TreeSet::new)));
            doTheWork(evening);
        }
        program.advanceTo(Scenario.END);
    }

    private void dropThePast() throws IOException, InterruptedException {
        program.drop("customers.csv", InboxTables.customers(scenario.buyers()));
        program.drop("consents.csv", InboxTables.consents(past("consent.changed")));
        program.drop("stock.csv", InboxTables.stock(past("stock.reported")));
        program.post(scenario.buyers().stream().filter(b -> b.is("distributor") && b.birthday() != null)
                .map(b -> event("main-" + b.id(), "customer.changed", b.id(), Scenario.START, InboxTables.mainContact(b))).toList());
        program.drop("purchases-2025.csv", InboxTables.purchases(past("purchase.made").stream()
                .sorted(Comparator.comparing(Fact::time)).toList()));
    }

    private List<Fact> past(String type) {
        return scenario.past().stream().filter(f -> f.is(type)).toList();
    }

    private void bring(Fact fact) throws IOException, InterruptedException {
        program.advanceTo(fact.arrival());
        facts.add(fact);
        if (fact.arrival().isAfter(fact.time())) {
            program.drop("complaints-" + fact.id() + ".csv", InboxTables.complaints(List.of(fact)));
        } else if (fact.is("purchase.made") && fact.customer().startsWith("D-") && fact.text("amount").equals("20000")) {
            program.drop("purchases-" + fact.id() + ".csv", InboxTables.purchases(List.of(fact)));
        } else if (fact.is("escalation.acknowledged")) {
            program.post(List.of(event(fact.id(), fact.type(), fact.customer(), fact.time(), Map.of("escalation", managersAlert(fact)))));
        } else {
            program.post(List.of(event(fact.id(), fact.type(), fact.customer(), fact.time(), fact.data())));
        }
    }

    /** The id of the alert of the latest round; an alert that was never sent has none, which the comparison will tell. */
    private String managersAlert(Fact fact) throws IOException, InterruptedException {
        String id = "none";
        for (JsonNode complaint : program.list("complaints", Map.of("customer", fact.customer()))) {
            for (JsonNode alert : complaint.get("escalations")) {
                if (complaint.get("id").asText().equals(fact.text("complaint")) && alert.get("level").asText().equals("manager")
                        && alert.get("deadline").asText().equals(fact.text("deadline"))) {
                    id = alert.get("id").asText();
                }
            }
        }
        return id;
    }

    private void doTheWork(Instant evening) throws IOException, InterruptedException {
        List<Map<String, Object>> reports = new ArrayList<>();
        for (JsonNode task : program.list("touches", Map.of("kind", "task", "from", evening.minus(LATEST).toString(), "to", evening.toString()))) {
            Instant due = Instant.parse(task.get("due").asText());
            boolean open = OPEN.contains(task.get("status").asText()) && done.add(task.get("id").asText() + " due " + due);
            if (task.get("channel").asText().equals("gift") || due.isAfter(evening) || !open) {
                continue;
            }
            Fact report = report(task, earlier(due.plus(AFTER_DUE), evening), evening);
            facts.add(report);
            reports.add(event(report.id(), report.type(), report.customer(), report.time(), report.data()));
        }
        if (!reports.isEmpty()) {
            program.post(reports);
        }
    }

    private Fact report(JsonNode task, Instant at, Instant evening) {
        String customer = task.get("customer").asText();
        String given = task.get("channel").asText();
        String channel = given.equals("visit") || given.equals("desk") ? given : "phone";
        boolean missed = customer.equals(HARD_TO_REACH) && channel.equals("phone") && missedCalls++ < 3;
        return new Fact("report-" + facts.size(), "interaction.logged", customer, at, evening, Map.of("channel", channel, "touch",
                task.get("id").asText(), "outcome", missed ? "not-reached" : "reached"));
    }

    private static Map<String, Object> event(String id, String type, String customer, Instant time, Map<String, Object> data) {
        return Map.of("specversion", "1.0", "id", id, "source", "urn:year", "type", type, "time", time.toString(), "subject",
                "id:" + customer, "data", data);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
