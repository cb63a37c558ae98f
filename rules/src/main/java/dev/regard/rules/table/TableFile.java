package dev.regard.rules.table;

import dev.regard.rules.check.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one table file. From top to bottom, blank rows and rows that begin with {@code #} aside, it has a title, a
 * sentence that says what it decides, what may be said of it as a whole ({@link Preface}), the headings, and one rule a row.
 */
public final class TableFile {

    private TableFile() { }

    /** Whether a file of this name is taken for a table. */
    public static boolean isTable(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".xlsx");
    }

    /**
     * Reads the table with everything that is wrong in it.
     *
     * @param file    its path in the rule set; the name without folders and ending says which topic the table answers, where it is that of one
     * @param content at most 5 MB
     */
    public static ReadTable read(String file, byte[] content) {
        return read(file, content, false);
    }

    /** The same for a table that was in force before: a number that may be two is the one that it was then, with a warning. */
    public static ReadTable resumed(String file, byte[] content) {
        return read(file, content, true);
    }

    private static ReadTable read(String file, byte[] content, boolean wasInForce) {
        Place start = Place.inTable(file, "", 1, 0);
        if (!isTable(file)) {
            return unreadable(start, "a table is an .xlsx or .csv file");
        }
        String name = file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
        if (content.length > Sheet.LARGEST_FILE) {
            return unreadable(start, "the file is larger than " + Sheet.LARGEST_FILE / 1_000_000 + " MB");
        }
        try {
            Sheet sheet = file.toLowerCase(Locale.ROOT).endsWith(".csv") ? CsvSheet.read(file, content) : XlsxSheet.read(file, content);
            return new Reading(sheet, name, wasInForce).table();
        } catch (UnreadableFile e) {
            return unreadable(start, e.getMessage());
        }
    }

    private static ReadTable unreadable(Place start, String words) {
        return new ReadTable(null, start.file(), "", Map.of(), List.of(), List.of(start.error(words)));
    }
}
