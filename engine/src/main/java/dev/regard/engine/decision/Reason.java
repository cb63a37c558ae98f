package dev.regard.engine.decision;

import dev.regard.engine.rule.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why something was decided: a row of a table and the facts that it met, or a rule of the engine itself (then the table is
 * {@code engine} and the row names the rule).
 *
 * @param line 1-based row of the sheet; 0 for a rule of the engine
 */
public record Reason(String table, String row, int line, Map<String, Object> facts) {
    public Reason {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** The row, and after it the rows of other tables that derived the facts that it met. */
    public static List<Reason> of(Match match) {
        Set<Reason> all = new LinkedHashSet<>();
        collect(match, all);
        return List.copyOf(all);
    }

    /** The reasons of a row with one more. */
    public static List<Reason> with(Match match, Reason more) {
        List<Reason> all = new ArrayList<>(of(match));
        all.add(more);
        return all;
    }

    private static void collect(Match match, Set<Reason> all) {
        all.add(new Reason(match.table(), match.row().key(), match.row().line(), match.factsThatMatched()));
        match.row().conditions().forEach(condition -> match.facts().derivedBy(condition.name()).forEach(by -> collect(by, all)));
    }

    /** A reason that no analyst can change, such as {@code once-per-occasion}; names and values of facts in turn. */
    public static Reason engine(String rule, Object... facts) {
        Map<String, Object> met = new LinkedHashMap<>();
        for (int i = 0; i < facts.length; i += 2) {
            met.put((String) facts[i], facts[i + 1]);
        }
        return new Reason("engine", rule, 0, met);
    }
}
