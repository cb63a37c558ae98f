package dev.regard.routes.wiring;

import dev.regard.engine.run.Publishing.Publication;
import dev.regard.engine.store.Store;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.RuleSetFiles;
import java.time.InstantSource;

/** Hands published rules out and takes new ones in while no engine runs. */
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

    /**
     * Publishes a rule set; the next start plans all customers by it.
     *
     * @throws RulesRefused when there is an error in it
     */
    public static Publication publish(Settings settings, RuleSetFiles files, String reason) {
        try (Store store = Stores.open(settings)) {
            return new PublishedRules(store.notes()).publish(files, Company.read(settings).organisation(), reason,
                    RunningEngine.clock(settings, store.notes(), InstantSource.system(), System::nanoTime).instant()).publication();
        }
    }
}
