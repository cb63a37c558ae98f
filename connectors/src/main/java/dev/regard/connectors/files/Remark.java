package dev.regard.connectors.files;

import java.util.Set;

/** Something in a file that is taken, and that whoever made the file may have meant otherwise. */
public sealed interface Remark {

    /**
     * The file is not UTF-8; said before anything else about it.
     *
     * @param charset what its text is taken for
     */
    record ReadAs(String charset) implements Remark { }

    /**
     * A column that means nothing in such a table and is kept as a free field.
     *
     * @param title as the file has it
     * @param known the names and headings that mean something
     */
    record UnknownColumn(String title, Set<String> known) implements Remark { }

    /**
     * About a row.
     *
     * @param line   as {@link BadRow#line}
     * @param column the heading as the file has it
     * @param words  in plain words
     */
    record OfRow(long line, String column, String words) implements Remark { }
}
