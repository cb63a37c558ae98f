package dev.regard.rules.table;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private static final Pattern FREE = Pattern.compile("(event|traits)\\.([\\p{L}\\p{N}_.-]{1,60})", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Column> ORDER = Map.of("key", new Column.Key(), "键", new Column.Key(), "编号", new Column.Key(),
            "note", new Column.Note(), "notes", new Column.Note(), "备注", new Column.Note(),
            "in use", new Column.InUse(), "启用", new Column.InUse());
    private static final Map<String, Column> ASKED = asked();

    private final Map<String, Column> answers = new LinkedHashMap<>();

    private final Map<String, Column> answersByName = new LinkedHashMap<>();
    private final List<Topic.Result> results;

    Headings(Topic topic) {
        results = topic.results();
        for (Topic.Result result : results) {
            answers.put(normal(result.english()), new Column.Answer(result));
            answers.put(normal(result.chinese()), new Column.Answer(result));
            answersByName.put(normal(result.name()), new Column.Answer(result));
        }
    }

    Column column(String heading) throws CellRefused {
        String wanted = normal(heading);
        return Optional.ofNullable(ORDER.get(wanted)).or(() -> Optional.ofNullable(answers.get(wanted)))
                .or(() -> askedFor(heading)).or(() -> Optional.ofNullable(answersByName.get(wanted)))
                .or(() -> prefixed(ASKS, heading, Headings::askedFor))
                .or(() -> prefixed(ANSWERS, heading, this::answer))
                .orElseThrow(() -> new CellRefused(unknown(heading)));
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
