package dev.regard.rules.table;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the cells of conditions and of results have in common. */
final class Cells {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._/&+-]{0,79}");
    private static final Pattern ANY = Pattern.compile("any|任意|不限|\\*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");
    private static final Pattern FORMULA = Pattern.compile("[=+@].*|-\\S.*", Pattern.DOTALL);
    private static final Map<String, Boolean> FLAGS =
            Map.of("yes", true, "是", true, "true", true, "no", false, "否", false, "false", false);
    private static final int MOST_QUOTED = 60;
    private static final List<String> UNKNOWN = List.of("unknown", "未知", "不详");

    private Cells() { }

    /** Full-width forms as their plain ones, and one blank where there are several. */
    static String plain(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]+", " ").strip();
    }

    /** The cell's words in a message, cut when they are long. */
    static String quoted(String cell) {
        return "'" + (cell.length() > MOST_QUOTED ? cell.substring(0, MOST_QUOTED) + "..." : cell) + "'";
    }

    static String name(String cell) throws CellRefused {
        if (!NAME.matcher(cell).matches()) {
            throw new CellRefused(quoted(cell)
                    + " is not a name: letters, digits, blanks and - . _ / & + make one, of 80 characters at most");
        }
        return cell;
    }

    static Optional<Boolean> flag(String cell) {
        return Optional.ofNullable(FLAGS.get(cell.toLowerCase(Locale.ROOT)));
    }

    /** Said in place of a dash. */
    static boolean isAny(String text) {
        return ANY.matcher(text).matches();
    }

    static boolean isUnknown(String cell) {
        return UNKNOWN.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** Free words. They are shown to people and never run; what a spreadsheet program would run is refused all the same. */
    static String text(String cell) throws CellRefused {
        if (CONTROL.matcher(cell).find()) {
            throw new CellRefused("the text has control characters");
        }
        if (isFormula(cell)) {
            throw new CellRefused(formula(cell));
        }
        return cell;
    }

    /** Whether a spreadsheet program might run it. A dash alone, or with a blank behind it, is none. */
    static boolean isFormula(String cell) {
        return FORMULA.matcher(cell).matches();
    }

    /** Why such a cell is refused. */
    static String formula(String cell) {
        return "a text must not begin like a formula, with " + cell.charAt(0);
    }

    /** Phrases that a text is searched for. */
    static List<String> phrases(String cell) throws CellRefused {
        List<String> phrases = List.of(text(cell).split("[;；\\r\\n]+")).stream().map(String::strip).filter(p -> !p.isEmpty()).toList();
        if (phrases.isEmpty()) {
            throw new CellRefused("there is no phrase between the separators");
        }
        return phrases;
    }
}
