package dev.regard.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XlsxFileTest {
    @TempDir
    Path folder;
    private DropFolder inbox;

    @BeforeEach
    void open() {
        inbox = new DropFolder(folder);
    }

    @Test
    void howFarTheReadingIsIsToldByItsRows() throws IOException {
        inbox.drop("customers.xlsx", workbook(sheet -> {
            row(sheet, 0, "customer", "name");
            IntStream.rangeClosed(1, 400).forEach(i -> row(sheet, i, "C-" + i, "Li"));
        }));
        assertEquals(List.of("0.25", "0.50", "0.75", "1.00", "1.00"), inbox.shares.stream().map("%.2f"::formatted).toList());
    }

    @Test
    void datesAreDatesAndNumbersAreExact() throws IOException {
        inbox.drop("purchases.xlsx", workbook(sheet -> {
            CellStyle day = style(sheet, "yyyy\"年\"m\"月\"d\"日\"");
            CellStyle minute = style(sheet, "yyyy-mm-dd hh:mm");
            CellStyle money = style(sheet, "[Red]\"d\"#,##0.00");
            row(sheet, 0, "客户编号", "订单号", "下单时间", "金额");
            Row first = row(sheet, 1, 1001, "A-1", LocalDate.of(2026, 3, 1), 1.1);
            first.getCell(2).setCellStyle(day);
            first.getCell(3).setCellStyle(money);
            row(sheet, 2, "C-2", 20260000000001d, LocalDateTime.of(2026, 3, 1, 9, 30, 15), 1.0E5).getCell(2).setCellStyle(minute);
            row(sheet, 4, "C-3", "A-3", "2026-03-01 09:30", 0.1 + 0.2);
        }));
        assertEquals(List.of(), inbox.bad);
        assertEquals(List.of("id:1001", "id:C-2", "id:C-3"), inbox.events.stream().map(e -> e.subject().toString()).toList());
        assertEquals(List.of("1.1", "100000", "0.3"), inbox.events.stream().map(e -> e.data().text("amount").orElseThrow()).toList());
        assertEquals("20260000000001", inbox.events.get(1).data().fields().get("order"));
        assertEquals(List.of(Instant.parse("2026-02-28T16:00:00Z"), Instant.parse("2026-03-01T01:30:15Z"), Instant.parse("2026-03-01T01:30:00Z")),
                inbox.events.stream().map(Event::time).toList());
    }

    @Test
    void formulasCountByTheirLastResultAndErrorsAreBadRows() throws IOException {
        inbox.drop("purchases.xlsx", workbook(sheet -> {
            row(sheet, 0, "customer", "order", "amount", "sku");
            row(sheet, 1, "C-1", "A-1", 0, "x").createCell(2).setCellFormula("40+2.5");
            row(sheet, 2, "C-2", "A-2", 0, "x").createCell(2).setCellFormula("1/0");
            row(sheet, 3, "C-3", "A-3", 7, "").createCell(3).setCellFormula("\"T\"&60");
            sheet.getWorkbook().getCreationHelper().createFormulaEvaluator().evaluateAll();
        }));
        assertEquals(List.of("42.5", "7"), inbox.events.stream().map(e -> e.data().text("amount").orElseThrow()).toList());
        assertEquals("T60", inbox.events.get(1).data().children("items").get(0).fields().get("sku"));
        assertEquals(List.of(3L), inbox.badLines());
        assertTrue(inbox.bad.get(0).reason().contains("#DIV/0!"));
        assertEquals("amount", inbox.bad.get(0).column());
    }

    @Test
    void theFirstVisibleSheetIsReadAndShortRowsAreFilledUp() throws IOException {
        byte[] book = workbook(sheet -> {
            row(sheet.getWorkbook().createSheet("second"), 0, "customer", "order", "amount");
            row(sheet, 1, "customer", "name", "region", "owner");
            row(sheet, 2, "C-1", "Li");
            row(sheet, 3, "C-2", "Han", "north", "", "too much");
            row(sheet, 4, "C-3", "Wang", "north", true);
        });
        inbox.drop("customers.xlsx", book);
        assertEquals(List.of(Data.of("name", "Li"), Data.of("name", "Wang", "region", "north", "owner", "true")),
                inbox.events.stream().map(Event::data).toList());
        assertEquals(List.of(4L), inbox.badLines());
        List<String> ids = List.copyOf(inbox.ids());
        assertEquals(ids, inbox.drop("customers-b.xlsx", book).ids());
    }

    @Test
    void aWorkbookWithoutStylesIsReadToo() throws IOException {
        Map<String, byte[]> parts = content(simple());
        parts.remove("xl/styles.xml");
        assertEquals(List.of("Li"), inbox.drop("customers.xlsx", zip(parts)).events.stream().map(e -> e.data().text("name").orElseThrow()).toList());
    }

    @Test
    void whatIsNoWorkbookIsRejectedWithTheReason() throws IOException {
        assertTrue(inbox.drop("customers.xlsx", "customer,name\n").rejection().contains("no .xlsx"));
        assertTrue(inbox.drop("customers.xlsx", new byte[0]).rejection().contains("no .xlsx"));
        assertTrue(inbox.drop("customers.xlsx", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}).rejection().contains("password"));
        byte[] good = simple();
        byte[] cut = Arrays.copyOf(good, good.length / 2);
        assertTrue(inbox.drop("customers.xlsx", cut).rejection().contains("no .xlsx"));
        assertTrue(inbox.drop("customers.xlsx", zip(Map.of("readme.xml", "hello".getBytes(StandardCharsets.UTF_8)))).rejection().contains("no .xlsx"));
        assertTrue(inbox.drop("customers.xlsx", workbook(sheet -> { })).rejection().contains("empty"));
    }

    @Test
    void aSmallFileThatUnfoldsIntoTooMuchIsRejected() throws IOException {
        String part = "xl/worksheets/sheet1.xml";
        for (String bomb : List.of("<row r=\"9\"><c r=\"ZZZZZZ9\"><v>1</v></c></row></sheetData>", "<!-- --></sheetData>",
                "<row r=\"9\">" + "<c><v>1</v></c>".repeat(700_000) + "</row></sheetData>",
                "<row r=\"9\"><c t=\"inlineStr\"><is><t>" + "x".repeat(2_000_000) + "</t></is></c></row></sheetData>")) {
            String reason = inbox.drop("customers.xlsx", replace(simple(), part, "</sheetData>", bomb)).rejection();
            assertTrue(reason.contains(part), reason);
        }
        String shared = replaceWith(simple(), "xl/sharedStrings.xml", new byte[65 << 20]);
        assertTrue(shared.contains("64 MiB"), shared);
    }

    @Test
    void aSheetIsHeldToItsBoundsWhereverItLiesInTheFile() throws IOException {
        for (String elsewhere : List.of("xl/other/s.xml", "xl/worksheets.bin", "other.jpg")) {
            Map<String, byte[]> moved = content(replace(simple(), "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "/" + elsewhere));
            String types = new String(moved.get("[Content_Types].xml"), StandardCharsets.UTF_8).replace("/xl/worksheets/sheet1.xml", "/" + elsewhere);
            moved.put("[Content_Types].xml", types.getBytes(StandardCharsets.UTF_8));
            String sheet = new String(moved.remove("xl/worksheets/sheet1.xml"), StandardCharsets.UTF_8);
            for (Charset encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
                moved.put(elsewhere, sheet.replace("</sheetData>", "<row r=\"9\"><c r=\"AAAAAAA2\"><v>1</v></c></row></sheetData>").getBytes(encoding));
                assertTrue(inbox.drop("customers.xlsx", zip(moved)).rejection().contains("its part " + elsewhere), elsewhere);
            }
        }
        byte[] entities = replace(simple(), "xl/sharedStrings.xml", "<sst ", "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\">]><sst ");
        assertTrue(inbox.drop("customers.xlsx", entities).rejection().contains("document type"));
    }

    private String replaceWith(byte[] book, String part, byte[] content) throws IOException {
        return inbox.drop("customers.xlsx", copy(book, part, content)).rejection();
    }

    private static byte[] simple() {
        return workbook(sheet -> {
            row(sheet, 0, "customer", "name");
            row(sheet, 1, "C-1", "Li");
        });
    }

    private static byte[] workbook(Consumer<Sheet> content) {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            content.accept(book.createSheet("first"));
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CellStyle style(Sheet sheet, String format) {
        CellStyle style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        return style;
    }

    private static Row row(Sheet sheet, int number, Object... values) {
        Row row = sheet.createRow(number);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Number n) {
                row.createCell(i).setCellValue(n.doubleValue());
            } else if (values[i] instanceof LocalDate date) {
                row.createCell(i).setCellValue(date);
            } else if (values[i] instanceof LocalDateTime time) {
                row.createCell(i).setCellValue(time);
            } else if (values[i] instanceof Boolean flag) {
                row.createCell(i).setCellValue(flag);
            } else {
                row.createCell(i).setCellValue((String) values[i]);
            }
        }
        return row;
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] replace(byte[] book, String part, String from, String to) throws IOException {
        return copy(book, part, new String(content(book).get(part), StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] copy(byte[] book, String part, byte[] replacement) throws IOException {
        Map<String, byte[]> parts = content(book);
        parts.put(part, replacement);
        return zip(parts);
    }

    private static Map<String, byte[]> content(byte[] book) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(book))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }
}
