package dev.regard.rules.table;

import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.WorkingSpan;
import dev.regard.rules.check.Nearest;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of result cells: one value of the column's type. */
final class ResultCell {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::00)?");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,4}) ?working ?(hour|day)s?( before)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHINESE_SPAN = Pattern.compile("(提前)? ?(\\d{1,4}) ?个?工作(小时|日|天) ?(前|之前)?");
    private static final Set<String> AT_ONCE = Set.of("at once", "立即", "马上");
    private static final Set<String> DAILY = Set.of("daily", "every day", "每天", "每日");
    private static final Map<String, DayOfWeek> DAYS = days();

    private ResultCell() { }

    /** Reads a filled cell to the Java type that {@link dev.regard.engine.rule.ValueType} names. */
    static Object read(String cell, Topic.Result column) throws CellRefused {
        String plain = Cells.plain(cell);
        return switch (column.type()) {
            case NAME -> name(plain, column.choices());
            case TEXT -> Cells.text(cell);
            case NUMBER -> Quantity.PLAIN.number(plain);
            case PERCENT -> Quantity.PERCENT.number(plain);
            case DAYS -> days(plain);
            case FLAG -> Cells.flag(plain).orElseThrow(() -> new CellRefused("'" + plain + "' is neither yes nor no"));
            case TIME -> time(plain);
            case WEEKDAYS -> weekdays(plain);
            case WORKING_SPAN -> span(plain);
            case WORDS -> Cells.phrases(cell);
        };
    }

    private static String name(String cell, Set<String> choices) throws CellRefused {
        String name = Cells.name(cell);
        if (!choices.isEmpty() && !choices.contains(name)) {
            throw new CellRefused(Nearest.unknown(cell, choices));
        }
        return name;
    }

    private static Integer days(String cell) throws CellRefused {
        int days = Quantity.DAYS.wholeNumber(cell);
        if (days < 0) {
            throw new CellRefused("'" + cell + "' is less than no days");
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
        throw new CellRefused("'" + cell + "' is not a time from 00:00 to 24:00, such as 09:00");
    }

    private static Set<DayOfWeek> weekdays(String cell) throws CellRefused {
        if (DAILY.contains(cell.toLowerCase(Locale.ROOT))) {
            return Collections.unmodifiableSet(EnumSet.allOf(DayOfWeek.class));
        }
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : cell.split("\\s*[,、;]\\s*", -1)) {
            String[] ends = part.split("\\s*[-–~至到]\\s*", -1);
            if (ends.length > 2) {
                throw new CellRefused("'" + part + "' is not a day of the week or a range of days such as Mon-Fri");
            }
            DayOfWeek last = weekday(ends[ends.length - 1]);
            for (DayOfWeek day = weekday(ends[0]); day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return Collections.unmodifiableSet(days);
    }

    private static DayOfWeek weekday(String word) throws CellRefused {
        DayOfWeek day = DAYS.get(word.toLowerCase(Locale.ROOT));
        if (day == null) {
            throw new CellRefused("'" + word + "' is not a day of the week, such as Mon or 周一");
        }
        return day;
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
        throw new CellRefused("'" + cell + "' is not a working time, such as 2 working hours, 1 working hour before, 3 working days or at once");
    }

    private static WorkingSpan span(String digits, boolean hours, boolean before) {
        int size = Integer.parseInt(digits) * (before ? -1 : 1);
        return hours ? new WorkingSpan(size, 0) : new WorkingSpan(0, size);
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> days = new LinkedHashMap<>();
        String chinese = "一二三四五六日";
        for (DayOfWeek day : DayOfWeek.values()) {
            String english = day.name().toLowerCase(Locale.ROOT);
            days.put(english, day);
            days.put(english.substring(0, 3), day);
            for (String prefix : Set.of("周", "星期", "礼拜")) {
                days.put(prefix + chinese.charAt(day.ordinal()), day);
            }
        }
        days.put("周天", DayOfWeek.SUNDAY);
        days.put("星期天", DayOfWeek.SUNDAY);
        return Map.copyOf(days);
    }
}
