package dev.regard.rules;

import dev.regard.engine.decision.Terms;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.NameUse;
import dev.regard.rules.table.ReadTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Names that a table gives and nobody asks for, while several cells ask for one that is nearly the same: the one place is wrong, and not the several. */
final class Slips {
    private static final int SEVERAL = 2;

    /** What is given where, and who asks for it. */
    private enum Given {
        TIER(Topic.TIER, "tier", Set.of(Attribute.TIER, Attribute.PREVIOUS_TIER)), CLASS(Topic.ABC, "class", Set.of(Attribute.ABC));

        private final Topic topic;
        private final String result;
        private final Set<Attribute> asked;

        Given(Topic topic, String result, Set<Attribute> asked) {
            this.topic = topic;
            this.result = result;
            this.asked = asked;
        }

        boolean isIn(NameUse use) {
            return use.topic() == topic && use.result() != null && use.result().name().equals(result);
        }
    }

    private final List<RuleProblem> problems = new ArrayList<>();
    /** What each slip was meant to be. */
    private final Map<Given, Map<String, String>> meant = new HashMap<>();

    Slips(Collection<ReadTable> tables) {
        for (Given given : Given.values()) {
            List<NameUse> definitions = new ArrayList<>();
            List<NameUse> asking = new ArrayList<>();
            for (ReadTable read : tables) {
                read.names().stream().filter(use -> given.isIn(use) || use.asked() != null && given.asked.contains(use.asked()))
                        .forEach(use -> (given.isIn(use) && read.table().answersItsTopic() ? definitions : asking).add(use));
            }
            find(given, definitions, asking);
        }
    }

    private void find(Given given, List<NameUse> definitions, List<NameUse> asking) {
        Set<String> defined = definitions.stream().map(use -> small(use.name())).collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = asking.stream().map(use -> Terms.named(use.name(), defined)).flatMap(Optional::stream).collect(Collectors.toSet());
        Map<String, List<NameUse>> unknown = asking.stream().filter(use -> Terms.named(use.name(), defined).isEmpty()).collect(Collectors.groupingBy(use -> small(use.name())));
        Map<String, String> wanted = new HashMap<>();
        unknown.entrySet().stream().filter(asked -> asked.getValue().size() >= SEVERAL)
                .sorted(Map.Entry.<String, List<NameUse>>comparingByValue((one, other) -> other.size() - one.size()).thenComparing(Map.Entry.comparingByKey()))
                .forEach(asked -> Nearest.to(asked.getKey(), defined).filter(name -> !used.contains(name)).filter(name -> wanted.putIfAbsent(name, asked.getKey()) == null)
                        .ifPresent(name -> definitions.stream().filter(use -> small(use.name()).equals(name)).forEach(use -> problems.add(use.place().error("'" + use.name() + "' is a slip, it seems: no table asks for it, and "
                                + asked.getValue().size() + " cells ask for " + asked.getKey() + ", the first in row " + asked.getValue().get(0).place().row() + " of " + asked.getValue().get(0).place().file())))));
        meant.put(given, wanted);
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    List<RuleProblem> problems() {
        return problems;
    }

    /** The same tables as they were meant, so that all else is held against that. */
    UnaryOperator<NameUse> meant() {
        return use -> {
            for (Given given : Given.values()) {
                if (given.isIn(use) && meant.get(given).containsKey(small(use.name()))) {
                    return new NameUse(use.place(), use.topic(), use.asked(), use.result(), meant.get(given).get(small(use.name())));
                }
            }
            return use;
        };
    }
}
