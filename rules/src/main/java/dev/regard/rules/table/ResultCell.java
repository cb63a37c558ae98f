package dev.regard.rules.table;

import dev.regard.engine.decision.Terms;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.WorkingSpan;
import dev.regard.rules.check.Nearest;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of result cells: one value of the column's type. */
final class ResultCell {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::00)?");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,4}) ?working ?(hour|day)s?( before)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHINESE_SPAN = Pattern.compile("(提前)? ?(\\d{1,4}) ?个?工作(小时|日|天) ?(前|之前)?");
    private static final Set<String> AT_ONCE = Set.of("at once", "立即", "马上");

    private static final BigDecimal MOST_CONTACTS = new BigDecimal(10_000);
    /** Ten years. */
    private static final BigDecimal MOST_HOURS = new BigDecimal(87_600);

    private ResultCell() { }

    /** Reads a filled cell to the Java type that {@link dev.regard.engine.rule.ValueType} names. */
    static Object read(String cell, Topic.Result column) throws CellRefused {
        String plain = Cells.plain(cell);
        return switch (column.type()) {
            case NAME -> name(plain, column.choices());
            case TEXT -> Cells.text(cell);
            case NUMBER -> Topic.CAPS.results().contains(column) ? ofCap(plain, column.name()) : Quantity.PLAIN.number(plain);
            case PERCENT -> Quantity.PERCENT.number(plain);
            case DAYS -> days(plain);
            case FLAG -> Cells.flag(plain).orElseThrow(() -> new CellRefused(Cells.quoted(plain) + " is neither yes nor no"));
            case DATE -> Dates.day(plain);
            case TIME -> time(plain);
            case WEEKDAYS -> weekdays(plain);
            case WORKING_SPAN -> span(plain);
            case WORDS -> Cells.phrases(cell);
        };
    }

    private static String name(String cell, Set<String> choices) throws CellRefused {
        String name = Cells.name(cell);
        if (choices.isEmpty()) {
            return name;
        }
        return Terms.named(name, choices).orElseThrow(() -> new CellRefused(Nearest.unknown(name, choices)));
    }

    /** How many contacts in how many hours. */
    private static BigDecimal ofCap(String cell, String column) throws CellRefused {
        BigDecimal number = Quantity.PLAIN.number(cell);
        if (column.equals("max") && (number.signum() < 0 || number.compareTo(MOST_CONTACTS) > 0 || number.stripTrailingZeros().scale() > 0)) {
            throw new CellRefused(Cells.quoted(cell) + " is not a number of contacts from 0 to " + MOST_CONTACTS.toPlainString());
        }
        if (column.equals("hours") && (number.signum() <= 0 || number.compareTo(MOST_HOURS) > 0)) {
            throw new CellRefused(Cells.quoted(cell) + " is not a number of hours above 0 and up to " + MOST_HOURS.toPlainString() + ", such as 168");
        }
        return number;
    }

    private static Integer days(String cell) throws CellRefused {
        int days = Quantity.DAYS.wholeNumber(cell);
        if (days < 0) {
            throw new CellRefused(Cells.quoted(cell) + " is less than no days");
        }
        return days;
    }

    private static LocalTime time(String cell) throws CellRefused {
        Matcher time = TIME.matcher(cell);
        if (time.matches()) {
            int hour = Integer.parseInt(time.group(1));
            int minute = Integer.parseInt(time.group(2));
            if (hour < 24 && minute < 60) {
                return LocalTime.of(hour, minute);
            }
            if (hour == 24 && minute == 0) {
                return LocalTime.MAX;
            }
        }
        throw new CellRefused(Cells.quoted(cell) + " is not a time from 00:00 to 24:00, such as 09:00");
    }

    private static Set<DayOfWeek> weekdays(String cell) throws CellRefused {
        return Weekdays.parse(cell)
                .orElseThrow(() -> new CellRefused(Cells.quoted(cell) + " are not days of the week such as Mon-Fri or 周六、周日"));
    }

    private static WorkingSpan span(String cell) throws CellRefused {
        if (AT_ONCE.contains(cell.toLowerCase(Locale.ROOT))) {
            return WorkingSpan.NONE;
        }
        Matcher english = SPAN.matcher(cell);
        if (english.matches()) {
            return span(english.group(1), english.group(2).equalsIgnoreCase("hour"), english.group(3) != null);
        }
        Matcher chinese = CHINESE_SPAN.matcher(cell);
        if (chinese.matches()) {
            return span(chinese.group(2), chinese.group(3).equals("小时"), chinese.group(1) != null || chinese.group(4) != null);
        }
        throw new CellRefused(Cells.quoted(cell)
                + " is not a working time, such as 2 working hours, 1 working hour before, 3 working days or at once");
    }

    private static WorkingSpan span(String digits, boolean hours, boolean before) {
        int size = Integer.parseInt(digits) * (before ? -1 : 1);
        return hours ? new WorkingSpan(size, 0) : new WorkingSpan(0, size);
    }
}
