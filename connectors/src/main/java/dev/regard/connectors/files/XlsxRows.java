package dev.regard.connectors.files;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * The first visible sheet of a workbook, row by row. Cells come as text: dates as dates, numbers with the 15 significant
 * digits that a spreadsheet program shows, formulas by their last result.
 */
final class XlsxRows implements TableRows {
    private static final MathContext SHOWN = new MathContext(15);
    /** Built-in date formats of ECMA-376 part 1, 18.8.30, those of Chinese and Japanese editions among them. */
    private static final Set<Integer> DATE_FORMATS = IntStream.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58)
            .boxed().collect(Collectors.toUnmodifiableSet());
    private static final long DAY_SECONDS = 86_400;
    /** The last day of the year 9999. */
    private static final long LAST_DAY = 2_958_465;

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final List<String> headings;
    private long last;
    private boolean ended;

    XlsxRows(Path file) throws IOException {
        this.workbook = open(file);
        try {
            Sheet sheet = workbook.getSheets().filter(s -> s.getVisibility() == SheetVisibility.VISIBLE).findFirst()
                    .orElseThrow(() -> new FileRefused("it has no visible sheet"));
            this.stream = sheet.openStream();
            this.rows = stream.iterator();
            this.headings = heading();
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e instanceof FileRefused ? (FileRefused) e : unreadable(e);
        }
    }

    private static ReadableWorkbook open(Path file) throws FileRefused {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(hasStyles(file), true));
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** A workbook may have none; then no number is a date. */
    private static boolean hasStyles(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry("xl/styles.xml") != null;
        }
    }

    private static FileRefused unreadable(Exception e) {
        return new FileRefused("it is no .xlsx workbook, or a damaged one: " + e.getMessage(), e);
    }

    @Override
    public List<String> headings() {
        return headings;
    }

    /** The 1-based number of the row that was read last. */
    long last() {
        return last;
    }

    @Override
    public char separator() {
        return '\0';
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }

    @Override
    public TableRow next() {
        while (!ended) {
            TableRow row = following();
            if (row != null && !(row instanceof TableRow.Cells cells && cells.blank())) {
                return row;
            }
        }
        return null;
    }

    private TableRow following() {
        try {
            ended = !rows.hasNext();
            if (ended) {
                return null;
            }
            Row row = rows.next();
            last = row.getRowNum();
            return row(row);
        } catch (RuntimeException e) {
            // the reader is lost inside the XML and throws what it likes; the rows before stand
            ended = true;
            return new TableRow.Broken(new BadRow(last + 1, "", "is not readable, nor is what follows it: " + e.getMessage(), ""));
        }
    }

    private List<String> heading() throws FileRefused {
        while (rows.hasNext()) {
            Row row = rows.next();
            List<String> titles = IntStream.range(0, row.getCellCount()).mapToObj(i -> text(row.getCell(i))).toList();
            if (titles.stream().anyMatch(t -> !t.isEmpty())) {
                return titles;
            }
        }
        throw new FileRefused("its first sheet is empty");
    }

    private TableRow row(Row row) {
        String[] cells = new String[headings.size()];
        for (int i = 0; i < Math.max(headings.size(), row.getCellCount()); i++) {
            Cell cell = i < row.getCellCount() ? row.getCell(i) : null;
            String text = text(cell);
            if (cell != null && cell.getType() == CellType.ERROR || text.startsWith("#") && isError(text)) {
                return broken(row, i, "holds the error " + text);
            }
            if (i < cells.length) {
                cells[i] = text;
            } else if (!text.isEmpty()) {
                return broken(row, i, "has a cell in column " + (i + 1) + " where the heading has " + headings.size());
            }
        }
        return new TableRow.Cells(row.getRowNum(), cells, null);
    }

    private TableRow broken(Row row, int column, String reason) {
        String raw = String.join(",", IntStream.range(0, row.getCellCount()).mapToObj(i -> text(row.getCell(i))).toList());
        return new TableRow.Broken(new BadRow(row.getRowNum(), column < headings.size() ? headings.get(column) : "", reason, raw));
    }

    private static boolean isError(String text) {
        return Set.of("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!").contains(text);
    }

    private String text(Cell cell) {
        if (cell == null || cell.getValue() == null) {
            return "";
        }
        if (cell.getValue() instanceof BigDecimal number) {
            return isDate(cell) ? date(number) : number.round(SHOWN).stripTrailingZeros().toPlainString();
        }
        return cell.getValue() instanceof Boolean flag ? flag.toString() : cell.getValue().toString().strip();
    }

    private static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        String format = cell.getDataFormatString();
        if (format == null) {
            return id != null && DATE_FORMATS.contains(id);
        }
        // what stands in quotes, in brackets or behind a backslash is no part of the pattern
        String pattern = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.|general", "");
        return pattern.indexOf('y') >= 0 || pattern.indexOf('d') >= 0;
    }

    /** Days since the end of 1899 (or the start of 1904), where 1900 wrongly counts as a leap year. */
    private String date(BigDecimal serial) {
        long days = serial.longValue();
        if (serial.signum() < 0 || days > LAST_DAY) {
            return serial.toPlainString();
        }
        BigDecimal fraction = serial.subtract(BigDecimal.valueOf(days));
        // a binary fraction of a day; times that people enter are whole seconds
        long seconds = Math.round(fraction.doubleValue() * DAY_SECONDS);
        LocalDate start = workbook.isDate1904() ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, days < 60 ? 31 : 30);
        LocalDateTime time = start.plusDays(days).atTime(LocalTime.MIN).plusSeconds(seconds);
        return seconds == 0 ? time.toLocalDate().toString() : time.toString();
    }
}
