package dev.regard.rules.calendar;

import dev.regard.engine.rule.Festival;
import dev.regard.engine.time.AnnualDate;
import dev.regard.engine.time.CalendarSystem;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.yaml.Fields;
import dev.regard.rules.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Festivals by name: {@code calendar} (solar or lunar), {@code month} and {@code day}, or {@code solarTerm: qingming}. */
public final class FestivalFile {
    private static final List<String> KEYS = List.of("calendar", "month", "day", "solarTerm");
    private static final List<String> CALENDARS = List.of("solar", "lunar");
    private static final String QINGMING = "qingming";

    private FestivalFile() { }

    /** The festivals of the file; what is wrong is added to the problems and left out. */
    public static List<Festival> read(String file, byte[] content, List<RuleProblem> problems) {
        List<Festival> festivals = new ArrayList<>();
        YamlFile.read(file, content, problems).ifPresent(top -> top.entries().forEach((name, entry) -> {
            if (!name.matches("[a-z0-9][a-z0-9-]*")) {
                problems.add(entry.place().error("'" + name + "' is not a name of small letters, digits and -"));
            }
            festival(name, Fields.of(entry.value(), KEYS, problems)).ifPresent(festivals::add);
        }));
        return festivals;
    }

    private static Optional<Festival> festival(String name, Fields fields) {
        Optional<String> term = fields.text("solarTerm");
        if (term.isPresent()) {
            if (!term.get().equals(QINGMING) || !name.equals(QINGMING)) {
                fields.error("solarTerm", "the only solar term that is known is qingming, under this name");
                return Optional.empty();
            }
            return Optional.of(new Festival(name, null));
        }
        String calendar = fields.requiredText("calendar");
        if (!calendar.isEmpty() && !CALENDARS.contains(calendar)) {
            fields.error("calendar", Nearest.unknown(calendar, CALENDARS));
            return Optional.empty();
        }
        fields.requiredText("month");
        fields.requiredText("day");
        Optional<Integer> month = fields.number("month");
        Optional<Integer> day = fields.number("day");
        if (calendar.isEmpty() || month.isEmpty() || day.isEmpty()) {
            return Optional.empty();
        }
        try {
            CalendarSystem system = CalendarSystem.valueOf(calendar.toUpperCase(Locale.ROOT));
            return Optional.of(new Festival(name, new AnnualDate(system, month.get(), day.get(), false)));
        } catch (IllegalArgumentException e) {
            fields.error("day", e.getMessage());
            return Optional.empty();
        }
    }
}
