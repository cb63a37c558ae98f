package dev.regard.rules.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.regard.rules.table.Sheet.Cell;
import dev.regard.rules.table.Sheet.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * The cells of a table file as they are typed, from one format into another. A file is never rewritten in its own format, so that widths, colours and
 * comments of a workbook stay; {@link WorkbookEdit} brings cells that were changed as CSV or JSON back into it.
 */
public final class TableText {
    private static final String BOM = "\uFEFF";
    private static final int WIDTH = 24 * 256;

    private TableText() { }

    /** The cells from top to bottom; blank lines and remarks too. */
    public static List<List<String>> cells(String file, byte[] content) throws UnreadableTable {
        return sheet(file, content).lines().stream().map(TableText::texts).toList();
    }

    static List<String> texts(Line line) {
        return line.cells().stream().map(Cell::text).toList();
    }

    static Sheet sheet(String file, byte[] content) throws UnreadableTable {
        try {
            return file.toLowerCase(Locale.ROOT).endsWith(".csv") ? CsvSheet.read(file, content) : XlsxSheet.read(file, content);
        } catch (UnreadableFile e) {
            throw new UnreadableTable(e.getMessage());
        }
    }

    /** The file is no table. */
    public static final class UnreadableTable extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableTable(String why) {
            super(why);
        }
    }

    /**
     * {@code title}, {@code sentence}, {@code about} (such as its owner), {@code headings} and {@code rows}, each row from heading to text, empty cells left
     * out, with its {@code line}.
     */
    public static Map<String, Object> tree(String file, byte[] content) throws UnreadableTable {
        List<Line> lines = sheet(file, content).lines().stream().filter(l -> !l.isBlank() && !l.isRemark()).toList();
        int headed = 2;
        Map<String, Object> about = new LinkedHashMap<>();
        for (; headed < lines.size() && Preface.isOf(lines.get(headed)); headed++) {
            Preface.said(lines.get(headed)).ifPresent(said -> about.put(said.getKey(), said.getValue()));
        }
        List<String> headings = headed < lines.size() ? texts(lines.get(headed)) : List.of();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("title", lines.isEmpty() ? "" : lines.get(0).cell(0).text());
        tree.put("sentence", lines.size() < 2 ? "" : lines.get(1).cell(0).text());
        tree.put("about", about);
        tree.put("headings", headings.stream().filter(h -> !h.isEmpty()).toList());
        tree.put("rows", lines.stream().skip(headed + 1L).map(line -> row(headings, line)).toList());
        return tree;
    }

    private static Map<String, Object> row(List<String> headings, Line line) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (int column = 0; column < headings.size(); column++) {
            String text = line.cell(column).text();
            if (!headings.get(column).isEmpty() && !text.isEmpty()) {
                cells.put(headings.get(column), text);
            }
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("line", line.number());
        row.put("cells", cells);
        return row;
    }

    /** UTF-8 with a byte order mark, by which spreadsheet programs know it. */
    public static byte[] csv(List<List<String>> lines) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            lines.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (BOM + text).getBytes(StandardCharsets.UTF_8);
    }

    /** A workbook with one sheet of text cells, its headings in bold. */
    public static byte[] xlsx(String name, List<List<String>> lines) {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = book.createSheet(name);
            CellStyle bold = book.createCellStyle();
            Font font = book.createFont();
            font.setBold(true);
            bold.setFont(font);
            CellStyle text = book.createCellStyle();
            text.setDataFormat(book.createDataFormat().getFormat("@"));
            int headed = headed(lines);
            for (int i = 0; i < lines.size(); i++) {
                Row row = sheet.createRow(i);
                for (int column = 0; column < lines.get(i).size(); column++) {
                    org.apache.poi.ss.usermodel.Cell cell = row.createCell(column);
                    cell.setCellValue(lines.get(i).get(column));
                    cell.setCellStyle(i == headed ? bold : text);
                    sheet.setColumnWidth(column, WIDTH);
                }
            }
            sheet.createFreezePane(0, headed + 1);
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The place of the headings: the third filled line, or below what is said of the table as a whole. */
    static int headed(List<List<String>> lines) {
        int filled = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = new Line(i + 1, lines.get(i).stream().map(Cell::of).toList());
            filled += line.isBlank() || line.isRemark() || filled >= 2 && Preface.isOf(line) ? 0 : 1;
            if (filled > 2) {
                return i;
            }
        }
        return Math.max(0, lines.size() - 1);
    }
}
