package dev.regard.rules;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.rules.organisation.OrganisationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

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

    public static RuleSet ruleSet() {
        LoadedRuleSet loaded = RuleSetReader.read(files(), Optional.of(organisation()));
        return loaded.ruleSet().orElseThrow(() -> new AssertionError(loaded.problems().toString()));
    }
}
