package dev.regard.rules;

import dev.regard.engine.decision.Terms;
import dev.regard.engine.event.EventType;
import dev.regard.engine.event.FieldType;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.table.FactText;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Facts that somebody takes for granted, as {@code NAME=VALUE} with commas between them, in the names and numbers of a rule set's tables. */
public final class GivenFacts {
    private static final String EVENT = "event.";
    private static final String TRAITS = "traits.";
    /** A comma within a number or a text belongs to it. */
    private static final String BETWEEN = "[,，](?=\\s*[^,，=]+=)";

    private final RuleSet rules;
    private final Organisation organisation;
    private final Map<String, Set<String>> closed;

    /**
     * @param files the rule set
     * @param rules the same, ready to decide
     */
    public GivenFacts(RuleSetFiles files, RuleSet rules, Organisation organisation) {
        this.rules = rules;
        this.organisation = organisation;
        this.closed = RuleSetReader.names(files, Optional.of(organisation));
    }

    /**
     * The facts with others in their place.
     *
     * @throws IllegalArgumentException when there is no such fact, or it cannot have the value; the message names the nearest one
     */
    public Facts in(Facts facts, String given) {
        Facts.Builder builder = facts.toBuilder();
        for (String one : given.split(BETWEEN)) {
            int sign = one.indexOf('=');
            if (!one.isBlank() && sign < 1) {
                throw new IllegalArgumentException("given: '" + one.strip() + "' is not NAME=VALUE");
            }
            if (!one.isBlank()) {
                put(builder, one.substring(0, sign).strip(), one.substring(sign + 1).strip());
            }
        }
        return builder.build();
    }

    private void put(Facts.Builder facts, String name, String value) {
        if (name.startsWith(EVENT) || name.startsWith(TRAITS)) {
            facts.extra(Map.of(name, free(name, value)));
            return;
        }
        Attribute attribute = Arrays.stream(Attribute.values()).filter(a -> called(a).anyMatch(name::equalsIgnoreCase)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("given: the fact " + Nearest.unknown(name, Stream.concat(Arrays.stream(Attribute.values()).flatMap(GivenFacts::called),
                        conditions().map(Condition::name).filter(asked -> asked.startsWith(EVENT) || asked.startsWith(TRAITS))).collect(Collectors.toSet())) + "; /api/v1/rules/catalogue names them"));
        facts.set(attribute, attribute.type() == ValueType.NAME ? name(attribute, value) : typed(name, attribute.type(), value));
    }

    private static Stream<String> called(Attribute attribute) {
        return Stream.of(attribute.key(), attribute.english(), attribute.chinese());
    }

    private static Object typed(String name, ValueType type, String value) {
        try {
            return FactText.value(type, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("given: " + name + ": " + e.getMessage(), e);
        }
    }

    /** A name that is not known is wrong where there can be no other, and where it looks like one that is. */
    private String name(Attribute attribute, String value) {
        Set<String> only = closed.getOrDefault(attribute.key(), Set.of());
        Set<String> known = only.isEmpty() ? known(attribute) : only;
        return meant(attribute.key(), value, known, !only.isEmpty());
    }

    private static String meant(String name, String value, Collection<String> known, boolean none) {
        Optional<String> meant = Terms.named(value, known);
        List<String> spellings = known.stream().flatMap(Terms::spellings).distinct().toList();
        if (meant.isEmpty() && (none || Nearest.to(value, spellings).isPresent())) {
            throw new IllegalArgumentException("given: " + name + ": " + Nearest.unknown(value, spellings));
        }
        return meant.orElse(value);
    }

    /** Of the rule set and the company, for a fact that may have other names too. */
    private Set<String> known(Attribute attribute) {
        Set<String> known = new TreeSet<>(askedOf(attribute.key()));
        switch (attribute) {
            case CATEGORY, COMPLAINT_CATEGORY -> organisation.categoryNames().values().forEach(names -> known.addAll(names.keySet()));
            case REGION -> known.addAll(organisation.regions().keySet());
            case EVENT_TYPE -> Arrays.stream(EventType.values()).map(EventType::typeName).forEach(known::add);
            default -> { }
        }
        return known;
    }

    /** A field of an event or a trait: a number where it is one, and one of its choices where it has no other in any event. */
    private Object free(String name, String value) {
        List<EventType.Field> fields = name.startsWith(EVENT) ? fields(name.substring(EVENT.length())) : List.of();
        if (fields.stream().anyMatch(f -> f.type() == FieldType.NUMBER || f.type() == FieldType.MONEY) || tests(name).flatMap(Test::leaves).anyMatch(Test.Between.class::isInstance)) {
            return typed(name, ValueType.NUMBER, value);
        }
        Set<String> known = new TreeSet<>(askedOf(name));
        fields.forEach(field -> known.addAll(field.choices()));
        return meant(name, value, known, !fields.isEmpty() && fields.stream().noneMatch(f -> f.choices().isEmpty()));
    }

    private static List<EventType.Field> fields(String name) {
        return Arrays.stream(EventType.values()).flatMap(type -> type.fields().stream()).filter(f -> f.name().equals(name)).toList();
    }

    private Stream<Condition> conditions() {
        return rules.allTables().stream().flatMap(table -> table.rows().stream()).flatMap(row -> row.conditions().stream());
    }

    private Stream<Test> tests(String name) {
        return conditions().filter(c -> c.name().equals(name)).map(Condition::test);
    }

    private Set<String> askedOf(String name) {
        return tests(name).flatMap(Test::constants).filter(String.class::isInstance).map(String.class::cast).collect(Collectors.toSet());
    }
}
