package dev.regard.rules;

import dev.regard.engine.decision.Terms;
import dev.regard.engine.event.EventType;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Festival;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.NameUse;
import dev.regard.rules.table.ReadTable;
import dev.regard.rules.template.Templates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that a rule set knows, to hold the names in its cells against. Some the engine gives, such as the kinds of
 * customers; others the rule set defines itself, such as its tiers. What is free (a region's district, a mood) is not checked.
 */
final class Vocabulary {
    private static final Set<String> OWN_OCCASIONS = Set.copyOf(Festival.OWN);
    private static final Set<String> STAGES = Set.of("prospect", "active", "former");
    private static final Set<String> SEVERITIES = Set.of("low", "normal", "high", "critical");
    private static final Set<Attribute> ONLY_WARNED = Set.of(Attribute.EVENT_TYPE, Attribute.COMPLAINT_CATEGORY, Attribute.REGION,
            Attribute.AFTER);

    private final Map<Attribute, Set<String>> asked = new EnumMap<>(Attribute.class);
    /** The lowest first. */
    private final List<String> levels;
    /** As the tables that answer the topics spell them. */
    private final Set<String> tiers;
    private final Set<String> classes;
    private final Templates templates;

    Vocabulary(Collection<ReadTable> tables, List<Festival> festivals, Templates templates, Optional<Organisation> organisation) {
        this.templates = templates;
        this.levels = organisation.map(Organisation::levels).orElse(List.of());
        this.tiers = own(tables, Topic.TIER, "tier");
        this.classes = own(tables, Topic.ABC, "class");
        know(Attribute.KIND, Set.of("consumer", "distributor", "designer", "internal"));
        know(Attribute.STAGE, STAGES);
        know(Attribute.HOW, Set.of("call", "message", "visit", "gift", "desk"));
        know(Attribute.PURPOSE, Set.of("care", "service", "marketing", "survey"));
        know(Attribute.CONSENT, Set.of("granted", "withdrawn"));
        know(Attribute.DIRECTION, Set.of("up", "down"));
        know(Attribute.OUTCOME, Set.of("reached", "not-reached", "refused"));
        know(Attribute.SEVERITY, SEVERITIES);
        know(Attribute.EFFECTIVE_SEVERITY, SEVERITIES);
        know(Attribute.STEP, Set.of("opened", "reply", "solve", "confirm", "unacknowledged", "internal", "promised"));
        know(Attribute.AFTER, Set.of("purchase", "referral-purchase", "delivery", "installation", "repair", "complaint-solved"));
        know(Attribute.ANSWERS, Set.of("nothing", "message", "complaint"));
        know(Attribute.EVENT_TYPE, Arrays.stream(EventType.values()).map(EventType::typeName).collect(Collectors.toSet()));
        know(Attribute.TIER, defined(tables, Topic.TIER, "tier"));
        know(Attribute.PREVIOUS_TIER, asked.get(Attribute.TIER));
        know(Attribute.ABC, defined(tables, Topic.ABC, "class"));
        Set<String> categories = new TreeSet<>(defined(tables, Topic.LEXICON, "category"));
        categories.addAll(defined(tables, Topic.COMPLAINT_SOURCES, "category"));
        organisation.ifPresent(o -> o.categoryNames().values().forEach(names -> categories.addAll(names.keySet())));
        know(Attribute.COMPLAINT_CATEGORY, categories);
        know(Attribute.REGION, organisation.map(o -> o.regions().keySet()).orElse(Set.of()));
        Set<String> occasions = new TreeSet<>(OWN_OCCASIONS);
        festivals.forEach(festival -> occasions.add(festival.name()));
        know(Attribute.OCCASION, occasions);
    }

    /** The same tables, where each name that is written as people read it is the one that is known. */
    UnaryOperator<NameUse> meant() {
        return use -> new NameUse(use.place(), use.topic(), use.asked(), use.result(), Terms.named(use.name(), known(use)).orElse(use.name()));
    }

    /** Empty where any name may stand, or the rule set defines it there. */
    private Set<String> known(NameUse use) {
        if (use.asked() != null) {
            return asked.getOrDefault(use.asked(), Set.of());
        }
        return switch (use.result().name()) {
            case "level", "alert" -> Set.copyOf(levels);
            case "stage" -> STAGES;
            case "tier" -> tiers;
            case "class" -> classes;
            default -> Set.of();
        };
    }

    /** Names that nobody knows, with the nearest known one. */
    List<RuleProblem> problems(Collection<ReadTable> tables) {
        List<RuleProblem> problems = new ArrayList<>();
        List<NameUse> uses = tables.stream().flatMap(table -> table.names().stream()).toList();
        uses.forEach(use -> check(use, problems));
        checkTiersGiven(uses, problems);
        return problems;
    }

    /** Whoever gives names out may give any; one for which nobody asks and which is nearly another one is a slip, most likely. */
    private static void checkTiersGiven(List<NameUse> uses, List<RuleProblem> problems) {
        Set<String> asked = uses.stream().filter(use -> use.asked() == Attribute.TIER || use.asked() == Attribute.PREVIOUS_TIER).map(use -> use.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<NameUse> given = uses.stream().filter(use -> use.result() != null && use.result().name().equals("tier")).toList();
        for (NameUse use : given) {
            if (!asked.contains(use.name().toLowerCase(Locale.ROOT))) {
                Set<String> others = Stream.concat(given.stream().map(NameUse::name), asked.stream()).filter(name -> !name.equalsIgnoreCase(use.name())).collect(Collectors.toCollection(TreeSet::new));
                Nearest.to(use.name(), others).ifPresent(name -> problems.add(use.place().warning("no table asks for the tier '" + use.name() + "', did you mean " + name + "?")));
            }
        }
    }

    /** Those to whom matters are carried up, the lowest first; empty where that is not known. */
    List<String> levels() {
        return levels;
    }

    /** The names of those facts that can have no other, by the fact's key. */
    Map<String, Set<String>> closed() {
        Map<String, Set<String>> closed = new HashMap<>();
        asked.forEach((attribute, names) -> {
            if (!ONLY_WARNED.contains(attribute) && !names.isEmpty()) {
                closed.put(attribute.key(), names);
            }
        });
        return closed;
    }

    private void check(NameUse use, List<RuleProblem> problems) {
        if (use.asked() != null) {
            Set<String> known = asked.getOrDefault(use.asked(), Set.of());
            if (!known.isEmpty() && !knows(known, use.name())) {
                String words = Nearest.unknown(use.name(), known);
                problems.add(ONLY_WARNED.contains(use.asked()) ? use.place().warning(words) : use.place().error(words));
            }
            return;
        }
        switch (use.result().name()) {
            case "template" -> checkTemplate(use, problems);
            case "level", "alert", "stage" -> require(use, known(use), problems);
            case "field" -> checkField(use, problems);
            default -> { }
        }
    }

    /** Sources may send fields of their own, so one that is not known is no error. */
    private static void checkField(NameUse use, List<RuleProblem> problems) {
        Set<String> known = EventType.CUSTOMER_CHANGED.fields().stream().map(EventType.Field::name).collect(Collectors.toCollection(TreeSet::new));
        if (!known.contains(use.name()) && !use.name().startsWith("traits.")) {
            problems.add(use.place().warning("the field " + Nearest.unknown(use.name(), known)));
        }
    }

    private static void require(NameUse use, Set<String> known, List<RuleProblem> problems) {
        if (!known.isEmpty() && !knows(known, use.name())) {
            problems.add(use.place().error(Nearest.unknown(use.name(), known)));
        }
    }

    private void checkTemplate(NameUse use, List<RuleProblem> problems) {
        if (!templates.names().contains(use.name())) {
            problems.add(use.place().error("the template " + Nearest.unknown(use.name(), templates.names())));
        } else if (!templates.languagesWithout(use.name()).isEmpty()) {
            problems.add(use.place().warning("there is no template '" + use.name() + "' in "
                    + String.join(" and ", templates.languagesWithout(use.name()))));
        }
    }

    private void know(Attribute attribute, Set<String> names) {
        asked.put(attribute, names.stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean knows(Set<String> known, String name) {
        return known.contains(name) || known.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Set<String> own(Collection<ReadTable> tables, Topic topic, String result) {
        return tables.stream().filter(read -> read.table().topic() == topic && read.table().answersItsTopic()).flatMap(read -> read.names().stream())
                .filter(use -> use.result() != null && use.result().name().equals(result)).map(NameUse::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> defined(Collection<ReadTable> tables, Topic topic, String result) {
        return tables.stream().flatMap(t -> t.names().stream()).filter(use -> use.topic() == topic && use.result() != null)
                .filter(use -> use.result().name().equals(result)).map(NameUse::name).collect(Collectors.toSet());
    }
}
