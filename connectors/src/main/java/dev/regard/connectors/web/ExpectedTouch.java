package dev.regard.connectors.web;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Festival;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A contact that somebody expects, asked for as {@code birthday/greeting}, {@code purchase/care-call} or by the id of one that there is: which rows could make it, and what they
 * have to be told for that, such as the occasion.
 */
final class ExpectedTouch {
    private static final String AFTER = "after";
    private final RuleSet rules;
    private final String about;
    private final String role;
    private final List<Touch> made;

    /** @param all touches of the customer */
    private ExpectedTouch(RuleSet rules, String about, String role, List<Touch> all) {
        this.rules = rules;
        this.about = Terms.named(about, occasions(rules)).orElse(about);
        this.role = role;
        this.made = all.stream().filter(touch -> isAs(touch.role()) && isAbout(touch)).toList();
    }

    /**
     * @param asked {@code OCCASION/ROLE}, where the occasion may have its year or number, or the id of one of the touches
     * @return empty for the id of none
     */
    static Optional<ExpectedTouch> of(String asked, RuleSet rules, List<Touch> touches) {
        int slash = asked.lastIndexOf('/');
        return slash >= 0 ? Optional.of(new ExpectedTouch(rules, asked.substring(0, slash), asked.substring(slash + 1), touches))
                : touches.stream().filter(touch -> touch.id().equals(asked)).findFirst().map(touch -> new ExpectedTouch(rules, touch.occasion(), touch.role(), List.of(touch)));
    }

    private static List<String> occasions(RuleSet rules) {
        return Stream.concat(Festival.OWN.stream(), rules.festivals().stream().map(Festival::name)).toList();
    }

    private boolean isAs(String other) {
        return Touch.countsAs(role).equals(Touch.countsAs(other));
    }

    private boolean isAbout(Touch touch) {
        return touch.occasion().equals(about) || name(touch.occasion()).equals(about) || about.equals(touch.about().get(AFTER));
    }

    private static String name(String occasion) {
        return occasion.substring(0, occasion.indexOf('/') < 0 ? occasion.length() : occasion.indexOf('/'));
    }

    /** Those that there are, whatever became of them. */
    List<Touch> made() {
        return made;
    }

    String occasion() {
        return about;
    }

    String role() {
        return role;
    }

    /** With the occasion, or what the contact comes after, unless the facts say another one. */
    Facts taken(Facts facts) {
        if (isOccasion()) {
            return unlessKnown(facts, Attribute.OCCASION, name(about));
        }
        Map<String, String> first = made.stream().map(Touch::about).filter(known -> known.containsKey(AFTER)).findFirst().orElse(isAfter(name(about)) ? Map.of(AFTER, name(about)) : Map.of());
        Facts after = unlessKnown(facts, Attribute.AFTER, first.get(AFTER));
        return unlessKnown(after, Attribute.CATEGORY, first.get("category"));
    }

    private boolean isAfter(String event) {
        return rules.allTables().stream().flatMap(table -> table.rows().stream()).flatMap(row -> row.conditions().stream()).anyMatch(c -> c.attribute() == Attribute.AFTER && c.test().holds(event));
    }

    private static Facts unlessKnown(Facts facts, Attribute attribute, String value) {
        return value != null && facts.get(attribute) == null ? facts.with(attribute, value) : facts;
    }

    private boolean isOccasion() {
        return occasions(rules).contains(name(about));
    }

    /** The tables with a row that could make it. */
    List<DecisionTable> tables(Facts taken) {
        return rules.allTables().stream().filter(table -> table.rows().stream().anyMatch(row -> isMadeBy(table, row, taken))).toList();
    }

    /** Whether the row is for the role, and for the occasion or what the contact comes after. */
    boolean isMadeBy(DecisionTable table, Row row, Facts taken) {
        return plansContacts(table) && (table.topic() == Topic.OCCASIONS) == isOccasion() && isAs(row.role())
                && row.conditions().stream().filter(c -> c.attribute() == Attribute.OCCASION || c.attribute() == Attribute.AFTER).allMatch(c -> c.met(taken) == null || c.holds(taken));
    }

    private static boolean plansContacts(DecisionTable table) {
        return table.results().stream().anyMatch(result -> result.name().equals("role"));
    }

    /** What may be asked for, for who asked for something else. */
    static List<String> known(RuleSet rules) {
        return rules.allTables().stream().filter(ExpectedTouch::plansContacts).flatMap(table -> table.rows().stream().map(row -> row.conditions().stream()
                .filter(c -> c.attribute() == Attribute.OCCASION || c.attribute() == Attribute.AFTER).findFirst().map(c -> c.test().words()).orElse(table.name()) + "/" + row.role())).distinct().sorted().toList();
    }
}
