package dev.regard.rules.table;

import dev.regard.rules.table.Sheet.Cell;
import dev.regard.rules.table.Sheet.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads the first sheet of an XLSX workbook; every cell becomes what a person would have typed. */
final class XlsxSheet {
    private static final int LARGEST_EXPANDED = 20_000_000;
    private static final int MOST_PARTS = 500;
    private static final int MOST_MERGED = 200;
    /** Groups of digits, and signs of money. */
    private static final Pattern DECORATION = Pattern.compile("[,\\s\\u00a0¥￥$€£]");
    private static final int MINUTES_A_DAY = 24 * 60;

    private XlsxSheet() { }

    static Sheet read(String file, byte[] content) throws UnreadableFile {
        measure(content);
        try (OPCPackage parts = OPCPackage.open(new ByteArrayInputStream(content)); XSSFWorkbook book = new XSSFWorkbook(parts)) {
            if (book.getNumberOfSheets() == 0) {
                throw new UnreadableFile("the workbook has no sheet");
            }
            return read(file, book.getSheetAt(0));
        } catch (OpenXML4JException | IOException | RuntimeException e) {
            // A damaged or crafted workbook makes POI throw exceptions of every kind, index and null errors among them.
            throw new UnreadableFile("this is not a workbook that can be read; save it as .xlsx again");
        }
    }

    /** Unpacks once into nothing, so that a small file that unpacks to a huge one is refused before it is taken into memory. */
    private static void measure(byte[] content) throws UnreadableFile {
        byte[] buffer = new byte[64 * 1024];
        long expanded = 0;
        int parts = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            while (zip.getNextEntry() != null) {
                if (++parts > MOST_PARTS) {
                    throw new UnreadableFile("the workbook has more than " + MOST_PARTS + " parts");
                }
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    expanded += read;
                    if (expanded > LARGEST_EXPANDED) {
                        throw new UnreadableFile("the workbook unpacks to more than " + LARGEST_EXPANDED / 1_000_000 + " MB");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableFile("this is not a workbook that can be read; save it as .xlsx again");
        }
        if (parts == 0) {
            throw new UnreadableFile("this is not an .xlsx workbook");
        }
    }

    private static Sheet read(String file, XSSFSheet sheet) throws UnreadableFile {
        if (sheet.getLastRowNum() >= Sheet.MOST_ROWS) {
            throw new UnreadableFile("the sheet has more than " + Sheet.MOST_ROWS + " rows");
        }
        if (sheet.getNumMergedRegions() > MOST_MERGED) {
            throw new UnreadableFile("the sheet has more than " + MOST_MERGED + " merged cells; give each row its own value");
        }
        List<CellRangeAddress> merged = sheet.getMergedRegions();
        List<Line> lines = new ArrayList<>();
        for (Row row : sheet) {
            if (row.getLastCellNum() > Sheet.MOST_COLUMNS) {
                throw new UnreadableFile("row " + (row.getRowNum() + 1) + " has more than " + Sheet.MOST_COLUMNS + " columns");
            }
            List<Cell> cells = new ArrayList<>();
            for (int column = 0; column < row.getLastCellNum(); column++) {
                cells.add(inMergedRows(merged, row.getRowNum(), column)
                        ? Cell.refused("cells of several rows are merged; give each row its own value") : cell(row.getCell(column)));
            }
            lines.add(new Line(row.getRowNum() + 1, List.copyOf(cells)));
        }
        return new Sheet(file, sheet.getSheetName(), lines, others(sheet.getWorkbook()));
    }

    private static List<String> others(XSSFWorkbook book) {
        List<String> others = new ArrayList<>();
        for (int i = 1; i < book.getNumberOfSheets(); i++) {
            if (book.getSheetAt(i).getPhysicalNumberOfRows() > 0) {
                others.add(book.getSheetName(i));
            }
        }
        return others;
    }

    /** A merged cell shows its value in all its rows but has it in the first only: the others would mean "any". */
    private static boolean inMergedRows(List<CellRangeAddress> merged, int row, int column) {
        return merged.stream().anyMatch(m -> m.getFirstRow() != m.getLastRow() && m.isInRange(row, column));
    }

    static Cell cell(org.apache.poi.ss.usermodel.Cell cell) {
        if (cell == null) {
            return Cell.EMPTY;
        }
        return switch (cell.getCellType()) {
            case STRING -> Cell.of(cell.getStringCellValue());
            case BOOLEAN -> Cell.of(cell.getBooleanCellValue() ? "yes" : "no");
            case NUMERIC -> DateUtil.isCellDateFormatted(cell) ? Cell.of(moment(cell)) : number(cell);
            case FORMULA -> Cell.refused("formulas are not read; paste the value");
            case ERROR -> Cell.refused("the cell shows the error " + FormulaError.forInt(cell.getErrorCellValue()).getString());
            default -> Cell.EMPTY;
        };
    }

    private static String moment(org.apache.poi.ss.usermodel.Cell cell) {
        long minutes = Math.round(cell.getNumericCellValue() * MINUTES_A_DAY);
        return minutes <= MINUTES_A_DAY ? "%02d:%02d".formatted(minutes / 60, minutes % 60) : cell.getLocalDateTimeCellValue().toLocalDate().toString();
    }

    /** What it shows: a format may round, write a unit behind it ({@code 0"个月"}), or a dash in place of it. */
    private static Cell number(org.apache.poi.ss.usermodel.Cell cell) {
        BigDecimal number = new BigDecimal(NumberToTextConverter.toText(cell.getNumericCellValue()));
        String format = cell.getCellStyle().getDataFormatString();
        if (format == null || format.equals("General") || format.equals("@")) {
            return Cell.of(clear(number));
        }
        String shown = new DataFormatter(Locale.ROOT).formatCellValue(cell).strip();
        boolean percent = shown.endsWith("%");
        Optional<BigDecimal> read = plain(percent ? shown.substring(0, shown.length() - 1) : shown);
        BigDecimal held = percent ? number.movePointRight(2) : number;
        if (read.filter(r -> r.compareTo(held) == 0).isPresent()) {
            return Cell.of(percent ? held.stripTrailingZeros().toPlainString() + "%" : clear(number));
        }
        if (read.isPresent() || shown.chars().noneMatch(Character::isDigit)) {
            return Cell.refused("the cell shows '" + shown + "' and holds " + clear(number) + "; write what is meant, as it shall be read");
        }
        return Cell.of(shown);
    }

    private static String clear(BigDecimal number) {
        String text = number.stripTrailingZeros().toPlainString();
        return Quantity.unclear(text).isPresent() ? text + "0" : text; // a value is no text that could mean two numbers
    }

    private static Optional<BigDecimal> plain(String shown) {
        try {
            return Optional.of(new BigDecimal(DECORATION.matcher(shown).replaceAll("")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
