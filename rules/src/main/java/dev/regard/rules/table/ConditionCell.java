package dev.regard.rules.table;

import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.ValueType;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of condition cells:
 * <pre>
 * condition   = alternative { "or" alternative }
 * alternative = [ "not" ] item { "," item }
 * item        = "unknown" | name | yes-no | number | date | comparison date | date ".." date | comparison number | number ".." number | comparison number "and" comparison number
 * </pre>
 * A text attribute takes phrases instead, separated by semicolons or line breaks.
 */
final class ConditionCell {
    private static final Pattern OR = Pattern.compile("\\s+or\\s+|\\s*或者?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT = Pattern.compile("(?:not\\s+(?!more than|less than)|非|不是)\\s*(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN_NAMES = Pattern.compile("\\s*[,、]\\s*");
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("\\s*、\\s*|\\s*,(?!\\d{3}(?!\\d))\\s*");

    /** A fraction as much of the world writes it, or two numbers without a blank. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[^,]*?(-?\\d{1,15}),(?!\\d{3}(?!\\d))(\\d+)[^,]*");

    /** Of a value of which nothing is known it may be a part, as of a telephone number. */
    private static final Pattern WITH_HYPHEN = Pattern.compile("\\d\\s*[-–—]");

    private final ValueType type;

    private ConditionCell(ValueType type) {
        this.type = type;
    }

    /**
     * Reads a filled cell.
     *
     * @param type what the attribute holds; null when it is a field of an event or a trait, of which nothing is known
     */
    static Test read(String cell, ValueType type) throws CellRefused {
        return new ConditionCell(type).condition(cell);
    }

    private Test condition(String cell) throws CellRefused {
        if (type == ValueType.TEXT || type == ValueType.WORDS) {
            return new Test.Contains(Cells.phrases(cell));
        }
        Test condition = null;
        for (String alternative : OR.split(Cells.plain(cell), -1)) {
            condition = either(condition, alternative(alternative.strip()));
        }
        return condition;
    }

    private Test alternative(String words) throws CellRefused {
        Matcher not = NOT.matcher(words);
        return not.matches() ? new Test.Not(list(not.group(1))) : list(words);
    }

    private Test list(String words) throws CellRefused {
        Matcher comma = DECIMAL_COMMA.matcher(words);
        if (numeric() && comma.matches()) {
            String one = comma.group(1);
            String other = comma.group(2);
            throw new CellRefused("is " + one + "," + other + " one number or two? write " + one + "." + other + ", or " + one + ", " + other + " with a blank", one + "," + other, one + ", " + other);
        }
        Set<Object> values = new LinkedHashSet<>();
        Test others = null;
        for (String item : (numeric() ? BETWEEN_NUMBERS : BETWEEN_NAMES).split(words, -1)) {
            if (item.isEmpty()) {
                throw new CellRefused(Cells.quoted(words) + " lacks a value");
            } else if (Cells.isUnknown(item)) {
                others = either(others, new Test.Unknown());
            } else {
                Test range = type == ValueType.DATE ? Dates.range(item) : numeric() && !(type == null && WITH_HYPHEN.matcher(item).find()) ? Quantity.of(type == null ? ValueType.NUMBER : type).range(item) : null;
                others = range == null ? others : either(others, range);
                values.addAll(range == null ? value(item) : Set.of());
            }
        }
        return values.isEmpty() ? others : either(others, new Test.OneOf(values));
    }

    private boolean numeric() {
        return type == null || type == ValueType.NUMBER || type == ValueType.PERCENT || type == ValueType.DAYS;
    }

    private Set<Object> value(String item) throws CellRefused {
        if (type == null) {
            return free(item);
        }
        return switch (type) {
            case NAME -> Set.of(Cells.name(item));
            case FLAG -> Set.of(Cells.flag(item).orElseThrow(() -> new CellRefused(Cells.quoted(item) + " is neither yes nor no")));
            case NUMBER, PERCENT, DAYS -> Set.of(number(item));
            default -> throw new CellRefused("a table can not ask for this");
        };
    }

    private Object number(String item) throws CellRefused {
        Quantity quantity = Quantity.of(type);
        if (!quantity.matches(item)) {
            throw new CellRefused(quantity.refusal(item));
        }
        return quantity.number(item);
    }

    /** A value of unknown type is compared as what it looks like and as the words that it is written with. */
    private static Set<Object> free(String item) throws CellRefused {
        if (Quantity.PLAIN.matches(item)) {
            return Set.of(Quantity.PLAIN.number(item), item);
        }
        String name = Cells.name(item);
        return Cells.flag(item).<Set<Object>>map(flag -> Set.of(flag, name)).orElse(Set.of(name));
    }

    private static Test either(Test first, Test second) {
        return first == null ? second : new Test.Either(first, second);
    }
}
