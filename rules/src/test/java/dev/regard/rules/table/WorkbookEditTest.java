package dev.regard.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.CreationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class WorkbookEditTest {
    private static final String FILE = "tables/tiers.xlsx";
    private static final int WIDTH = 41 * 256;

    @Test
    void whatNobodyChangedStays() throws Exception {
        List<List<String>> lines = copy(TableText.cells(FILE, workbook()));
        lines.get(5).set(2, "9999");
        byte[] edited = WorkbookEdit.of(FILE, workbook(), TableText.cells("t.csv", TableText.csv(lines)));
        assertEquals(lines, TableText.cells(FILE, edited));
        try (XSSFWorkbook book = book(edited)) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertEquals(WIDTH, sheet.getColumnWidth(1));
            assertEquals("Why so: gold", comment(sheet, "gold"));
            assertEquals("Why so: iron", comment(sheet, "iron"));
            assertEquals(IndexedColors.GOLD.getIndex(), row(sheet, "gold").getCell(0).getCellStyle().getFillForegroundColor());
            assertEquals(9999, row(sheet, "iron").getCell(2).getNumericCellValue(), "a number stays a number");
            assertEquals("scratch", book.getSheetAt(1).getSheetName());
            assertEquals(7, book.getSheetAt(1).getRow(0).getCell(0).getNumericCellValue());
        }
    }

    @Test
    void unchangedCellsOfEitherFormatChangeNothing() throws Exception {
        List<List<String>> lines = TableText.cells(FILE, workbook());
        assertEquals(lines, TableText.cells(FILE, WorkbookEdit.of(FILE, workbook(), lines)));
        List<List<String>> viaJson = TableTree.lines(TableText.tree(FILE, workbook()));
        assertEquals(lines, TableText.cells(FILE, WorkbookEdit.of(FILE, workbook(), viaJson)), "remarks and blank lines, which JSON does not show, stay");
    }

    @Test
    void movedRowsTakeTheirCommentsAndColoursAlong() throws Exception {
        List<List<String>> lines = copy(TableText.cells(FILE, workbook()));
        Collections.swap(lines, 4, 6);
        byte[] edited = WorkbookEdit.of(FILE, workbook(), lines);
        assertEquals(lines, TableText.cells(FILE, edited));
        try (XSSFWorkbook book = book(edited)) {
            for (String key : List.of("gold", "iron", "lead")) {
                assertEquals("Why so: " + key, comment(book.getSheetAt(0), key));
            }
            assertEquals(IndexedColors.GOLD.getIndex(), row(book.getSheetAt(0), "gold").getCell(0).getCellStyle().getFillForegroundColor());
        }
    }

    @Test
    void rowsAndColumnsComeAndGo() throws Exception {
        List<List<String>> lines = copy(TableText.cells(FILE, workbook()));
        lines.remove(5);
        lines.add(4, new ArrayList<>(List.of("platinum", "platinum", "80000", "")));
        lines.get(2).add("Note");
        lines.get(4).set(3, "new");
        byte[] edited = WorkbookEdit.of(FILE, workbook(), lines);
        List<List<String>> read = TableText.cells(FILE, edited);
        assertEquals(List.of("platinum", "platinum", "80000", "new"), read.get(4));
        assertEquals(List.of("gold", "lead"), List.of(read.get(5).get(0), read.get(6).get(0)));
        try (XSSFWorkbook book = book(edited)) {
            assertEquals("Why so: gold", comment(book.getSheetAt(0), "gold"));
            assertEquals("Why so: lead", comment(book.getSheetAt(0), "lead"));
            assertNull(row(book.getSheetAt(0), "platinum").getCell(0).getCellComment());
            assertEquals(2, book.getSheetAt(0).getCellComments().size(), "the comment of the row that went is gone");
        }
    }

    @Test
    void aKeyThatIsNotThatOfTheCellsIsRefused() throws Exception {
        assertRefused("rows[0].key: 'silver' is not what the row's cells say: under 'Key' stands 'gold'", "silver", List.of("Key", "Tier"), Map.of("Key", "gold"));
        assertRefused("rows[0].key: 'silver' is not what the row's cells say: under 'Key' stands nothing", "silver", List.of("Key", "Tier"), Map.of("Tier", "gold"));
        assertRefused("rows[0].key: 'silver' is not what the row's cells say: a key stands in a column 'Key', which this table lacks", "silver", List.of("Tier"), Map.of("Tier", "gold"));
        assertEquals(4, TableTree.lines(tree("r0123456789", List.of("Tier"), Map.of("Tier", "gold"))).size(), "a made key comes back as it was made");
        assertEquals(4, TableTree.lines(tree("gold", List.of("键"), Map.of("键", "gold"))).size());
    }

    private static void assertRefused(String words, String key, List<String> headings, Map<String, Object> cells) {
        TableTree.Malformed refused = assertThrows(TableTree.Malformed.class, () -> TableTree.lines(tree(key, headings, cells)));
        String said = refused.path() + ": " + refused.getMessage();
        assertTrue(said.startsWith(words), said);
    }

    private static Map<String, Object> tree(String key, List<String> headings, Map<String, Object> cells) {
        return Map.of("title", "T", "sentence", "S.", "headings", headings, "rows", List.of(Map.of("key", key, "cells", cells)));
    }

    private static List<List<String>> copy(List<List<String>> lines) {
        return new ArrayList<>(lines.stream().map(line -> (List<String>) new ArrayList<>(line)).toList());
    }

    private static XSSFWorkbook book(byte[] content) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(content));
    }

    private static org.apache.poi.ss.usermodel.Row row(XSSFSheet sheet, String key) {
        for (org.apache.poi.ss.usermodel.Row row : sheet) {
            if (row.getCell(0) != null && row.getCell(0).getStringCellValue().equals(key)) {
                return row;
            }
        }
        throw new AssertionError("no row " + key);
    }

    private static String comment(XSSFSheet sheet, String key) {
        return row(sheet, key).getCell(0).getCellComment().getString().getString();
    }

    /** Title, sentence, headings, then gold, iron and lead around a remark and a blank line, each row with a comment, and a second sheet. */
    private static byte[] workbook() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = book.createSheet("tiers");
            sheet.setColumnWidth(1, WIDTH);
            CellStyle gold = book.createCellStyle();
            gold.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            gold.setFillForegroundColor(IndexedColors.GOLD.getIndex());
            List<List<String>> lines = List.of(List.of("Tiers"), List.of("What a customer is."), List.of("Key", "Tier is", "Sales"), List.of("# the best first"),
                    List.of("gold", "gold", "50000"), List.of("iron", "iron", "5000"), List.of("lead", "lead"), List.of(""));
            CreationHelper helper = book.getCreationHelper();
            for (int i = 0; i < lines.size(); i++) {
                org.apache.poi.ss.usermodel.Row row = sheet.createRow(i);
                for (int column = 0; column < lines.get(i).size(); column++) {
                    String text = lines.get(i).get(column);
                    Cell cell = row.createCell(column);
                    if (text.matches("\\d+")) {
                        cell.setCellValue(Double.parseDouble(text));
                    } else {
                        cell.setCellValue(text);
                    }
                    if (i >= 4 && column == 0 && !text.isEmpty()) {
                        ClientAnchor anchor = helper.createClientAnchor();
                        anchor.setRow1(i);
                        XSSFComment comment = sheet.createDrawingPatriarch().createCellComment(anchor);
                        comment.setString(helper.createRichTextString("Why so: " + text));
                        cell.setCellComment(comment);
                    }
                }
            }
            row(sheet, "gold").getCell(0).setCellStyle(gold);
            book.createSheet("scratch").createRow(0).createCell(0).setCellValue(7);
            book.write(out);
            return out.toByteArray();
        }
    }
}
