package dev.regard.rules.table;

/** The cell is not in the grammar; the message says why in words for its author. */
final class CellRefused extends Exception {

    CellRefused(String words) {
        super(words, null, false, false);
    }
}
