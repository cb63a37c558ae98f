package dev.regard.rules.table;

import dev.regard.engine.rule.Test.During;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days in cells: {@code 2026-12-01}, {@code 2026/12/1} or {@code 2026年12月1日}, compared and as ranges. */
final class Dates {
    private static final String DATE = "(\\d{4})\\s*(?:[-/.]|年)\\s*(\\d{1,2})\\s*(?:[-/.]|月)\\s*(\\d{1,2})\\s*日?";
    private static final Pattern ONE = Pattern.compile(DATE);
    private static final Pattern COMPARED = Pattern.compile("(>=|≥|<=|≤|>|<)\\s*(" + DATE + ")");
    private static final Pattern RANGE = Pattern.compile("(" + DATE + ")\\s*(?:\\.{2,3}|~|至|到|to)\\s*(" + DATE + ")", Pattern.CASE_INSENSITIVE);
    private static final int SECOND_OF_RANGE = 5;

    private Dates() { }

    static LocalDate day(String cell) throws CellRefused {
        Matcher day = ONE.matcher(cell);
        try {
            if (day.matches()) {
                return LocalDate.of(Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(3)));
            }
        } catch (DateTimeException e) {
            throw new CellRefused(Cells.quoted(cell) + " is not in the calendar");
        }
        throw new CellRefused(Cells.quoted(cell) + " is not a date such as 2026-12-01");
    }

    /** A day, a comparison or a range. */
    static During range(String cell) throws CellRefused {
        Matcher compared = COMPARED.matcher(cell);
        if (compared.matches()) {
            LocalDate day = day(compared.group(2));
            return switch (compared.group(1)) {
                case ">" -> new During(day.plusDays(1), null);
                case "<" -> new During(null, day.minusDays(1));
                case "<=", "≤" -> new During(null, day);
                default -> new During(day, null);
            };
        }
        Matcher range = RANGE.matcher(cell);
        if (range.matches()) {
            LocalDate from = day(range.group(1));
            LocalDate until = day(range.group(SECOND_OF_RANGE));
            if (until.isBefore(from)) {
                throw new CellRefused("no day is in the range '" + cell + "'");
            }
            return new During(from, until);
        }
        LocalDate day = day(cell);
        return new During(day, day);
    }
}
