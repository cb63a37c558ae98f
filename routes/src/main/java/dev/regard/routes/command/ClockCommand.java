package dev.regard.routes.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.run.HeldTime;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clock}: what time a running engine goes by. */
@Command(name = "clock", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Prints the time that a running engine goes by.",
                "When the machine's clock jumps ahead by more than an hour, the engine goes on by the time that it counted: what would only be due by the jump waits for 15 minutes, or until "
                        + "the clock is released here."},
        footer = {"", "Examples:", "  regard clock", "  regard clock --release      the machine's clock is right"})
public final class ClockCommand implements Callable<Integer>, EngineOptions.Taker {
    @Spec
    private CommandSpec spec;

    @Option(names = "--release", description = "Believe the machine's clock from now on.")
    private boolean release;

    @Override
    public Set<Setting> settings() {
        return EnumSet.of(Setting.DATA, Setting.TOKEN);
    }

    @Override
    public Integer call() {
        Settings settings = EngineOptions.settings(spec);
        Optional<EngineClient> engine = Engines.running(settings);
        if (engine.isEmpty()) {
            spec.commandLine().getErr().println("no engine runs on " + settings.data());
            return ExitCode.SOFTWARE;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (release) {
            out.println(engine.get().releaseClock() ? "released" : "there was nothing to release");
        }
        out.println(words(engine.get().clock()));
        return ExitCode.OK;
    }

    private static String words(JsonNode clock) {
        String now = clock.path("now").asText() + (clock.path("virtual").asBoolean() ? " (virtual)" : "");
        JsonNode held = clock.path("held");
        return held.isMissingNode() ? now : now + "; the machine's clock says " + held.path("told").asText() + ", which is ahead by "
                + HeldTime.words(Duration.ofSeconds(held.path("aheadSeconds").asLong())) + " and believed from " + held.path("until").asText() + " on";
    }
}
