package dev.regard.rules.calendar;

import dev.regard.engine.rule.Holidays;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.yaml.Fields;
import dev.regard.rules.yaml.Yaml;
import dev.regard.rules.yaml.Yaml.Scalar;
import dev.regard.rules.yaml.YamlFile;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Public holidays: for each year, under {@code off} each holiday's name with its first and last day (or its only one), and
 * under {@code working} the days of a weekend that are worked instead.
 */
public final class HolidayFile {
    private static final int LONGEST_HOLIDAY = 31;
    private static final List<String> KEYS = List.of("off", "working");

    private final List<RuleProblem> problems;

    private HolidayFile(List<RuleProblem> problems) {
        this.problems = problems;
    }

    /** The years of the file; what is wrong is added to the problems and left out. */
    public static Map<Integer, Holidays> read(String file, byte[] content, List<RuleProblem> problems) {
        HolidayFile reader = new HolidayFile(problems);
        Map<Integer, Holidays> years = new HashMap<>();
        YamlFile.read(file, content, problems).ifPresent(top -> top.entries().forEach((key, entry) -> {
            if (key.matches("(19|20)\\d\\d")) {
                years.put(Integer.valueOf(key), reader.year(Integer.parseInt(key), entry.value()));
            } else {
                problems.add(entry.place().error("'" + key + "' is not a year"));
            }
        }));
        return years;
    }

    private Holidays year(int year, Yaml node) {
        Fields fields = Fields.of(node, KEYS, problems);
        Set<LocalDate> off = new TreeSet<>();
        fields.entries("off").values().forEach(holiday -> off.addAll(holiday(year, holiday.place(), holiday.value())));
        Set<LocalDate> working = new TreeSet<>();
        fields.node("working").ifPresent(days -> Fields.list(days, problems)
                .forEach(day -> date(year, day).ifPresent(date -> addWorking(day.place(), date, off, working))));
        return new Holidays(off, working);
    }

    private void addWorking(Place place, LocalDate date, Set<LocalDate> off, Set<LocalDate> working) {
        if (off.contains(date)) {
            problems.add(place.error(date + " is both off and worked"));
        } else if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
            problems.add(place.warning(date + " is no Saturday or Sunday, so it is worked anyway"));
        } else {
            working.add(date);
        }
    }

    private List<LocalDate> holiday(int year, Place place, Yaml value) {
        List<LocalDate> ends = new ArrayList<>();
        Fields.list(value, problems).forEach(day -> date(year, day).ifPresent(ends::add));
        if (ends.isEmpty() || ends.size() > 2) {
            problems.add(place.error("a holiday has a first and a last day, or one day alone"));
            return List.of();
        }
        LocalDate last = ends.get(ends.size() - 1);
        if (last.isBefore(ends.get(0)) || ends.get(0).plusDays(LONGEST_HOLIDAY).isBefore(last)) {
            problems.add(place.error("from " + ends.get(0) + " to " + last + " is not a holiday of at most " + LONGEST_HOLIDAY + " days"));
            return List.of();
        }
        return ends.get(0).datesUntil(last.plusDays(1)).toList();
    }

    private Optional<LocalDate> date(int year, Scalar day) {
        try {
            LocalDate date = LocalDate.parse(day.text().strip());
            if (date.getYear() == year || date.getYear() == year - 1 && date.getMonth() == Month.DECEMBER) {
                return Optional.of(date);
            }
            problems.add(day.place().error(date + " is not in " + year));
        } catch (DateTimeParseException e) {
            problems.add(day.place().error("'" + day.text() + "' is not a date such as " + year + "-10-01"));
        }
        return Optional.empty();
    }
}
