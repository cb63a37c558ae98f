package dev.regard.connectors.files;

/**
 * A row that was not taken.
 *
 * @param line   the line on which it starts, or the sheet's row, from 1; 0 when the reason is about the file as a whole
 * @param column the heading as the file has it, or the path in a JSON event; empty when no single one is to blame
 * @param reason in plain words
 * @param raw    the row as it was, at most {@value #LONGEST_RAW} characters of it
 */
public record BadRow(long line, String column, String reason, String raw) {
    static final int LONGEST_RAW = 4_000;

    public BadRow {
        raw = raw.length() > LONGEST_RAW ? raw.substring(0, LONGEST_RAW) + "…" : raw;
    }
}
