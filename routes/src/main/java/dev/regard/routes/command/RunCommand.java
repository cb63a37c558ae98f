package dev.regard.routes.command;

import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.RunningEngine;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}: the engine in the foreground. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Starts the engine in the foreground: takes events over HTTP and from dropped files, decides, sends, shows pages.",
        footer = {"", "Each option is also an environment variable and a key of regard.yaml (--time-zone is REGARD_TIME_ZONE and time-zone).",
                "An option goes before the environment, that before the file, that before the default.",
                "", "Standard output says 'regard ready http://HOST:PORT' once it answers; the log goes to standard error.",
                "SIGTERM (Ctrl-C) takes nothing more, ends what is under way and stops within 15 seconds, with exit status 0.",
                "", "Examples:",
                "  regard run",
                "  regard run --data /var/lib/regard --smtp smtps://user:pass@mail.example --token \"$(cat token)\" --http 0.0.0.0:8080",
                "  regard run --data rehearsal --clock 2026-01-01T00:00:00Z"})
public final class RunCommand implements Callable<Integer>, EngineOptions.Taker {
    @Spec
    private CommandSpec spec;

    @Override
    public Set<Setting> settings() {
        return EnumSet.allOf(Setting.class);
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = EngineOptions.settings(spec).serving();
        Foreground.run(() -> RunningEngine.start(settings), engine -> {
            spec.commandLine().getOut().println("regard ready " + engine.url().orElseThrow());
            spec.commandLine().getOut().flush();
        });
        return 0;
    }
}
