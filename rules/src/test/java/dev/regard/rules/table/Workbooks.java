package dev.regard.rules.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes workbooks as a spreadsheet program saves them. */
final class Workbooks {

    private Workbooks() { }

    /** One sheet with these rows; numbers and booleans become cells of that type. */
    static byte[] of(String sheet, Object[]... rows) {
        return edited(sheet, s -> { }, rows);
    }

    static byte[] edited(String sheet, Consumer<XSSFSheet> edit, Object[]... rows) {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            XSSFSheet into = book.createSheet(sheet);
            for (int i = 0; i < rows.length; i++) {
                fill(into.createRow(i), rows[i]);
            }
            edit.accept(into);
            book.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object[] row(Object... cells) {
        return cells;
    }

    private static void fill(Row row, Object... values) {
        for (int column = 0; column < values.length; column++) {
            Object value = values[column];
            Cell cell = row.createCell(column);
            if (value instanceof Number number) {
                cell.setCellValue(number.doubleValue());
            } else if (value instanceof Boolean flag) {
                cell.setCellValue(flag);
            } else if (value != null) {
                cell.setCellValue(value.toString());
            }
        }
    }
}
