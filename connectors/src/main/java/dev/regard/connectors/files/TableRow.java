package dev.regard.connectors.files;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One row below the heading. */
sealed interface TableRow {

    /**
     * A row with as many cells as the heading has.
     *
     * @param line  the line on which it starts, or the sheet's row, from 1
     * @param cells without surrounding blanks
     * @param text  the row as it was; null when the cells are all there is
     */
    record Cells(long line, String[] cells, String text) implements TableRow {
        String raw() {
            return text != null ? text : Arrays.stream(cells).collect(Collectors.joining(","));
        }

        boolean blank() {
            for (String cell : cells) {
                if (!cell.isEmpty()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A row that cannot be taken apart. */
    record Broken(BadRow row) implements TableRow { }
}
