package dev.regard.rules.scenario;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Order;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Data;
import dev.regard.rules.check.Place;
import dev.regard.rules.scenario.Scenario.After;
import dev.regard.rules.scenario.Scenario.Happening;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A customer's situation as a scenario: what the rules go by, without what says who it is. Names, addresses, numbers, texts and the ids of orders and
 * complaints are replaced. What is expected is what these rules do in the next 30 days, so the scenario holds until a change makes it fail.
 */
public final class Situation {
    private static final Duration LOOKED_AHEAD = Duration.ofDays(30);
    private static final List<String> SAYS_NOT_WHO = List.of("kind", "language", "country", "timeZone", "region", "owner", "doNotContact", "deceased", "firstPurchase");
    private static final Place NOWHERE = Place.inText("", 1, 1);
    private final Card card;
    private final Instant now;
    private final ZoneId zone;
    private final Rulebook book;

    private Situation(Card card, Instant now, Rulebook book) {
        this.card = card;
        this.now = now;
        this.zone = book.companyZone();
        this.book = book;
    }

    /** The text of a file under {@code scenarios/} with one scenario. */
    public static String of(Card card, Instant now, Rulebook book) {
        return new Situation(card, now, book).text();
    }

    private String text() {
        LocalDateTime start = now.atZone(zone).toLocalDateTime();
        Scenario scenario = new Scenario("situation-of-" + start.toLocalDate(), NOWHERE, start, customer(), past(), List.of(new After(NOWHERE, LOOKED_AHEAD)), List.of());
        Map<String, List<Map<String, String>>> came = new ScenarioRun(scenario, book).outcomes();
        StringBuilder text = new StringBuilder(scenario.name()).append(":\n  given:\n    date: ").append(ScenarioFile.MOMENT.format(start)).append('\n');
        text.append("    customer: ").append(written(scenario.customer())).append('\n');
        if (!scenario.past().isEmpty()) {
            text.append("    events:\n");
            scenario.past().forEach(h -> text.append("      - ").append(written(withHead(h))).append('\n'));
        }
        text.append("  when:\n    - after: ").append(LOOKED_AHEAD.toDays()).append(" days\n  then:\n");
        came.get("card").forEach(c -> List.of("tier", "stage").forEach(name -> text.append("    - ").append(name).append(": ").append(c.get(name)).append('\n')));
        came.get("touch").stream().sorted(Comparator.comparing((Map<String, String> t) -> t.get("at")).thenComparing(t -> t.get("role")))
                .filter(t -> !t.get("status").equals("cancelled")).forEach(t -> text.append("    - touch: ").append(written(picked(t))).append('\n'));
        return text.toString();
    }

    private static Map<String, Object> picked(Map<String, String> touch) {
        Map<String, Object> picked = new LinkedHashMap<>();
        for (String name : List.of("occasion", "role", "how", "on", "table", "row")) {
            picked.put(name, touch.get(name));
        }
        return picked;
    }

    private Map<String, Object> customer() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "Customer");
        SAYS_NOT_WHO.forEach(name -> card.profile().text(name).ifPresent(value -> fields.put(name, value)));
        if (!card.profile().texts("emails").isEmpty()) {
            fields.put("emails", List.of("customer@customer.example"));
        }
        if (!card.profile().texts("phones").isEmpty()) {
            fields.put("phones", List.of("+8613800000000"));
        }
        Data birthday = card.profile().child("birthday");
        if (birthday.has("month")) {
            Map<String, Object> day = new LinkedHashMap<>();
            List.of("calendar", "month", "day", "leapMonth").forEach(name -> birthday.text(name).ifPresent(value -> day.put(name, value)));
            fields.put("birthday", day);
        }
        return fields;
    }

    /** Orders and complaints in their order; other reports are not kept one by one. */
    private List<Happening> past() {
        List<Happening> past = new ArrayList<>();
        int number = 0;
        for (Order order : card.dealings().orders()) {
            String name = "O-" + ++number;
            List<Map<String, Object>> items = order.categories().stream().map(category -> Map.<String, Object>of("sku", "x", "category", category)).toList();
            past.add(happening("purchase.made", order.at(), "order", name, "amount", order.amount().toPlainString(), "items", items));
            if (order.returned().signum() > 0) {
                past.add(happening("purchase.returned", order.at(), "order", name, "amount", order.returned().toPlainString()));
            }
        }
        number = 0;
        for (Complaint complaint : card.complaints()) {
            String name = "K-" + ++number;
            past.add(happening("complaint.opened", complaint.openedAt(), "complaint", name, "severity", complaint.severity().key(), "category",
                    complaint.category() == null ? "other" : complaint.category()));
            if (complaint.solvedAt() != null) {
                past.add(happening("complaint.solved", complaint.solvedAt(), "complaint", name));
            }
        }
        past.sort(Comparator.comparing(Happening::at));
        return past;
    }

    private Happening happening(String type, Instant at, Object... data) {
        return new Happening(NOWHERE, type, at.atZone(zone).toLocalDateTime(), Data.of(data).fields());
    }

    private static Map<String, Object> withHead(Happening happening) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", happening.type());
        all.put("time", ScenarioFile.MOMENT.format(happening.at()));
        happening.data().forEach((name, value) -> {
            if (!(value instanceof List<?> list && list.isEmpty())) {
                all.put(name, value);
            }
        });
        return all;
    }

    /** In YAML's flow style. */
    private static String written(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(e -> e.getKey() + ": " + written(e.getValue())).collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Situation::written).collect(Collectors.joining(", ", "[", "]"));
        }
        String text = String.valueOf(value);
        return text.matches("[\\p{L}\\p{N}@+./-][\\p{L}\\p{N} :@+./-]*") && !text.endsWith(":") && !text.contains(": ") ? text : "'" + text.replace("'", "''") + "'";
    }
}
