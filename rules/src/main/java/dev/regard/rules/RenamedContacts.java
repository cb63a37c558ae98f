package dev.regard.rules;

import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows whose role a change renames. A contact is known by its occasion and its role, so under another one it is another contact, which is made once more. */
public final class RenamedContacts {
    private RenamedContacts() { }

    /**
     * A warning for each such row.
     *
     * @param files of the draft, which say where its rows stand
     */
    public static List<RuleProblem> between(RuleSet published, RuleSet draft, RuleSetFiles files) {
        List<RuleProblem> problems = new ArrayList<>();
        for (DecisionTable table : draft.allTables()) {
            Map<String, Row> before = published.table(table.name()).map(t -> t.rows().stream().collect(Collectors.toMap(Row::key, Function.identity(), (one, other) -> one))).orElse(Map.of());
            String file = files.folder("tables").keySet().stream().filter(path -> path.matches("tables/\\Q" + table.name() + "\\E\\.[a-z]+")).findFirst().orElse("tables/" + table.name());
            for (Row row : table.rows()) {
                Row former = before.get(row.key());
                if (former != null && asksForAContact(former) && asksForAContact(row) && !former.role().equals(row.role())) {
                    problems.add(Place.inTable(file, "", row.line(), 0).warning("row " + row.key() + " has the role '" + row.role() + "' in place of '" + former.role()
                            + "': the role is part of what a contact is known by, so whoever had this one already has it once more"));
                }
            }
        }
        return problems;
    }

    private static boolean asksForAContact(Row row) {
        return row.results().containsKey("how") || row.results().containsKey("role");
    }
}
