package dev.regard.connectors.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A table's rows, whatever kind of file it comes from. */
interface TableRows extends Closeable {

    /** The first row that is not blank. */
    List<String> headings();

    /** What stands between cells, because it cannot also stand inside a number; {@code '\0'} when nothing does. */
    char separator();

    /** The next row that is not blank; null at the end. */
    TableRow next() throws IOException;
}
