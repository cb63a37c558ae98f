package dev.regard.routes.wiring;

import dev.regard.engine.store.Store;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.RuleSetFiles;

/** Hands published rules out while no engine runs. */
public final class RulesDesk {
    private RulesDesk() { }

    /** What a new installation starts with. */
    public static RuleSetFiles shipped() {
        return RuleSetFiles.in(Shipped.rules());
    }

    /** The published files; before the first start the shipped ones. */
    public static RuleSetFiles published(Settings settings) {
        try (Store store = Stores.open(settings)) {
            return new PublishedRules(store.notes()).files().orElseGet(RulesDesk::shipped);
        }
    }
}
