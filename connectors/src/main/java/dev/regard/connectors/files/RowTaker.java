package dev.regard.connectors.files;

/** Makes events of the rows of one kind of table. */
interface RowTaker {
    void row(TableRow.Cells row);

    /** No more rows come. */
    void end();
}
