package dev.regard.routes.command;

import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.settings.WrongSetting;
import dev.regard.routes.wiring.Presence;
import dev.regard.routes.wiring.RunningEngine;
import dev.regard.routes.wiring.Stores;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Where commands find the engine of a data folder. */
final class Engines {
    private Engines() { }

    /**
     * The same settings, for commands that only look at what is there: a misspelt folder must not become an empty company.
     *
     * @throws WrongSetting when no engine has worked on the data folder
     */
    static Settings known(Settings settings) {
        if (!Stores.exists(settings)) {
            throw new WrongSetting("no engine has worked on the data folder " + settings.data() + ", and nothing was made there; name it with --data DIR");
        }
        return settings;
    }

    /** The engine that runs on the data folder in another process. */
    static Optional<EngineClient> running(Settings settings) {
        return Presence.of(settings.data()).map(url -> new EngineClient(url, settings.web().token())).filter(EngineClient::lives);
    }

    /** By the clock of the engine that runs on the data folder; where none does, by the world's or the virtual one that starts there. */
    static Instant now(Settings settings) {
        return running(settings).map(EngineClient::now).or(settings::clock).orElseGet(Instant::now);
    }

    /** Asks the engine that runs on the data folder; where none does, one that answers and does nothing else. */
    static void ask(Settings settings, Consumer<EngineClient> questions) {
        Optional<EngineClient> running = running(settings);
        if (running.isPresent()) {
            questions.accept(running.get());
            return;
        }
        Logging.quiet();
        String token = UUID.randomUUID().toString();
        try (RunningEngine engine = RunningEngine.answering(settings, token)) {
            questions.accept(new EngineClient(engine.url().orElseThrow(), Optional.of(token)));
        }
    }
}
