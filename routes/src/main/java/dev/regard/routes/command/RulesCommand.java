package dev.regard.routes.command;

import dev.regard.engine.run.Publishing.Publication;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.RulesDesk;
import dev.regard.rules.RuleSetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules}: the published rule set as files, and back. */
@Command(name = "rules", mixinStandardHelpOptions = true, subcommands = {RulesCommand.Export.class, RulesCommand.Publish.class},
        description = "The published rule set as files, and back.",
        footer = {"", "The way of a change: export, edit in a spreadsheet program, check, publish.",
                "", "Examples:",
                "  regard rules export my-rules",
                "  regard check my-rules",
                "  regard rules publish my-rules --reason 'gold from 80 000'"})
public final class RulesCommand implements Callable<Integer> {
    private static final Set<Setting> SETTINGS = EnumSet.of(Setting.DATA, Setting.MONGODB, Setting.TIME_ZONE, Setting.CLOCK, Setting.YES_VIRTUAL_TIME,
            Setting.TOKEN);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say export or publish");
    }

    /** {@code rules export}. */
    @Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false, description = "Writes the published rule set into an empty folder.")
    static final class Export implements Callable<Integer>, EngineOptions.Taker {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "An empty folder, or one that is made.")
        private Path folder;

        @Override
        public Set<Setting> settings() {
            return SETTINGS;
        }

        @Override
        public Integer call() throws IOException {
            Settings settings = Engines.known(EngineOptions.settings(spec));
            Files.createDirectories(folder);
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    spec.commandLine().getErr().println(folder + " is not empty");
                    return ExitCode.USAGE;
                }
            }
            Logging.quiet();
            RuleSetFiles published = Engines.running(settings).map(engine -> RuleSetFiles.inArchive(engine.rules()))
                    .orElseGet(() -> RulesDesk.published(settings));
            for (Map.Entry<String, byte[]> file : published.files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            return ExitCode.OK;
        }
    }

    /** {@code rules publish}. */
    @Command(name = "publish", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Checks a rule set and publishes it; an error refuses it.",
            footer = {"", "Where an engine runs on the data folder, the next event is decided by it and all customers are planned anew in the background;",
                    "else the next start does both."})
    static final class Publish implements Callable<Integer>, EngineOptions.Taker {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The rule set.")
        private Path folder;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept beside the version.")
        private String reason;

        @Override
        public Set<Setting> settings() {
            return SETTINGS;
        }

        @Override
        public Integer call() {
            Settings settings = Engines.known(EngineOptions.settings(spec));
            Logging.quiet();
            RuleSetFiles files = RuleSetFiles.in(folder);
            Publication published = Engines.running(settings).map(engine -> engine.publish(files.archive(), reason))
                    .orElseGet(() -> RulesDesk.publish(settings, files, reason));
            published.warnings().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getOut().println("published " + published.version());
            return ExitCode.OK;
        }
    }
}
