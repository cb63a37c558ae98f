package dev.regard.engine.time;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a day, half-open {@code [from, to)}, in minutes of the day so that it can end at 24:00 (1440).
 * A window never crosses midnight and is never empty.
 */
public record Window(int fromMinute, int toMinute) {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})");
    private static final int END_OF_DAY = 24 * 60;

    public Window {
        if (fromMinute < 0 || toMinute > END_OF_DAY || fromMinute >= toMinute) {
            throw new IllegalArgumentException(
                    "a window must begin before it ends, within 00:00 and 24:00, but is " + text(fromMinute, toMinute));
        }
    }

    /** From {@code "09:00"} and {@code "18:00"}; the end may be {@code "24:00"}. */
    public static Window of(String from, String to) {
        return new Window(minute(from), minute(to));
    }

    /** Whether the time of day lies in this window, to the nanosecond. */
    public boolean contains(LocalTime time) {
        int minute = minuteOf(time);
        return fromMinute <= minute && minute < toMinute;
    }

    @Override
    public String toString() {
        return text(fromMinute, toMinute);
    }

    static int minuteOf(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }

    /** In order, with those that overlap or touch made one. */
    static List<Window> merged(List<Window> windows) {
        List<Window> merged = new ArrayList<>();
        for (Window next : windows.stream().sorted(Comparator.comparingInt(Window::fromMinute)).toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && next.fromMinute <= merged.get(last).toMinute) {
                Window before = merged.get(last);
                merged.set(last, new Window(before.fromMinute, Math.max(before.toMinute, next.toMinute)));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }

    /** What is left of the windows, in order, when the others are cut out of them. */
    static List<Window> without(List<Window> windows, List<Window> others) {
        List<Window> left = new ArrayList<>();
        for (Window window : merged(windows)) {
            int from = window.fromMinute;
            for (Window cut : merged(others)) {
                if (cut.fromMinute > from) {
                    addUnlessEmpty(left, from, Math.min(cut.fromMinute, window.toMinute));
                }
                from = Math.max(from, cut.toMinute);
            }
            addUnlessEmpty(left, from, window.toMinute);
        }
        return List.copyOf(left);
    }

    private static void addUnlessEmpty(List<Window> windows, int from, int to) {
        if (from < to) {
            windows.add(new Window(from, to));
        }
    }

    private static int minute(String text) {
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            int hour = Integer.parseInt(time.group(1));
            int minute = Integer.parseInt(time.group(2));
            if (minute < 60 && hour * 60 + minute <= END_OF_DAY) {
                return hour * 60 + minute;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a time of day from 00:00 to 24:00");
    }

    private static String text(int from, int to) {
        return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, to / 60, to % 60);
    }
}
