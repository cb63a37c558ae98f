package dev.regard.routes.command;

import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that are settings too; all commands that need an engine share them. */
public final class EngineOptions {
    private static final Path CONFIG = Path.of("regard.yaml");
    private static final List<String> NOT_YET = List.of("--kafka");

    private EngineOptions() { }

    /** A command that is told by settings; it gets their options. */
    public interface Taker {
        /** Those that make sense for it. */
        Set<Setting> settings();
    }

    /** Gives each command below this one its options. */
    public static void addTo(CommandLine line) {
        for (CommandLine command : new LinkedHashSet<>(line.getSubcommands().values())) { // one with two names comes twice
            if (command.getCommand() instanceof Taker taker) {
                taker.settings().forEach(setting -> command.getCommandSpec().addOption(option(setting)));
                NOT_YET.forEach(name -> command.getCommandSpec().addOption(
                        OptionSpec.builder(name).type(String.class).arity("0..1").hidden(true).build()));
                command.getCommandSpec().addOption(OptionSpec.builder("--config").paramLabel("FILE").type(Path.class)
                        .description("Read settings from this file. Default: " + CONFIG + ", where there is one.").build());
            }
            addTo(command);
        }
    }

    private static OptionSpec option(Setting setting) {
        List<String> words = new ArrayList<>(List.of(setting.words()));
        words.add((setting.fallback().isEmpty() ? "" : "Default: " + setting.fallback() + ". ") + "Also " + setting.variable() + ".");
        OptionSpec.Builder option = OptionSpec.builder(setting.option()).description(words.toArray(String[]::new));
        return setting.isFlag() ? option.type(boolean.class).build() : option.paramLabel(setting.label()).type(String.class).build();
    }

    /** What a command was told, by its options, the environment and {@code regard.yaml}. */
    public static Settings settings(CommandSpec spec) {
        ParseResult parsed = spec.commandLine().getParseResult();
        for (String name : NOT_YET) {
            if (parsed.hasMatchedOption(name)) {
                throw SettingsReader.notYet(name);
            }
        }
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (parsed.hasMatchedOption(setting.option())) {
                options.put(setting, parsed.<Object>matchedOptionValue(setting.option(), "").toString());
            }
        }
        Optional<Path> told = Optional.ofNullable(parsed.matchedOptionValue("--config", null));
        Settings settings = SettingsReader.read(options, System.getenv(), told.or(() -> Optional.of(CONFIG).filter(Files::exists)));
        Logging.write(settings.logFormat());
        Logging.tellWhatThreadsDieOf();
        return settings;
    }
}
