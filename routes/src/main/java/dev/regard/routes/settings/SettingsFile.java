package dev.regard.routes.settings;

import dev.regard.routes.settings.SettingsReader.Given;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.yaml.Yaml;
import dev.regard.rules.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads {@code regard.yaml}: a key and its value a line, the keys named like the options. */
final class SettingsFile {
    private SettingsFile() { }

    /** @throws WrongSetting with each problem on a line of its own, {@code FILE:LINE:COLUMN: words} */
    static Map<Setting, Given> read(Path file) {
        String name = file.toString();
        List<RuleProblem> problems = new ArrayList<>();
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        YamlFile.read(name, content(file), problems).ifPresent(top -> top.entries().forEach((key, entry) ->
                read(key, entry, given, problems)));
        if (!problems.isEmpty()) {
            throw new WrongSetting(problems.stream().map(p -> p.file() + ":" + p.row() + ":" + p.column() + ": " + p.words())
                    .collect(Collectors.joining("\n")));
        }
        return given;
    }

    private static void read(String key, Yaml.Entry entry, Map<Setting, Given> given, List<RuleProblem> problems) {
        Place place = entry.place();
        if (Setting.NOT_YET.contains(key)) {
            problems.add(place.error(SettingsReader.notYet("'" + key + "'").getMessage()));
        } else if (Setting.of(key).isEmpty()) {
            problems.add(place.error(Nearest.unknown(key, Setting.keys())));
        } else if (entry.value() instanceof Yaml.Scalar scalar) {
            given.put(Setting.of(key).orElseThrow(), new Given(scalar.text(), place.file() + ":" + place.row() + ": " + key));
        } else {
            problems.add(place.error("'" + key + "' takes a single value"));
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new WrongSetting("the settings file " + file + " cannot be read");
        }
    }
}
