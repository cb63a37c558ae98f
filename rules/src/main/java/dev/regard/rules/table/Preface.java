package dev.regard.rules.table;

import dev.regard.engine.rule.Charter;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Topic.HitPolicy;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Sheet.Cell;
import dev.regard.rules.table.Sheet.Line;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands between a table's sentence and its headings, each in a row of its own as {@code Owner | Chen Wei} or {@code Owner: Chen Wei}, and may
 * all be left out.
 */
final class Preface {
    private static final Pattern IN_ONE_CELL = Pattern.compile("([^:]{1,20}):\\s*(.+)");
    private static final Map<String, HitPolicy> POLICIES = Map.of("first", HitPolicy.FIRST, "首条", HitPolicy.FIRST, "all", HitPolicy.ALL, "全部", HitPolicy.ALL,
            "priority", HitPolicy.PRIORITY, "by priority", HitPolicy.PRIORITY, "优先级", HitPolicy.PRIORITY);

    /** What can be said. */
    enum Label {
        ADDS_TO("Adds to", "补充"),
        HIT_POLICY("Hit policy", "命中方式"),
        VALID_FROM("Valid from", "生效日期"),
        VALID_UNTIL("Valid until", "失效日期"),
        OWNER("Owner", "负责人");

        final String english;
        final String chinese;

        Label(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }
    }

    /** One of its rows. */
    private record Entry(Label label, Line line, int column, String value) { }

    private final Sheet sheet;
    private final List<RuleProblem> problems;
    private final boolean wasInForce;
    private final Map<Label, Entry> entries = new EnumMap<>(Label.class);

    Preface(Sheet sheet, List<RuleProblem> problems, boolean wasInForce) {
        this.sheet = sheet;
        this.problems = problems;
        this.wasInForce = wasInForce;
    }

    static List<String> labels() {
        return Arrays.stream(Label.values()).map(l -> l.english).toList();
    }

    /** Whether the row belongs to a preface: it has a label, and what that says and nothing else. A row of headings has more than one cell. */
    static boolean isOf(Line line) {
        return entry(line).isPresent();
    }

    /** The row's label in English with what it says. */
    static Optional<Map.Entry<String, String>> said(Line line) {
        return entry(line).map(e -> Map.entry(e.label.english, e.value));
    }

    private static Optional<Entry> entry(Line line) {
        if (line.cells().stream().skip(2).anyMatch(c -> !c.isBlank())) {
            return Optional.empty();
        }
        String first = Cells.plain(line.cell(0).text());
        Cell second = line.cell(1);
        Matcher one = IN_ONE_CELL.matcher(first);
        if (second.isBlank()) {
            return one.matches() ? label(one.group(1)).map(l -> new Entry(l, line, 0, one.group(2).strip())) : label(first).map(l -> new Entry(l, line, 1, Cells.plain(second.text())));
        }
        return label(first).map(l -> new Entry(l, line, 1, Cells.plain(second.text())));
    }

    private static Optional<Label> label(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*:$", "");
        return Arrays.stream(Label.values()).filter(l -> l.english.toLowerCase(Locale.ROOT).equals(wanted) || l.chinese.equals(wanted)).findFirst();
    }

    void take(Line line) {
        Entry entry = entry(line).orElseThrow();
        String refusal = line.cell(entry.column).refusal();
        if (!refusal.isEmpty()) {
            refuse(entry, refusal);
        } else if (entry.value.isEmpty()) {
            refuse(entry, "'" + entry.label.english + "' says nothing: fill this cell, or remove the row");
        } else if (entries.putIfAbsent(entry.label, entry) != null) {
            refuse(entry, "'" + entry.label.english + "' is said twice");
        }
    }

    private void refuse(Entry entry, String words) {
        problems.add(sheet.place(entry.line.number(), entry.column).error(words));
    }

    /** The topic that the table adds to; empty when it names none. */
    Optional<Topic> addsTo() {
        return Optional.ofNullable(entries.get(Label.ADDS_TO)).flatMap(entry -> Topic.ofTable(entry.value.toLowerCase(Locale.ROOT)));
    }

    /** That there is no table of the name that it says to add to. */
    RuleProblem unknownTable() {
        Entry entry = entries.get(Label.ADDS_TO);
        return sheet.place(entry.line.number(), entry.column).error("there is no table of this name: "
                + Nearest.unknown(entry.value, Arrays.stream(Topic.values()).map(Topic::tableName).toList()));
    }

    boolean says(Label label) {
        return entries.containsKey(label);
    }

    void refuse(Label label, String words) {
        Optional.ofNullable(entries.get(label)).ifPresent(entry -> refuse(entry, words));
    }

    /** As it says, else the one given. */
    HitPolicy policy(HitPolicy usual) {
        Entry entry = entries.get(Label.HIT_POLICY);
        if (entry == null) {
            return usual;
        }
        HitPolicy policy = POLICIES.get(entry.value.toLowerCase(Locale.ROOT));
        if (policy == null) {
            refuse(entry, Nearest.unknown(entry.value, POLICIES.keySet().stream().filter(p -> p.matches("\\w+")).sorted().collect(Collectors.toList())));
        }
        return policy == null ? usual : policy;
    }

    Charter charter() {
        LocalDate from = day(Label.VALID_FROM);
        LocalDate until = day(Label.VALID_UNTIL);
        if (from != null && until != null && until.isBefore(from)) {
            refuse(Label.VALID_UNTIL, until + " is before " + from);
        }
        return new Charter(owner(), from, until);
    }

    private String owner() {
        Entry entry = entries.get(Label.OWNER);
        if (entry == null) {
            return "";
        }
        sheet.formula(entry.line.number(), entry.column, entry.value, wasInForce).ifPresent(problems::add);
        return entry.value;
    }

    private LocalDate day(Label label) {
        Entry entry = entries.get(label);
        try {
            return entry == null ? null : Dates.day(entry.value);
        } catch (CellRefused e) {
            refuse(entry, e.getMessage());
            return null;
        }
    }
}
