package dev.regard.rules.scenario;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.WhyNot;
import dev.regard.rules.scenario.Scenario.Expectation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The condition that kept the rules from what was expected: of the rows that could have brought it, and of the facts with which they were asked, those that came
 * nearest, with the first condition that did not hold.
 */
final class DifferingCondition {
    /** Which properties are the result of a row, by the kind of what is expected; a touch, an alert or a decision may name the row itself. */
    private static final Map<String, Map<String, List<String>>> RESULTS = Map.of(
            "card", Map.of("tier", List.of("tier"), "stage", List.of("stage"), "abc", List.of("class")),
            "touch", Map.of("role", List.of("role"), "template", List.of("template"), "how", List.of("how"), "purpose", List.of("purpose")),
            "complaint", Map.of("effectiveSeverity", List.of("effective")),
            "alert", Map.of("level", List.of("level", "alert")),
            "decision", Map.of());
    /** One of them says which rows are meant. */
    private static final List<String> TELLING = List.of("row", "role", "template", "tier", "stage", "abc", "effectiveSeverity", "level");

    private final RuleSet rules;
    private final AskedFacts asked;
    private final Facts card;

    /** @param card without any event, at the end */
    DifferingCondition(RuleSet rules, AskedFacts asked, Facts card) {
        this.rules = rules;
        this.asked = asked;
        this.card = card;
    }

    /**
     * A row with the facts of one asking.
     *
     * @param lacks how many of its conditions did not hold
     */
    private record Tried(DecisionTable table, WhyNot row, long lacks) { }

    /** In words; empty where no row is meant, or one held. */
    Optional<String> of(Expectation expectation) {
        if (TELLING.stream().noneMatch(expectation.wanted()::containsKey)) {
            return Optional.empty();
        }
        List<Tried> all = new ArrayList<>();
        tables(expectation).forEach(table -> facts(expectation, table).forEach(facts -> all.addAll(tried(expectation, table, rules.derived(table, facts)))));
        return all.stream().anyMatch(tried -> tried.lacks == 0) ? Optional.empty()
                : all.stream().sorted(Comparator.comparingLong(Tried::lacks).thenComparing(tried -> -tried.row.held().size())).findFirst().map(this::words);
    }

    private static List<Tried> tried(Expectation expectation, DecisionTable table, Facts facts) {
        return WhyNot.of(table, facts).stream().filter(row -> isMeant(expectation, table, row.row()))
                .map(row -> new Tried(table, row, row.row().conditions().stream().filter(condition -> !condition.holds(facts)).count())).toList();
    }

    private Stream<DecisionTable> tables(Expectation expectation) {
        String named = expectation.wanted().get("table");
        return rules.allTables().stream().filter(table -> table.topic() != null && (named == null || table.name().equalsIgnoreCase(named)))
                .filter(table -> table.rows().stream().anyMatch(row -> isMeant(expectation, table, row))).sorted(Comparator.comparing(DecisionTable::name));
    }

    /** A tier is told by what the card has become, and a review asks for another one's sales; what else a card is, by what was asked last. */
    private List<Facts> facts(Expectation expectation, DecisionTable table) {
        List<Facts> all = table.topic() == Topic.TIER ? List.of() : asked.of(table.topic());
        return all.isEmpty() ? List.of(card) : expectation.kind().equals("card") ? all.subList(0, 1) : all;
    }

    private static boolean isMeant(Expectation expectation, DecisionTable table, Row row) {
        Map<String, String> wanted = expectation.wanted();
        Map<String, List<String>> results = RESULTS.getOrDefault(expectation.kind(), Map.of());
        return (!wanted.containsKey("row") || row.key().equalsIgnoreCase(wanted.get("row")))
                && (results.isEmpty() || wanted.containsKey("table") || results.values().stream().flatMap(List::stream).anyMatch(name -> has(table, name)))
                && results.entrySet().stream().allMatch(result -> !wanted.containsKey(result.getKey()) || isResult(row, result.getValue(), wanted.get(result.getKey())))
                && asksFor(row, Attribute.OCCASION, occasion(wanted.get("occasion"))) && asksFor(row, Attribute.STEP, wanted.get("deadline"));
    }

    private static boolean has(DecisionTable table, String result) {
        return table.results().stream().anyMatch(r -> r.name().equals(result));
    }

    private static boolean isResult(Row row, List<String> names, String wanted) {
        return names.stream().map(row.results()::get).filter(Objects::nonNull).map(String::valueOf).anyMatch(wanted::equalsIgnoreCase);
    }

    private static String occasion(String wanted) {
        return wanted == null || wanted.indexOf('/') < 0 ? wanted : wanted.substring(0, wanted.indexOf('/'));
    }

    /** Whether a row that asks for such a thing would take this one; null stands for any. */
    private static boolean asksFor(Row row, Attribute attribute, String wanted) {
        return wanted == null || row.conditions().stream().filter(condition -> condition.attribute() == attribute).allMatch(condition -> condition.test().holds(wanted));
    }

    private String words(Tried tried) {
        WhyNot.Tried failed = tried.row.failed().orElseThrow();
        if (failed.met() == null && tried.table.topic() != Topic.TIER && asked.of(tried.table.topic()).isEmpty()) {
            return "; nothing that happened asks table " + tried.table.name();
        }
        return "; " + Attribute.inWords(failed.condition().name(), Attribute::english) + " is " + Objects.toString(failed.met(), "not known") + ", and row "
                + tried.table.name() + "/" + tried.row.row().key() + " asks for " + failed.condition().test().words();
    }
}
