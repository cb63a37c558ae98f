package dev.regard.routes.wiring;

import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.RowSentence;
import dev.regard.engine.event.Problem;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Publishing.Refused;
import dev.regard.engine.run.RuleChanges.NotKnown;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.scenario.Scenarios;
import dev.regard.rules.table.TableText;
import dev.regard.rules.table.TableText.UnreadableTable;
import dev.regard.rules.table.TableTree;
import dev.regard.rules.table.WorkbookEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Single tables of rule sets, going out and coming in. What is said of the methods of {@link dev.regard.engine.run.RuleChanges} holds here. */
final class TableDesk {
    private final RuleSets sets;
    private final Organisation company;
    /** Of what follows: scenarios take seconds, and nobody who publishes waits for them. */
    private final Object coverage = new Object();
    /** Of the rule set that was asked about last. */
    private String coveredIn = "";
    private Set<String> coveredRows = Set.of();

    TableDesk(RuleSets sets, Organisation company) {
        this.sets = sets;
        this.company = company;
    }

    List<String> names(String version) {
        return sets.files(version).folder("tables").keySet().stream().map(TableDesk::tableName).sorted().toList();
    }

    private static String tableName(String file) {
        return file.substring(file.lastIndexOf('/') + 1, Math.max(file.lastIndexOf('/') + 1, file.lastIndexOf('.')));
    }

    private static Map.Entry<String, byte[]> table(RuleSetFiles files, String name) {
        return files.folder("tables").entrySet().stream().filter(e -> tableName(e.getKey()).equals(name)).findFirst()
                .orElseThrow(() -> new NotKnown("There is no table " + name + "."));
    }

    Map<String, Object> table(String version, String name) {
        Map.Entry<String, byte[]> file = table(sets.files(version), name);
        try {
            return said(TableText.tree(file.getKey(), file.getValue()), version, name);
        } catch (UnreadableTable e) {
            throw new NotNow(file.getKey() + ": " + e.getMessage());
        }
    }

    /** With each row's key and sentence in both languages, and whether a scenario reaches it, where the rule set can be read. */
    private Map<String, Object> said(Map<String, Object> table, String version, String name) {
        RuleSetFiles files = sets.files(version);
        Optional<RuleSet> rules = sets.read(files);
        rules.flatMap(r -> r.table(name)).ifPresent(read -> {
            Set<String> covered = covered(files, rules.get());
            for (Object row : (List<?>) table.get("rows")) {
                @SuppressWarnings("unchecked")
                Map<String, Object> cells = (Map<String, Object>) row;
                read.rows().stream().filter(r -> cells.get("line").equals(r.line())).findFirst().ifPresent(r -> {
                    cells.put("key", r.key());
                    cells.put("sentence", Map.of("en", RowSentence.of(read, r, Language.ENGLISH), "zh", RowSentence.of(read, r, Language.CHINESE)));
                    cells.put("tested", covered.contains(name + "/" + r.key()));
                });
            }
        });
        return table;
    }

    private Set<String> covered(RuleSetFiles files, RuleSet rules) {
        synchronized (coverage) {
            if (!files.version().equals(coveredIn)) {
                coveredRows = Scenarios.of(files.folder("scenarios"), rules, company).covered();
                coveredIn = files.version();
            }
            return coveredRows;
        }
    }

    byte[] file(String version, String name, String format) {
        Map.Entry<String, byte[]> file = table(sets.files(version), name);
        if (file.getKey().endsWith("." + format)) {
            return file.getValue();
        }
        try {
            List<List<String>> cells = TableText.cells(file.getKey(), file.getValue());
            return format.equals("csv") ? TableText.csv(cells) : TableText.xlsx(name, cells);
        } catch (UnreadableTable e) {
            throw new NotNow(file.getKey() + ": " + e.getMessage());
        }
    }

    /**
     * A rule set with other cells in one table, or with one more.
     *
     * @param format {@code csv} or {@code xlsx}
     */
    RuleSetFiles with(String version, String name, String format, byte[] content) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new NotKnown("There is no table " + name + "."); // it becomes the name of a file
        }
        RuleSetFiles base = sets.files(version);
        Map<String, byte[]> changed = new TreeMap<>(base.files());
        byte[] workbook = changed.get("tables/" + name + ".xlsx");
        changed.keySet().removeIf(file -> file.startsWith("tables/") && tableName(file).equals(name));
        if (workbook != null && format.equals("csv")) {
            changed.put("tables/" + name + ".xlsx", edited(name, workbook, content));
        } else {
            changed.put("tables/" + name + "." + format, content);
        }
        return RuleSetFiles.of(changed);
    }

    /** Cells that came without the workbook that they are from go back into it, so that its comments, colours and widths stay. */
    private static byte[] edited(String name, byte[] workbook, byte[] csv) {
        try {
            return WorkbookEdit.of("tables/" + name + ".xlsx", workbook, TableText.cells("tables/" + name + ".csv", csv));
        } catch (UnreadableTable e) {
            throw new Refused("The table cannot be read.", List.of(new Problem("tables/" + name, e.getMessage())));
        }
    }

    static byte[] csv(Map<String, Object> table) {
        try {
            return TableText.csv(TableTree.lines(table));
        } catch (TableTree.Malformed e) {
            throw new Refused("This is no table with title, sentence, headings and rows.", List.of(new Problem(e.path(), e.getMessage())));
        }
    }
}
