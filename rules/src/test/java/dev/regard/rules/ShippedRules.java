package dev.regard.rules;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.organisation.OrganisationFile;
import dev.regard.rules.table.ReadTable;
import dev.regard.rules.table.TableFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rule set that analysts start from. */
public final class ShippedRules {
    public static final Path FOLDER = Path.of("src/main/rule-set");

    private ShippedRules() { }

    public static RuleSetFiles files() {
        return RuleSetFiles.in(FOLDER);
    }

    public static Organisation organisation() {
        return OrganisationFile.read(OrganisationFile.NAME, RuleSetFiles.beside(FOLDER, OrganisationFile.NAME).orElseThrow(), new ArrayList<>())
                .orElseThrow();
    }

    public static Map<Topic, DecisionTable> tables() {
        Map<Topic, DecisionTable> tables = new EnumMap<>(Topic.class);
        files().folder("tables").forEach((file, content) -> {
            ReadTable read = TableFile.read(file, content);
            tables.put(read.table().topic(), read.table());
        });
        return tables;
    }

    public static RuleSet ruleSet() {
        LoadedRuleSet loaded = RuleSetReader.read(files(), Optional.of(organisation()));
        return loaded.ruleSet().orElseThrow(() -> new AssertionError(loaded.problems().toString()));
    }

    /** What is wrong then, but for the columns that a short example does without. */
    public static List<String> found(Map<String, String> tables) {
        return with(tables).problems().stream().map(Object::toString).filter(problem -> !problem.contains("there is no column")).toList();
    }

    /** The shipped rule set with these CSV files among its tables, in place of those of the same name. */
    public static LoadedRuleSet with(Map<String, String> tables) {
        Map<String, byte[]> files = new TreeMap<>(files().files());
        tables.keySet().forEach(file -> files.remove("tables/" + file.replace(".csv", ".xlsx")));
        tables.forEach((file, text) -> files.put("tables/" + file, text.getBytes(StandardCharsets.UTF_8)));
        return RuleSetReader.read(RuleSetFiles.of(files), Optional.of(organisation()));
    }
}
