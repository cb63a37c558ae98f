package dev.regard.rules.scenario;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Order;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.EventType;
import dev.regard.rules.check.Place;
import dev.regard.rules.scenario.Scenario.After;
import dev.regard.rules.scenario.Scenario.Happening;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A customer's situation as a scenario: what the rules go by, without what says who it is. Names, addresses, numbers, texts and the ids of orders and
 * complaints are replaced, amounts rounded to as few digits, times to the hour and days of the past to the month or the week as leave all rows deciding that decide with
 * the exact ones. What is expected is what
 * these rules do in the next 30 days, so the scenario holds until a change makes it fail. Earlier contacts cannot be told in it: what comes only because they
 * are not known, such as a greeting that was made, is not expected, and a comment names it.
 */
public final class Situation {
    private static final Duration LOOKED_AHEAD = Duration.ofDays(30);
    private static final List<String> SAYS_NOT_WHO = List.of("kind", "language", "country", "timeZone", "region", "doNotContact", "deceased");
    private static final String FIRST_PURCHASE = "firstPurchase";
    /** Runs that look for coarse days, of which each takes some milliseconds. */
    private static final int MOST_TRIED = 40;
    private static final Place NOWHERE = Place.inText("", 1, 1);
    private static final String SOMEBODY = "somebody";
    private static final int FEWEST_DIGITS = 2;
    private static final int MOST_DIGITS = 6;
    private static final String UNKNOWN_THERE = "# Not expected, as it comes only where what was done with the customer earlier is not known: ";
    private final Card card;
    private final Instant now;
    private final ZoneId zone;
    private final Rulebook book;
    private final Duration longest;
    /** Of all runs that look for how exactly the past has to be told. */
    private final Budget search;

    private Situation(Card card, Instant now, Rulebook book, Duration longest) {
        this.card = card;
        this.now = now;
        this.zone = book.companyZone();
        this.book = book;
        this.longest = longest;
        this.search = new Budget(longest);
    }

    /** The text of a file under {@code scenarios/} with one scenario. */
    public static String of(Card card, Instant now, Rulebook book) {
        return of(card, now, book, Scenarios.LONGEST);
    }

    /** @param longest processor time of the search, of the scenario's own run and of that of the customer as it is, each */
    static String of(Card card, Instant now, Rulebook book, Duration longest) {
        return new Situation(card, now, book, longest).text();
    }

    /**
     * How exactly the past is told.
     *
     * @param digits of amounts; 0 for all
     * @param hourly whether times are those of the hour
     */
    private record Grain(int digits, boolean hourly) {
        static final Grain EXACT = new Grain(0, false);

        /** From the coarsest on. */
        static List<Grain> all() {
            return Stream.of(true, false).flatMap(hourly -> IntStream.rangeClosed(FEWEST_DIGITS, MOST_DIGITS).mapToObj(digits -> new Grain(digits, hourly))).toList();
        }

        LocalDateTime of(LocalDateTime moment) {
            return hourly ? moment.truncatedTo(ChronoUnit.HOURS) : moment;
        }

        String of(BigDecimal amount) {
            return (digits == 0 ? amount : amount.round(new MathContext(digits, RoundingMode.HALF_EVEN))).toPlainString();
        }

        String words() {
            return "Amounts are " + (digits == 0 ? "exact" : "rounded to " + digits + " digits") + ", times " + (hourly ? "to the hour" : "exact");
        }
    }

    /** How exactly a day of the past is told. */
    private enum Span {
        MONTH, WEEK, DAY;

        LocalDateTime of(LocalDateTime moment) {
            return switch (this) {
                case MONTH -> moment.withDayOfMonth(1);
                case WEEK -> moment.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case DAY -> moment;
            };
        }
    }

    /** @param spans of what happened, one for each in the order in which it did; days from the end of the list on are exact */
    private Scenario scenario(Grain grain, List<Span> spans) {
        LocalDateTime start = grain.of(now.atZone(zone).toLocalDateTime());
        return new Scenario("situation-of-" + start.toLocalDate(), NOWHERE, start,
                new Happening(NOWHERE, EventType.CUSTOMER_CHANGED.typeName(), null, customer(grain, spans.isEmpty()), Map.of()), past(grain, spans), List.of(new After(NOWHERE, LOOKED_AHEAD)), List.of(), true);
    }

    /** Null when the run was broken off. */
    private List<String> decided(Grain grain, List<Span> spans) {
        ScenarioRun run = new ScenarioRun(scenario(grain, spans), book, search);
        List<String> decided = decided(run.outcomes());
        return run.troubles().isEmpty() ? decided : null;
    }

    /** As coarse as leaves the same rows deciding, one after the other from the oldest on. */
    private List<Span> spans(Grain grain, List<String> exactly) {
        int all = past(grain, List.of()).size();
        int together = Math.max(1, (all + MOST_TRIED - 1) / MOST_TRIED);
        List<Span> spans = new ArrayList<>(Collections.nCopies(all, Span.DAY));
        for (int from = 0; from < all; from += together) {
            for (Span span : List.of(Span.MONTH, Span.WEEK)) {
                List<Span> coarser = new ArrayList<>(spans);
                Collections.fill(coarser.subList(from, Math.min(all, from + together)), span);
                if (exactly.equals(decided(grain, coarser))) {
                    spans = coarser;
                    break;
                }
            }
        }
        return spans.contains(Span.MONTH) || spans.contains(Span.WEEK) ? spans : List.of();
    }

    /** What may not change when the past is told less exactly. */
    private static List<String> decided(Map<String, List<Map<String, String>>> came) {
        return Stream.of(came.get("card").stream(), came.get("decision").stream(), came.get("touch").stream().map(Situation::picked)).flatMap(s -> s).map(Object::toString).sorted().toList();
    }

    private String text() {
        List<String> exactly = decided(Grain.EXACT, List.of());
        Grain grain = exactly == null ? Grain.EXACT : Grain.all().stream().filter(g -> exactly.equals(decided(g, List.of()))).findFirst().orElse(Grain.EXACT);
        List<Span> spans = exactly == null ? List.of() : spans(grain, exactly);
        Scenario scenario = scenario(grain, spans);
        ScenarioRun run = new ScenarioRun(scenario, book, new Budget(longest));
        Map<String, List<Map<String, String>>> came = run.outcomes();
        ScenarioRun real = inFact();
        InFact fact = new InFact(real.outcomes(), card);
        StringBuilder text = new StringBuilder("# ").append(grain.words()).append(words(spans)).append(": the same rows decide as with the exact ones.\n");
        Stream.concat(run.troubles().stream(), real.troubles().stream()).distinct().forEach(trouble -> text.append("# Not all that comes is told: ").append(trouble).append('\n'));
        List<Map<String, String>> touches = came.get("touch").stream().filter(t -> !t.get("status").equals("cancelled"))
                .sorted(Comparator.comparing((Map<String, String> t) -> t.get("at")).thenComparing(t -> t.get("role"))).toList();
        touches.stream().filter(t -> !fact.has(t)).forEach(t -> text.append(UNKNOWN_THERE).append(t.get("occasion"))
                .append(", ").append(t.get("role")).append(", ").append(t.get("on")).append('\n'));
        came.get("card").forEach(c -> List.of("tier", "stage").stream().filter(name -> !fact.has(name, c.get(name))).forEach(name -> text.append(UNKNOWN_THERE).append(name).append(' ').append(c.get(name)).append('\n')));
        text.append(scenario.name()).append(":\n  given:\n    date: ")
                .append(ScenarioFile.MOMENT.format(scenario.start())).append('\n');
        text.append("    customer: ").append(written(scenario.customer().data())).append('\n');
        if (!scenario.past().isEmpty()) {
            text.append("    events:\n");
            scenario.past().forEach(h -> text.append("      - ").append(written(withHead(h))).append('\n'));
        }
        text.append("  when:\n    - after: ").append(LOOKED_AHEAD.toDays()).append(" days\n  then:\n");
        came.get("card").forEach(c -> List.of("tier", "stage").stream().filter(name -> fact.has(name, c.get(name))).forEach(name -> text.append("    - ").append(name).append(": ").append(c.get(name)).append('\n')));
        touches.stream().filter(fact::has).forEach(t -> text.append("    - touch: ").append(written(picked(t))).append('\n'));
        return text.toString();
    }

    /** The same days pass for the customer as it is. */
    private ScenarioRun inFact() {
        return new ScenarioRun(new Scenario("as-in-fact", NOWHERE, now.atZone(zone).toLocalDateTime(), new Happening(NOWHERE, EventType.CUSTOMER_CHANGED.typeName(), null, Map.of(), Map.of()), List.of(),
                List.of(new After(NOWHERE, LOOKED_AHEAD)), List.of(), true), book, new Budget(longest), card);
    }

    private static String words(List<Span> spans) {
        long coarse = spans.stream().filter(span -> span != Span.DAY).count();
        return coarse == 0 ? "" : ", %d of %d days of the past to the month or the week".formatted(coarse, spans.size());
    }

    private static Map<String, Object> picked(Map<String, String> touch) {
        Map<String, Object> picked = new LinkedHashMap<>();
        for (String name : List.of("occasion", "role", "how", "on", "table", "row")) {
            picked.put(name, touch.get(name));
        }
        return picked;
    }

    /** @param dated with the day of the first purchase, which else follows from what happened */
    private Map<String, Object> customer(Grain grain, boolean dated) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "Customer");
        if (dated) {
            card.profile().text(FIRST_PURCHASE).ifPresent(day -> fields.put(FIRST_PURCHASE, day));
        }
        SAYS_NOT_WHO.forEach(name -> card.profile().text(name).ifPresent(value -> fields.put(name, value)));
        card.profile().text("owner").ifPresent(owner -> fields.put("owner", grain.equals(Grain.EXACT) ? owner : SOMEBODY));
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
    private List<Happening> past(Grain grain, List<Span> spans) {
        List<Happening> past = new ArrayList<>();
        int number = 0;
        for (Order order : card.dealings().orders()) {
            String name = "O-" + ++number;
            List<Map<String, Object>> items = order.categories().stream().map(category -> Map.<String, Object>of("sku", "x", "category", category)).toList();
            past.add(happening("purchase.made", order.at(), "order", name, "amount", grain.of(order.amount()), "items", items));
            if (order.returned().signum() > 0) {
                past.add(happening("purchase.returned", order.at(), "order", name, "amount", grain.of(order.returned())));
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
        return IntStream.range(0, past.size()).mapToObj(i -> told(past.get(i), grain, i < spans.size() ? spans.get(i) : Span.DAY)).sorted(Comparator.comparing(Happening::at)).toList();
    }

    private static Happening told(Happening happening, Grain grain, Span span) {
        return new Happening(happening.place(), happening.type(), span.of(grain.of(happening.at())), happening.data(), happening.places());
    }

    private Happening happening(String type, Instant at, Object... data) {
        return new Happening(NOWHERE, type, at.atZone(zone).toLocalDateTime(), Data.of(data).fields(), Map.of());
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
