package dev.regard.rules.table;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Days of the week as people write them: {@code Mon-Fri}, {@code Sat, Sun}, 周一至周五, {@code daily}. */
public final class Weekdays {
    private static final Set<String> DAILY = Set.of("daily", "every day", "每天", "每日");
    private static final Map<String, DayOfWeek> DAYS = days();

    private Weekdays() { }

    /** The days in the order of the week; empty when the words are something else. */
    public static Optional<Set<DayOfWeek>> parse(String words) {
        String plain = Cells.plain(words).toLowerCase(Locale.ROOT);
        if (DAILY.contains(plain)) {
            return Optional.of(Collections.unmodifiableSet(EnumSet.allOf(DayOfWeek.class)));
        }
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : plain.split("\\s*[,、;]\\s*", -1)) {
            String[] ends = part.split("\\s*[-–~至到]\\s*", -1);
            DayOfWeek first = DAYS.get(ends[0]);
            DayOfWeek last = DAYS.get(ends[ends.length - 1]);
            if (ends.length > 2 || first == null || last == null) {
                return Optional.empty();
            }
            for (DayOfWeek day = first; day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return Optional.of(Collections.unmodifiableSet(days));
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
