package dev.regard.routes.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run has done to the program, and what it has found. */
final class Scars {
    private static final int SHOWN = 8;
    private final Map<String, Integer> kills = new TreeMap<>();
    private int cutOffs;
    private boolean messagesUnderWay;
    private final Set<String> unfulfilled = new TreeSet<>();
    private final Set<Long> metNews = new HashSet<>();
    private final Set<Long> metRepeats = new HashSet<>();
    private final Set<String> ofNews = new TreeSet<>();
    private final Set<String> ofRepeats = new TreeSet<>();
    private final List<Restart> restarts = new ArrayList<>();
    /** When a program was ready or dead, by {@link System#nanoTime}. */
    private final List<Long> readyAt = new ArrayList<>();
    private final List<Long> diedAt = new ArrayList<>();
    private final Map<String, Long> checked = new LinkedHashMap<>();
    private final Map<String, List<String>> violations = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();

    private record Restart(Start start, int life) { }

    /** @param mayCutOff a message that is under way, where any is */
    synchronized void killed(String title, boolean mayCutOff) {
        kills.merge(title, 1, Integer::sum);
        cutOffs += mayCutOff && messagesUnderWay ? 1 : 0;
    }

    /** From now on messages to customers may go out, or none does. */
    synchronized void messagesGoOut(boolean now) {
        messagesUnderWay = now;
    }

    /** How many deaths may have cut off a message to a customer; of these one at a time is under way. */
    synchronized int cutOffs() {
        return cutOffs;
    }

    /** Died of events that are brought to it, which may have been only such as it had acknowledged before. */
    synchronized void diedOfEvents(String title, Prey prey) {
        if (metNews.contains(prey.pid()) || !metRepeats.contains(prey.pid())) {
            ofNews.add(title); // over HTTP, or in a file
        } else {
            ofRepeats.add(title);
        }
    }

    /** Events are brought to it that were acknowledged before. */
    synchronized void meetsRepeats(Prey prey) {
        metRepeats.add(prey.pid());
    }

    /** Somebody begins to bring events to it that nobody has acknowledged. */
    synchronized void meetsNews(Prey prey) {
        metNews.add(prey.pid());
    }

    /** The points of the intake at which it died, but never of events that were new. */
    synchronized Set<String> onlyOfRepeats() {
        Set<String> only = new TreeSet<>(ofRepeats);
        only.removeAll(ofNews);
        return only;
    }

    synchronized void unfulfilled(String title) {
        unfulfilled.add(title);
    }

    /** The first life is no restart. */
    synchronized void ready(Start start, int life) {
        readyAt.add(System.nanoTime());
        if (life > 1) {
            restarts.add(new Restart(start, life));
        }
    }

    synchronized void died() {
        diedAt.add(System.nanoTime());
    }

    /** So many more of them were held against what must be. */
    synchronized void checked(String what, long count) {
        checked.merge(what, count, Long::sum);
    }

    synchronized void violation(String what, String words) {
        checked.putIfAbsent(what, 0L);
        violations.computeIfAbsent(what, w -> new ArrayList<>()).add(words);
    }

    synchronized void note(String what, String words) {
        notes.put(what, words);
    }

    synchronized Set<String> points() {
        return Set.copyOf(kills.keySet());
    }

    /** The points that it was to die at and did not, not once. */
    synchronized Set<String> neverReached() {
        Set<String> never = new TreeSet<>(unfulfilled);
        never.removeAll(kills.keySet());
        return never;
    }

    synchronized int kills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int violations() {
        return violations.values().stream().mapToInt(List::size).sum();
    }

    synchronized Set<String> violated() {
        return Set.copyOf(violations.keySet());
    }

    /** Whether a program died between two moments. */
    synchronized boolean deathBetween(long from, long to) {
        return diedAt.stream().anyMatch(d -> d >= from && d <= to);
    }

    /** When the program was last ready before a moment. */
    synchronized long readyBefore(long moment) {
        return readyAt.stream().filter(r -> r <= moment).max(Long::compare).orElse(moment);
    }

    synchronized String table(String title) {
        StringBuilder table = new StringBuilder("\n").append(title).append("\n\n| killed | times |\n| --- | ---: |\n");
        kills.forEach((what, times) -> table.append("| ").append(what).append(" | ").append(times).append(" |\n"));
        table.append("| **all** | **").append(kills()).append("** |\n\n| what must hold | looked at | violations |\n| --- | ---: | ---: |\n");
        checked.forEach((what, count) -> table.append("| ").append(what).append(" | ").append(count).append(" | ")
                .append(violations.getOrDefault(what, List.of()).size()).append(" |\n"));
        table.append('\n');
        restarts(table);
        notes.forEach((what, words) -> table.append(what).append(": ").append(words).append('\n'));
        neverReached().forEach(point -> table.append("never reached: ").append(point).append('\n'));
        violations.forEach((what, all) -> {
            table.append('\n').append(what).append(": ").append(all.size()).append(" violations\n");
            all.stream().limit(SHOWN).forEach(words -> table.append("  ").append(words).append('\n'));
        });
        return table.toString();
    }

    private void restarts(StringBuilder table) {
        List<Restart> sorted = restarts.stream().sorted(Comparator.comparing(r -> r.start().took())).toList();
        if (sorted.isEmpty()) {
            return;
        }
        table.append("restart to ready: median ").append(Start.seconds(sorted.get(sorted.size() / 2).start().took())).append(" of ").append(sorted.size());
        Restart longest = sorted.get(sorted.size() - 1);
        table.append("; longest, life ").append(longest.life()).append(": ").append(longest.start().words());
        Restart slowest = restarts.stream().max(Comparator.comparing(r -> r.start().own())).orElseThrow();
        table.append("; longest but for that queue, life ").append(slowest.life()).append(": ").append(Start.seconds(slowest.start().own())).append('\n');
    }
}
