package dev.regard.rules.table;

import dev.regard.rules.table.Sheet.Line;
import dev.regard.rules.table.TableText.UnreadableTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes changed cells into the first sheet of a workbook. What nobody changed stays as it is: comments, colours, widths, formats, further sheets. A row
 * is found again by its cells or its first one and takes what belongs to it along when it is moved. Blank lines stay, and so do remarks where none came,
 * since JSON shows none of them; a column that did not come is emptied.
 */
public final class WorkbookEdit {
    private static final String PLAIN_NUMBER = "-?\\d{1,15}(\\.\\d{1,9})?";
    private final XSSFSheet sheet;
    private final Map<Integer, List<String>> before = new TreeMap<>();
    private final int headed;

    private WorkbookEdit(XSSFSheet sheet, List<Line> lines) {
        this.sheet = sheet;
        lines.forEach(line -> before.put(line.number() - 1, trimmed(TableText.texts(line))));
        List<Integer> rows = List.copyOf(before.keySet());
        this.headed = rows.isEmpty() ? 0 : rows.get(TableText.headed(List.copyOf(before.values())));
    }

    /**
     * The workbook with these cells.
     *
     * @param lines from top to bottom, as {@link TableText#cells} gives them
     * @throws UnreadableTable when the file is no workbook
     */
    public static byte[] of(String file, byte[] workbook, List<List<String>> lines) throws UnreadableTable {
        List<Line> read = TableText.sheet(file, workbook).lines();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook)); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new WorkbookEdit(book.getSheetAt(0), read).write(lines.stream().map(WorkbookEdit::trimmed).filter(line -> !line.isEmpty()).toList());
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UnreadableTable(file + " can not be written again: " + e.getMessage());
        }
    }

    private void write(List<List<String>> lines) {
        int newHeaded = TableText.headed(lines);
        List<Integer> columns = columns(lines.isEmpty() ? List.of() : lines.get(newHeaded));
        List<List<String>> wanted = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            wanted.add(i < newHeaded || isRemark(lines.get(i)) ? lines.get(i) : placed(lines.get(i), columns));
        }
        Map<Integer, Integer> found = new LinkedHashMap<>();
        if (!before.isEmpty() && !wanted.isEmpty()) {
            found.put(newHeaded, headed);
            pair(wanted, found, 0, newHeaded, row -> row < headed);
            pair(wanted, found, newHeaded + 1, wanted.size(), row -> row > headed);
        }
        arrange(wanted, order(wanted, found), newHeaded);
    }

    /** Where each column of the new lines stands in the workbook; one of a new heading comes last. */
    private List<Integer> columns(List<String> headings) {
        List<String> old = before.getOrDefault(headed, List.of());
        Set<Integer> taken = new HashSet<>();
        List<Integer> columns = new ArrayList<>();
        int free = before.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < headings.size(); i++) {
            int at = -1;
            for (int column = 0; column < old.size() && at < 0; column++) {
                boolean same = old.get(column).equals(headings.get(i)) && !taken.contains(column);
                at = same && (!headings.get(i).isEmpty() || column == i) ? column : -1;
            }
            at = at < 0 ? free++ : at;
            taken.add(at);
            columns.add(at);
        }
        return columns;
    }

    /** Cells beyond the headings are notes: they keep their place. */
    private static List<String> placed(List<String> line, List<Integer> columns) {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            int at = i < columns.size() ? columns.get(i) : i;
            while (placed.size() <= at) {
                placed.add("");
            }
            placed.set(at, line.get(i));
        }
        return trimmed(placed);
    }

    private interface Rows {
        boolean has(int row);
    }

    /** Equal lines first, then those with the same first cell, then those that share most. */
    private void pair(List<List<String>> wanted, Map<Integer, Integer> found, int from, int to, Rows rows) {
        List<Integer> left = new ArrayList<>(before.keySet().stream().filter(rows::has).filter(row -> !before.get(row).isEmpty()).toList());
        for (int least : List.of(Integer.MAX_VALUE, 1_000, 1)) {
            for (int i = from; i < to; i++) {
                if (found.containsKey(i)) {
                    continue;
                }
                int best = -1;
                int most = least - 1;
                for (int row : left) {
                    int alike = alike(wanted.get(i), before.get(row));
                    if (alike > most) {
                        best = row;
                        most = alike;
                    }
                }
                if (best >= 0) {
                    found.put(i, best);
                    left.remove((Integer) best);
                }
            }
        }
    }

    private static int alike(List<String> one, List<String> other) {
        if (one.equals(other)) {
            return Integer.MAX_VALUE;
        }
        int alike = isRemark(one) == isRemark(other) && at(one, 0).equals(at(other, 0)) && !at(one, 0).isEmpty() ? 1_000 : 0;
        for (int column = 1; column < Math.min(one.size(), other.size()); column++) {
            alike += !one.get(column).isEmpty() && one.get(column).equals(other.get(column)) ? 1 : 0;
        }
        return alike;
    }

    /** A line of the workbook as it shall be: the row that it comes from, -1 for a new one, and the new line, -1 where the row stays as it is. */
    private record Target(int row, int line) { }

    private List<Target> order(List<List<String>> wanted, Map<Integer, Integer> found) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            targets.add(new Target(found.getOrDefault(i, -1), i));
        }
        boolean remarks = wanted.stream().anyMatch(WorkbookEdit::isRemark);
        for (int row : before.keySet()) {
            if (!found.containsValue(row) && (before.get(row).isEmpty() || !remarks && isRemark(before.get(row)))) {
                int after = targets.size() - 1;
                while (after >= 0 && (targets.get(after).row < 0 || targets.get(after).row > row)) {
                    after--;
                }
                targets.add(after + 1, new Target(row, -1));
            }
        }
        return targets;
    }

    /** Row numbers without any cell are gaps, which stay where they are as long as no line moves over them. */
    private void arrange(List<List<String>> wanted, List<Target> targets, int newHeaded) {
        List<Integer> now = new ArrayList<>(before.keySet());
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            int at = i < now.size() ? number(i) : sheet.getLastRowNum() + 1;
            if (target.row < 0) {
                if (at <= sheet.getLastRowNum()) {
                    sheet.shiftRows(at, sheet.getLastRowNum(), 1, true, false);
                }
                sheet.createRow(at);
                now.add(i, -1);
            } else if (now.indexOf(target.row) != i) {
                int from = number(now.indexOf(target.row));
                int aside = sheet.getLastRowNum() + 2;
                sheet.shiftRows(from, from, aside - from, true, false);
                sheet.shiftRows(at, from - 1, 1, true, false);
                sheet.shiftRows(aside, aside, at - aside, true, false);
                now.remove((Integer) target.row);
                now.add(i, target.row);
            }
            if (target.line >= 0) {
                fill(sheet.getRow(at), wanted.get(target.line), before.getOrDefault(target.row, List.of()),
                        target.row < 0 && target.line > newHeaded + 1 ? sheet.getRow(at - 1) : null);
            }
        }
        for (int i = now.size() - 1; i >= targets.size(); i--) {
            remove(number(i));
        }
    }

    /** The number of the row that is the sheet's i-th. */
    private int number(int i) {
        int seen = 0;
        for (Row row : sheet) {
            if (seen++ == i) {
                return row.getRowNum();
            }
        }
        return sheet.getLastRowNum() + 1;
    }

    private void remove(int number) {
        Row row = sheet.getRow(number);
        for (Cell cell : row) {
            cell.removeCellComment();
        }
        sheet.removeRow(row);
    }

    private static void fill(Row row, List<String> wanted, List<String> old, Row like) {
        for (int column = 0; column < Math.max(wanted.size(), old.size()); column++) {
            Cell cell = row.getCell(column);
            Cell pattern = like == null ? null : like.getCell(column);
            if (!at(wanted, column).equals(at(old, column))) {
                cell = cell == null ? row.createCell(column) : cell;
                put(cell, at(wanted, column));
            } else if (pattern != null) {
                cell = row.createCell(column);
            }
            if (pattern != null) {
                cell.setCellStyle(pattern.getCellStyle());
            }
        }
    }

    /** A number stays one where the cell then shows the same; all else is text. */
    private static void put(Cell cell, String text) {
        boolean number = cell.getCellType() == CellType.NUMERIC && text.matches(PLAIN_NUMBER);
        cell.setBlank();
        if (number) {
            cell.setCellValue(Double.parseDouble(text));
        }
        if (!text.isEmpty() && !(number && XlsxSheet.cell(cell).text().equals(text))) {
            cell.setCellValue(text);
        }
    }

    private static String at(List<String> line, int column) {
        return column < line.size() ? line.get(column) : "";
    }

    private static boolean isRemark(List<String> line) {
        return at(line, 0).startsWith("#");
    }

    private static List<String> trimmed(List<String> line) {
        int size = line.size();
        while (size > 0 && line.get(size - 1).isBlank()) {
            size--;
        }
        return List.copyOf(line.subList(0, size));
    }
}
