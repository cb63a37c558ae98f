package dev.regard.engine.decision;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Topic.HitPolicy;
import dev.regard.engine.rule.ValueType;
import dev.regard.engine.rule.WorkingSpan;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A row of a table as a sentence: what it asks for, and what it answers. */
public final class RowSentence {
    private final Language language;

    private RowSentence(Language language) {
        this.language = language;
    }

    /** In the reader's language; names that people chose themselves stay as they are. */
    public static String of(DecisionTable table, Row row, Language language) {
        return new RowSentence(language).sentence(table, row);
    }

    private String sentence(DecisionTable table, Row row) {
        List<String> asked = row.conditions().stream().map(this::condition).toList();
        List<String> answers = table.results().stream().filter(r -> row.results().containsKey(r.name()))
                .map(r -> called(r) + answer(r, row.results().get(r.name()))).toList();
        String then = answers.isEmpty() ? language.pick("nothing", "不作处理") : String.join(language.pick(", ", "，"), answers);
        return asked.isEmpty() ? unasked(table, row) + then + language.pick(".", "。")
                : language.pick("If ", "如果") + String.join(language.pick(" and ", "，且"), asked) + language.pick(", then ", "，则") + then + language.pick(".", "。");
    }

    /** Other cases are left where the answer of another row goes before its own: that of one above, or of a higher priority. */
    private String unasked(DecisionTable table, Row row) {
        boolean isLeftToIt = table.policy() != HitPolicy.ALL && table.rowsByRank().indexOf(row) > 0;
        return isLeftToIt ? language.pick("In all other cases: ", "其他情况：") : language.pick("Always: ", "任何情况：");
    }

    /** A column that is headed "Then" alone says no more than the sentence does. */
    private String called(Topic.Result result) {
        String heading = language.pick(result.english(), result.chinese());
        return heading.equals(language.pick("Then", "则")) ? "" : Terms.fact(heading, language) + language.pick(" ", "：");
    }

    private String answer(Topic.Result result, Object value) {
        return result.type() == ValueType.PERCENT && value instanceof BigDecimal share ? share.movePointRight(2).stripTrailingZeros().toPlainString() + "%" : value(value);
    }

    private String condition(Condition condition) {
        String fact = condition.attribute() == null ? Terms.fact(condition.name(), language) : language.pick(condition.attribute().english(), condition.attribute().chinese());
        return fact + " " + test(condition.test());
    }

    private String test(Test test) {
        if (test instanceof Test.Not not) {
            return language.pick("is not ", "不是") + bare(not.test());
        }
        if (test instanceof Test.Either either) {
            return test(either.first()) + language.pick(" or ", "或") + test(either.second());
        }
        if (test instanceof Test.Unknown) {
            return language.pick("is not known", "未知");
        }
        if (test instanceof Test.Contains contains) {
            return language.pick("hold one of: ", "含有：") + String.join("; ", contains.phrases());
        }
        return language.pick("is ", "为 ") + bare(test);
    }

    private String bare(Test test) {
        return test instanceof Test.OneOf oneOf ? oneOf.values().stream().map(this::value).sorted().collect(Collectors.joining(language.pick(" or ", "或")))
                : test.words().replace(" and ", language.pick(" and ", "且"));
    }

    private String value(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? language.pick("yes", "是") : language.pick("no", "否");
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof DayOfWeek day) {
            return language.pick(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH), "周" + "一二三四五六日".charAt(day.ordinal()));
        }
        if (value instanceof Collection<?> all && all.stream().allMatch(DayOfWeek.class::isInstance)) {
            return all.stream().sorted().map(this::value).collect(Collectors.joining(language.pick(", ", "、")));
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(this::value).collect(Collectors.joining(", "));
        }
        return value instanceof WorkingSpan || !(value instanceof String text) ? value.toString() : Terms.of(language.part(text), language);
    }
}
