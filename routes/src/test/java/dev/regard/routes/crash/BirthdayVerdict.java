package dev.regard.routes.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.year.Fact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what the program says at the end against what customers whose birthday is today are owed, each pair that is one person being one. */
final class BirthdayVerdict {
    private static final String ONCE = "one greeting for a birthday, of a pair too";
    private static final String SUMS = "tiers and sums of all, of a pair too";
    private static final String ALERTS = "a complaint alerts whom it has to";
    private static final Set<String> WENT_OR_MAY_HAVE = Set.of("sent", "uncertain");
    private static final Set<String> OPEN = Set.of("planned", "ready", "sending", "held");
    private static final int GOLD = 50_000;
    private static final int IRON = 5_000;

    private final Answers answers;
    private final Scars scars;
    private final Map<String, List<Fact>> facts;
    private final Map<String, List<JsonNode>> messages = new HashMap<>();

    /** @param facts all that the program acknowledged */
    BirthdayVerdict(List<Fact> facts, Answers answers, Scars scars) {
        this.answers = answers;
        this.scars = scars;
        this.facts = facts.stream().collect(Collectors.groupingBy(f -> Birthdays.person(f.customer()), TreeMap::new, Collectors.toList()));
        answers.touches().forEach((customer, touches) -> touches.stream().filter(t -> t.get("kind").asText().equals("message"))
                .forEach(t -> messages.computeIfAbsent(Birthdays.person(customer), p -> new ArrayList<>()).add(t)));
    }

    /** Whether nothing more is to come: each message that is due went its way, and each alert that the program tells of is among those that were sent. */
    boolean isSettled(Set<String> sent) {
        return messages.values().stream().flatMap(List::stream).noneMatch(BirthdayVerdict::isOpen)
                && facts.keySet().stream().filter(Birthdays::isGreeted).noneMatch(person -> greetings(person).isEmpty())
                && facts.keySet().stream().filter(Birthdays::isComplaining).allMatch(p -> alerts(p).size() >= alertsOwed(p) && sent.containsAll(alerts(p)));
    }

    void pass() {
        Set<String> standing = new HashSet<>();
        facts.forEach((person, mine) -> {
            List<String> cards = mine.stream().map(Fact::customer).distinct().filter(answers.customers()::containsKey).toList();
            standing.addAll(cards);
            if (cards.size() == 1) {
                sums(answers.customers().get(cards.get(0)), mine);
            } else {
                scars.violation(SUMS, person + " has the cards " + cards);
            }
            if (Birthdays.isComplaining(person)) {
                alerted(person);
            } else {
                greeted(person);
            }
        });
        if (!standing.equals(answers.customers().keySet())) {
            scars.violation(SUMS, answers.customers().size() + " customers instead of " + standing.size());
        }
    }

    private void alerted(String person) {
        scars.checked(ALERTS, alertsOwed(person));
        if (alerts(person).size() != alertsOwed(person)) {
            scars.violation(ALERTS, person + " " + alertsOwed(person) + " expected, " + answers.complaintsOf(person));
        }
    }

    private void greeted(String person) {
        scars.checked(ONCE, 1);
        List<JsonNode> went = greetings(person).stream().filter(t -> WENT_OR_MAY_HAVE.contains(t.get("status").asText())).toList();
        if (went.size() > 1 || went.isEmpty() && Birthdays.isGreeted(person)) {
            scars.violation(ONCE, person + " has " + went.size() + ": " + greetings(person));
        }
    }

    private List<JsonNode> greetings(String person) {
        return messages.getOrDefault(person, List.of()).stream().filter(t -> t.get("occasion").asText().startsWith("birthday/")).toList();
    }

    private static boolean isOpen(JsonNode touch) {
        return OPEN.contains(touch.get("status").asText()) && !Verdict.due(touch).isAfter(Instant.now());
    }

    private void sums(JsonNode card, List<Fact> mine) {
        List<Fact> bought = mine.stream().filter(f -> f.is("purchase.made")).toList();
        BigDecimal sum = bought.stream().map(Fact::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        String tier = sum.intValue() >= GOLD ? "gold" : sum.intValue() >= IRON ? "iron" : "lead";
        JsonNode value = card.get("value");
        scars.checked(SUMS, 3);
        boolean same = new BigDecimal(value.get("salesTotal").asText()).compareTo(sum) == 0 && value.get("ordersTotal").asInt() == bought.size();
        if (!same || !card.get("tier").asText().equals(tier)) {
            scars.violation(SUMS, card.get("id").asText() + " " + tier + ", " + bought.size() + " orders of " + sum + " expected: " + card.get("tier") + ", " + value);
        }
    }

    private Set<String> alerts(String person) {
        Set<String> alerts = new HashSet<>();
        answers.complaintsOf(person).forEach(complaint -> complaint.get("escalations").forEach(alert -> {
            if (alert.get("deadline").asText().equals("opened")) {
                alerts.add(alert.get("id").asText());
            }
        }));
        return alerts;
    }

    /** The representative's, and the manager's where it is severe. */
    private int alertsOwed(String person) {
        return facts.get(person).stream().anyMatch(f -> f.text("severity").equals(Birthdays.SEVERE)) ? 2 : 1;
    }

    /** How many messages an address may get at most: one for each contact. */
    Map<String, Integer> mostMessages() {
        Map<String, Integer> most = new HashMap<>();
        messages.forEach((person, all) -> most.put(Birthdays.address(person),
                (int) all.stream().filter(t -> WENT_OR_MAY_HAVE.contains(t.get("status").asText())).count()));
        return most;
    }
}
