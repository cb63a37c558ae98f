package dev.regard.routes.wiring;

import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Store;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.RuleSetFiles;
import java.nio.file.Path;

/** Hands published rules out and takes new ones in while no engine runs. */
public final class RulesDesk {
    private RulesDesk() { }

    /** The published files; before the first start the shipped ones. */
    public static RuleSetFiles published(Settings settings) {
        try (Store store = Stores.open(settings)) {
            return new PublishedRules(store.notes()).files().orElseGet(() -> RuleSetFiles.in(Shipped.rules()));
        }
    }

    /**
     * Publishes a folder's rule set; the next start plans all customers by it.
     *
     * @throws RulesRefused when there is an error in it
     */
    public static RuleSet publish(Settings settings, Path folder, String reason) {
        try (Store store = Stores.open(settings)) {
            return new PublishedRules(store.notes()).publish(folder, Company.read(settings).organisation(), reason);
        }
    }
}
