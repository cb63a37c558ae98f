package dev.regard.rules.table;

/** The file as a whole can not be read as a table; the message says why in words for its author. */
final class UnreadableFile extends Exception {

    UnreadableFile(String words) {
        super(words, null, false, false);
    }
}
