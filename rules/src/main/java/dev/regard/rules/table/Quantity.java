package dev.regard.rules.table;

import dev.regard.engine.rule.Test.Between;
import dev.regard.engine.rule.ValueType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in cells, with the unit that their type is written with. */
enum Quantity {
    PLAIN("¥?\\s*", "(?:千|万|亿|k)?元?", "a number such as 200,000 or 12.5"),
    PERCENT("", "%", "a share such as 90%"),
    DAYS("", "(?:days?|d|天|日|weeks?|周|个?星期|months?|个?月|years?|年)?", "a number of days such as 14, or 3 months");

    /** A comma or a blank that stands directly before three digits belongs to the number. */
    private static final String DIGITS = "-?(?:\\d{1,3}(?:[, ]\\d{3})+|\\d{1,15})(?:\\.\\d{1,8})?";
    /** In some countries five thousand is written as five is in others. */
    private static final Pattern UNCLEAR = Pattern.compile("-?[1-9]\\d{0,2}\\.\\d{3}");
    private static final Pattern AND_MORE = Pattern.compile("(.*?)\\s*(以上|以下|以内)");
    private static final Pattern BOTH_NAMED = Pattern.compile("between\\s+(.+?)\\s+and\\s+(.+)|介于\\s*(.+?)\\s*[和与]\\s*(.+?)\\s*之间", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Pattern> COMPARING = Map.of(">=", words("at least|no less than|not less than|不少于|不低于|至少"), "<=", words("at most|up to|within|no more than|not more than|不超过|至多"),
            ">", words("more than|over|above|超过|大于"), "<", words("less than|under|below|少于|小于|低于"));
    /** A month counts as 30 days, a year as 365. */
    private static final Map<String, Integer> FACTORS = Map.ofEntries(Map.entry("w", 7), Map.entry("周", 7), Map.entry("星", 7), Map.entry("m", 30), Map.entry("月", 30), Map.entry("y", 365),
            Map.entry("年", 365), Map.entry("k", 1_000), Map.entry("千", 1_000), Map.entry("万", 10_000), Map.entry("亿", 100_000_000));
    private static final BigDecimal MOST_DAYS = new BigDecimal(36_500);

    private final String example;
    private final Pattern whole;
    private final Pattern compared;
    private final Pattern between;
    private final Pattern doublyCompared;

    /** @param sign that may stand before a number */
    Quantity(String sign, String unit, String example) {
        String number = sign + "(" + DIGITS + ")\\s*(" + unit + ")";
        this.example = example;
        whole = Pattern.compile(number, Pattern.CASE_INSENSITIVE);
        compared = Pattern.compile("(>=|≥|<=|≤|>|<)\\s*" + number, Pattern.CASE_INSENSITIVE);
        between = Pattern.compile(sign + "(" + DIGITS + ")\\s*((?:" + unit + ")?)\\s*(?:\\.{2,3}|~|至|到|to|[-–—])\\s*" + number, Pattern.CASE_INSENSITIVE);
        doublyCompared = Pattern.compile("(>=|≥|>)\\s*" + number + "\\s*(?:and|且|并且)\\s*(<=|≤|<)\\s*" + number,
                Pattern.CASE_INSENSITIVE);
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?:" + alternatives + ")\\s*", Pattern.CASE_INSENSITIVE);
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
        return value(number.group(1), number.group(2));
    }

    int wholeNumber(String cell) throws CellRefused {
        return number(cell).intValueExact();
    }

    /** A comparison or a range; null when the cell has neither form. */
    Between range(String written) throws CellRefused {
        String cell = inSigns(written);
        Matcher one = compared.matcher(cell);
        if (one.matches()) {
            BigDecimal bound = value(one.group(2), one.group(3));
            boolean included = isIncluded(one.group(1));
            return one.group(1).matches("[>≥].*") ? new Between(bound, included, null, false)
                    : new Between(null, false, bound, included);
        }
        Matcher two = doublyCompared.matcher(cell);
        if (two.matches()) {
            refuseUnclear(cell, two.group(2), two.group(3), two.group(5), two.group(6));
            return between(cell, value(two.group(2), two.group(3)), isIncluded(two.group(1)), value(two.group(5), two.group(6)), isIncluded(two.group(4)));
        }
        Matcher dots = between.matcher(cell);
        if (!dots.matches()) {
            return null;
        }
        String unit = countsForBoth(dots.group(1), dots.group(2), dots.group(3)) ? dots.group(4) : dots.group(2);
        return between(cell, value(dots.group(1), unit), true, value(dots.group(3), dots.group(4)), true);
    }

    /** Whether what stands behind the second number belongs to the first too, as in 2 to 3 months; not in 5000 to 1万, where the first number is too large for that. */
    private boolean countsForBoth(String first, String unit, String second) {
        return unit.isEmpty() && (this == PERCENT || digits(first).compareTo(digits(second)) < 0);
    }

    /** Two comparisons are less of a phrase than a range: what stands behind the second number alone may be meant for that one. */
    private void refuseUnclear(String cell, String first, String unit, String second, String shared) throws CellRefused {
        if (countsForBoth(first, unit, second) && value(first, unit).compareTo(value(first, shared)) != 0) {
            throw new CellRefused("it is not clear whether " + first + " in " + Cells.quoted(cell) + " means " + first + " or " + first + " " + shared + ": write all of it at both numbers, as in "
                    + first + " " + shared + " .. " + second + " " + shared);
        }
    }

    private static BigDecimal digits(String written) {
        return new BigDecimal(written.replaceAll("[, ]", ""));
    }

    private static String inSigns(String cell) {
        Matcher suffix = AND_MORE.matcher(cell);
        if (suffix.matches()) {
            return (suffix.group(2).equals("以上") ? ">= " : "<= ") + suffix.group(1);
        }
        Matcher both = BOTH_NAMED.matcher(cell);
        if (both.matches()) {
            return both.group(1) == null ? both.group(3) + ".." + both.group(4) : both.group(1) + ".." + both.group(2);
        }
        for (Map.Entry<String, Pattern> words : COMPARING.entrySet()) {
            Matcher said = words.getValue().matcher(cell);
            if (said.lookingAt()) {
                return words.getKey() + " " + cell.substring(said.end());
            }
        }
        return cell;
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

    /** Which two numbers digits may mean whose dot parts thousands for some readers and the fraction for others; empty where there is one. */
    static Optional<String> unclear(String digits) {
        if (!UNCLEAR.matcher(digits).matches()) {
            return Optional.empty();
        }
        BigDecimal fraction = digits(digits);
        String whole = fraction.movePointRight(3).toPlainString();
        String small = fraction.stripTrailingZeros().toPlainString();
        return Optional.of("is " + digits + " " + whole + " or " + small + "? write " + whole + (fraction.stripTrailingZeros().scale() > 2 ? " or " + small + "0" : " or " + small));
    }

    private BigDecimal value(String digits, String unit) throws CellRefused {
        Optional<String> unclear = this == PERCENT || unit.matches("[千万亿].*") ? Optional.empty() : unclear(digits);
        if (unclear.isPresent()) {
            throw new CellRefused(unclear.get(), digits, digits + "0");
        }
        String first = unit.replaceFirst("^个", "").toLowerCase(Locale.ROOT);
        int factor = first.isEmpty() ? 1 : FACTORS.getOrDefault(first.substring(0, 1), 1);
        BigDecimal number = digits(digits).multiply(BigDecimal.valueOf(factor));
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
