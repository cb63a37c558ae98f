package dev.regard.rules;

import dev.regard.engine.decision.Terms;
import dev.regard.engine.rule.Attribute;
import dev.regard.rules.table.NameUse;
import dev.regard.rules.table.ReadTable;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tiers and classes that are set in the words in which Regard prints its own: where the rest of a rule set says {@code gold}, a table of tiers that says 黄金
 * means the same. Where nothing says so, 黄金 is a name of the company's own.
 */
final class PrintedNames {
    private static final Map<String, Set<String>> OWN = Map.of("tier", Set.of("platinum", "gold", "iron", "lead"), "class", Set.of("A", "B", "C"));
    private static final Set<Attribute> ASKED = Set.of(Attribute.TIER, Attribute.PREVIOUS_TIER, Attribute.ABC);

    private final Set<String> used;
    private final Supplier<Set<String>> expected;

    /** @param expected the tiers and classes that scenarios name, in small letters; asked for only where it matters */
    PrintedNames(Collection<ReadTable> tables, Supplier<Set<String>> expected) {
        this.used = tables.stream().flatMap(read -> read.names().stream()).filter(use -> use.asked() == null ? isSet(use) : ASKED.contains(use.asked()))
                .map(use -> use.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        this.expected = expected;
    }

    private static boolean isSet(NameUse use) {
        return use.result() != null && OWN.containsKey(use.result().name());
    }

    /** The name that is meant where a tier or a class is set. */
    UnaryOperator<NameUse> meant() {
        return use -> isSet(use) ? new NameUse(use.place(), use.topic(), null, use.result(), meant(use.name(), OWN.get(use.result().name()))) : use;
    }

    private String meant(String written, Set<String> own) {
        return Terms.named(written, own).filter(name -> !name.equalsIgnoreCase(written)).filter(name -> isUsed(name.toLowerCase(Locale.ROOT))).orElse(written);
    }

    private boolean isUsed(String name) {
        return used.contains(name) || expected.get().contains(name);
    }
}
