package dev.regard.rules.table;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Further;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Topic.HitPolicy;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.table.Sheet.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the words over a column into what the column is for, without regard to case and surplus blanks. Where a heading
 * could be both, a plain one is the topic's result; {@code If: How} (若) asks, {@code Then: How} (则) answers.
 */
final class Headings {
    private static final Pattern ASKS = Pattern.compile("(?:if|when|若|如果)\\s*:?\\s*(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANSWERS = Pattern.compile("(?:then|则)\\s*:?\\s*(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FREE = Pattern.compile("(event|traits|derived)\\.([\\p{L}\\p{N}_.-]{1,60})", Pattern.CASE_INSENSITIVE);
    private static final Topic.Result PRIORITY = new Topic.Result("priority", ValueType.NUMBER, false, Set.of(), "Priority", "优先级");
    private static final Map<String, Column> ORDER = Map.of("key", new Column.Key(), "键", new Column.Key(), "编号", new Column.Key(),
            "note", new Column.Note(), "notes", new Column.Note(), "备注", new Column.Note(),
            "in use", new Column.InUse(), "启用", new Column.InUse());
    private static final Map<String, Column> ASKED = asked();

    private final Map<String, Column> answers = new LinkedHashMap<>();

    private final Map<String, Column> answersByName = new LinkedHashMap<>();
    private final List<Topic.Result> results;
    private final boolean derives;
    private final Line line;
    private final List<Line> rules;

    /**
     * @param topic  null for a table that derives facts
     * @param line   the headings
     * @param rules  what stands below them
     */
    Headings(Topic topic, HitPolicy policy, Line line, List<Line> rules) {
        this.derives = topic == null;
        this.line = line;
        this.rules = rules;
        results = new ArrayList<>(topic == null ? List.of() : topic.results());
        if (policy == HitPolicy.PRIORITY && results.stream().noneMatch(r -> r.name().equals(PRIORITY.name()))) {
            results.add(PRIORITY);
        }
        for (Topic.Result result : results) {
            answers.put(normal(result.english()), new Column.Answer(result));
            answers.put(normal(result.chinese()), new Column.Answer(result));
            answersByName.put(normal(result.name()), new Column.Answer(result));
        }
    }

    Line line() {
        return line;
    }

    /** What the rows may answer, those that were derived by the headings read so far among it. */
    List<Topic.Result> results() {
        return results;
    }

    Column column(String heading, int column) throws CellRefused {
        Optional<Column> derived = derives ? derived(heading, column) : Optional.empty();
        String wanted = normal(heading);
        return derived.or(() -> Optional.ofNullable(ORDER.get(wanted))).or(() -> Optional.ofNullable(answers.get(wanted)))
                .or(() -> askedFor(heading)).or(() -> Optional.ofNullable(answersByName.get(wanted)))
                .or(() -> prefixed(ASKS, heading, Headings::askedFor))
                .or(() -> prefixed(ANSWERS, heading, this::answer))
                .orElseThrow(() -> new CellRefused(unknown(heading)));
    }

    static boolean isKey(String heading) {
        return ORDER.get(normal(heading)) instanceof Column.Key;
    }

    /** {@code Then: derived.NAME} in a table of no topic; what stands below says whether it is a number, yes or no, or a name. */
    private Optional<Column> derived(String heading, int column) throws CellRefused {
        Matcher then = ANSWERS.matcher(Cells.plain(heading));
        if (isMisspeltFact(heading)) {
            throw new CellRefused("the heading '" + heading + "' names no fact: after 'derived.' comes a name of letters, digits, - and _, as in 'Then: derived.score'");
        }
        Matcher fact = FREE.matcher(then.matches() ? then.group(1) : "");
        if (!fact.matches() || !fact.group(1).equalsIgnoreCase("derived")) {
            return Optional.empty();
        }
        List<String> cells = rules.stream().map(l -> l.cell(column)).filter(c -> !c.isUnfilled()).map(c -> Cells.plain(c.text())).toList();
        ValueType type = cells.isEmpty() ? ValueType.NAME : cells.stream().allMatch(Quantity.PLAIN::matches) ? ValueType.NUMBER
                : cells.stream().allMatch(c -> Cells.flag(c).isPresent()) ? ValueType.FLAG : ValueType.NAME;
        String name = Further.DERIVED + fact.group(2);
        if (results.stream().anyMatch(r -> r.name().equalsIgnoreCase(name))) {
            throw new CellRefused("the fact " + name + " is derived in two columns");
        }
        Topic.Result result = new Topic.Result(name, type, false, Set.of(), name, name);
        results.add(result);
        return Optional.of(new Column.Answer(result));
    }

    /** Whether the heading begins as one of a derived fact and goes on as none. */
    private static boolean isMisspeltFact(String heading) {
        Matcher then = ANSWERS.matcher(Cells.plain(heading));
        return then.matches() && then.group(1).toLowerCase(Locale.ROOT).startsWith("derived") && !FREE.matcher(then.group(1)).matches();
    }

    /** Whether a fact is to be derived here, though its name may be misspelt. */
    boolean wantsToDerive() {
        return results.stream().anyMatch(r -> r.name().startsWith(Further.DERIVED)) || line.cells().stream().anyMatch(cell -> isMisspeltFact(cell.text()));
    }

    private Optional<Column> answer(String heading) {
        return Optional.ofNullable(answers.get(normal(heading))).or(() -> Optional.ofNullable(answersByName.get(normal(heading))));
    }

    private static Optional<Column> prefixed(Pattern prefix, String heading, Function<String, Optional<Column>> meaning) {
        Matcher words = prefix.matcher(Cells.plain(heading));
        return words.matches() ? meaning.apply(words.group(1)) : Optional.empty();
    }

    private static Optional<Column> askedFor(String heading) {
        Matcher free = FREE.matcher(Cells.plain(heading));
        if (free.matches()) {
            return Optional.of(new Column.Asked(null, free.group(1).toLowerCase(Locale.ROOT) + "." + free.group(2)));
        }
        return Optional.ofNullable(ASKED.get(normal(heading)));
    }

    private String unknown(String heading) {
        List<String> known = new ArrayList<>();
        results.forEach(result -> known.addAll(List.of(result.english(), result.chinese())));
        for (Attribute attribute : Attribute.values()) {
            known.addAll(List.of(attribute.english(), attribute.chinese()));
        }
        known.addAll(List.of("Key", "Note", "In use"));
        known.addAll(Preface.labels());
        return "the heading '" + heading + "' is not known"
                + Nearest.to(heading, known).map(name -> ", did you mean " + name + "?").orElse("");
    }

    private static Map<String, Column> asked() {
        Map<String, Column> asked = new LinkedHashMap<>();
        for (Attribute attribute : Attribute.values()) {
            Column column = new Column.Asked(attribute, attribute.key());
            for (String heading : List.of(attribute.key(), attribute.english(), attribute.chinese())) {
                asked.put(normal(heading), column);
            }
        }
        return asked;
    }

    private static String normal(String heading) {
        return Cells.plain(heading).toLowerCase(Locale.ROOT).replaceAll("\\s*:$", "").replaceAll("(?<=\\p{IsHan}) | (?=\\p{IsHan})", "");
    }
}
