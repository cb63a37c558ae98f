package dev.regard.rules.table;

import dev.regard.engine.rule.Test.Between;
import dev.regard.engine.rule.ValueType;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in cells, with the unit that their type is written with. */
enum Quantity {
    PLAIN("", "a number such as 200,000 or 12.5"),
    PERCENT("%", "a share such as 90%"),
    DAYS("(?:\\s*(?:days?|d|天|日))?", "a number of days such as 14");

    /** A comma that stands directly before three digits belongs to the number. */
    private static final String DIGITS = "-?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,15})(?:\\.\\d{1,8})?";
    private static final BigDecimal MOST_DAYS = new BigDecimal(36_500);

    private final String example;
    private final Pattern whole;
    private final Pattern compared;
    private final Pattern between;
    private final Pattern doublyCompared;

    Quantity(String unit, String example) {
        String number = "(" + DIGITS + ")\\s*" + unit;
        this.example = example;
        whole = Pattern.compile(number, Pattern.CASE_INSENSITIVE);
        compared = Pattern.compile("(>=|≥|<=|≤|>|<)\\s*" + number, Pattern.CASE_INSENSITIVE);
        between = Pattern.compile(number + "\\s*(?:\\.{2,3}|~|至|到)\\s*" + number, Pattern.CASE_INSENSITIVE);
        doublyCompared = Pattern.compile("(>=|≥|>)\\s*" + number + "\\s*(?:and|且|并且)\\s*(<=|≤|<)\\s*" + number,
                Pattern.CASE_INSENSITIVE);
    }

    /** How numbers of this type are written. */
    static Quantity of(ValueType type) {
        return type == ValueType.PERCENT ? PERCENT : type == ValueType.DAYS ? DAYS : PLAIN;
    }

    boolean matches(String cell) {
        return whole.matcher(cell).matches();
    }

    BigDecimal number(String cell) throws CellRefused {
        Matcher number = whole.matcher(cell);
        if (!number.matches()) {
            throw new CellRefused(Cells.quoted(cell) + " is not " + example);
        }
        return value(number.group(1));
    }

    int wholeNumber(String cell) throws CellRefused {
        return number(cell).intValueExact();
    }

    /** A comparison or a range; null when the cell has neither form. */
    Between range(String cell) throws CellRefused {
        Matcher one = compared.matcher(cell);
        if (one.matches()) {
            BigDecimal bound = value(one.group(2));
            boolean included = isIncluded(one.group(1));
            return one.group(1).matches("[>≥].*") ? new Between(bound, included, null, false)
                    : new Between(null, false, bound, included);
        }
        Matcher two = doublyCompared.matcher(cell);
        if (two.matches()) {
            return between(cell, value(two.group(2)), isIncluded(two.group(1)), value(two.group(4)), isIncluded(two.group(3)));
        }
        Matcher dots = between.matcher(cell);
        return dots.matches() ? between(cell, value(dots.group(1)), true, value(dots.group(2)), true) : null;
    }

    String refusal(String cell) {
        String sign = this == PERCENT ? "%" : "";
        return "%s is not %s, a comparison such as >= 5%s or a range such as 5%s..10%s"
                .formatted(Cells.quoted(cell), example, sign, sign, sign);
    }

    private static Between between(String cell, BigDecimal low, boolean lowIncluded, BigDecimal high,
            boolean highIncluded) throws CellRefused {
        int order = low.compareTo(high);
        if (order > 0 || order == 0 && !(lowIncluded && highIncluded)) {
            throw new CellRefused("no number is in the range '" + cell + "'");
        }
        return new Between(low, lowIncluded, high, highIncluded);
    }

    private static boolean isIncluded(String comparison) {
        return comparison.matches(">=|≥|<=|≤");
    }

    private BigDecimal value(String digits) throws CellRefused {
        BigDecimal number = new BigDecimal(digits.replace(",", ""));
        if (this == PERCENT) {
            number = number.movePointLeft(2);
            if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
                throw new CellRefused(Cells.quoted(digits + "%") + " is not between 0% and 100%");
            }
        }
        if (this == DAYS && (number.stripTrailingZeros().scale() > 0 || number.abs().compareTo(MOST_DAYS) > 0)) {
            throw new CellRefused(Cells.quoted(digits) + " is not a whole number of days up to " + MOST_DAYS);
        }
        return number.stripTrailingZeros();
    }
}
