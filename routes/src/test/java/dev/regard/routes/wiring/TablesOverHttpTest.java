package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Single tables, out and in. */
@Timeout(120)
class TablesOverHttpTest extends ChangingRules {
    private static final String CSV = "text/csv";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Test
    void aTableGoesOutAndComesInAsJsonCsvAndWorkbook() throws Exception {
        start();
        assertTrue(engine.rules("tables", Map.of()).path("items").toString().contains("\"tiers\""));
        JsonNode tiers = engine.rules("tables/tiers", Map.of());
        assertEquals(">= 50000", tiers.path("rows").get(1).path("cells").path("Sales in 12 months").asText(), tiers::toString);

        assertEquals("gold", tiers.path("rows").get(1).path("key").asText());
        assertEquals("If Sales in 12 months is >= 50000, then Tier is gold, Kept down to 90%.", tiers.path("rows").get(1).path("sentence").path("en").asText());
        assertTrue(tiers.path("rows").get(1).path("tested").asBoolean(), "a shipped scenario reaches gold");
        assertEquals("money", engine.rules("catalogue", Map.of()).path("facts").findValues("unit").stream().map(JsonNode::asText).filter("money"::equals).findFirst().orElse(""));
        assertTrue(tiers.path("rows").get(1).path("sentence").path("zh").asText().startsWith("如果近12个月销售额 为 >= 50000，则定为等级："), tiers::toString);
        JsonNode catalogue = engine.rules("catalogue", Map.of());
        assertTrue(catalogue.path("facts").size() > 40 && catalogue.path("tables").size() > 25, catalogue::toString);

        HttpResponse<byte[]> csv = get("tables/tiers?format=csv");
        HttpResponse<byte[]> xlsx = get("tables/stages?format=xlsx");
        assertArrayEquals(shipped.files().get("tables/tiers.xlsx"), get("tables/tiers?format=xlsx").body(), "the file as it was made, with its widths and colours");
        assertEquals(0, differences(post("tables/tiers?reason=x&by=Chen", CSV, csv.body())));
        assertEquals(0, differences(post("tables/stages?reason=x&by=Chen", WORKBOOK, xlsx.body())));
        assertEquals(0, differences(post("tables/tiers?reason=x&by=Chen", "application/json", tiers.toString().getBytes(StandardCharsets.UTF_8))));
        String changed = tiers.toString().replace(">= 5000\"", ">= 6000\"");
        assertEquals(1, differences(post("tables/tiers?reason=x&by=Chen", "application/json", changed.getBytes(StandardCharsets.UTF_8))));

        HttpResponse<String> wrong = post("tables/tiers?reason=x&by=Chen", "application/json", tiers.toString().replace(">= 50000", "lots").getBytes(StandardCharsets.UTF_8));
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("tables/tiers.xlsx!tiers:5:B"), wrong::body);
        assertEquals(400, post("tables/tiers?reason=x", "application/json", "[1".getBytes(StandardCharsets.UTF_8)).statusCode());
        assertRefused("body: an object is expected here", "[1]");
        assertRefused("rows[0]: a row has its cells under 'cells', as in", tiers.toString().replace("\"cells\":", "\"cell\":"));
        assertRefused("rows[0]: a row has its cells under 'cells', as in", "{\"title\":\"t\",\"sentence\":\"s\",\"headings\":[\"Key\"],\"rows\":[{\"Key\":\"a\"}]}");
        assertRefused("rows[0].cells.Tier: 'Tier' is not known; known are Kept down to, Key, ", tiers.toString().replaceFirst("\"Tier is\":\"platinum\"", "\"Tier\":\"platinum\""));
        assertRefused("rows: is missing", "{\"title\":\"t\",\"sentence\":\"s\",\"headings\":[\"Key\"]}");
        assertRefused("about.Ownr: 'Ownr' is not known, did you mean Owner?", "{\"title\":\"t\",\"sentence\":\"s\",\"about\":{\"Ownr\":\"Chen\"},\"headings\":[\"Key\"],\"rows\":[]}");
        assertRefused("tables/tiers.xlsx!tiers:3:A", "{\"title\":\"t\",\"sentence\":\"s\",\"headings\":[\"Key\",\"Tier is\"],\"rows\":[]}");
        assertEquals(415, post("tables/tiers?reason=x", "text/plain", NOTHING).statusCode());
        assertEquals(404, get("tables/tires").statusCode());
        assertEquals(404, post("tables/..%2F..%2Ftiers?reason=x&by=Chen", CSV, csv.body()).statusCode());
        assertEquals(404, post("drafts/x/eat", "application/json", "{}".getBytes(StandardCharsets.UTF_8)).statusCode());
    }

    @Test
    void aTableThatComesBackAsCellsKeepsWhatItsWorkbookHas() throws Exception {
        start();
        String made;
        byte[] original = get("tables/tiers?format=xlsx").body();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(original)); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = book.getSheetAt(0);
            XSSFComment comment = sheet.createDrawingPatriarch().createCellComment(book.getCreationHelper().createClientAnchor());
            comment.setString(new XSSFRichTextString("agreed with sales in March"));
            sheet.getRow(4).getCell(0).setCellComment(comment);
            sheet.setColumnWidth(1, 12_345);
            book.createSheet("notes of the analysts").createRow(0).createCell(0).setCellValue("kept");
            book.write(out);
            made = version(post("tables/tiers?reason=x&by=Chen", WORKBOOK, out.toByteArray()));
        }
        String cells = engine.rules("tables/tiers", Map.of("version", made)).toString().replace(">= 5000\"", ">= 6000\"");
        String changed = version(post("tables/tiers?reason=x&by=Chen&version=" + made, "application/json", cells.getBytes(StandardCharsets.UTF_8)));
        byte[] csv = new String(get("tables/tiers?format=csv&version=" + changed).body(), StandardCharsets.UTF_8).replace(">= 6000", ">= 6500").getBytes(StandardCharsets.UTF_8);
        String again = version(post("tables/tiers?reason=x&by=Chen&version=" + changed, CSV, csv));

        assertEquals(">= 6500", engine.rules("tables/tiers", Map.of("version", again)).path("rows").get(2).path("cells").path("Sales in 12 months").asText());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(get("tables/tiers?format=xlsx&version=" + again).body()))) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertEquals("agreed with sales in March", sheet.getRow(4).getCell(0).getCellComment().getString().getString());
            assertEquals(12_345, sheet.getColumnWidth(1));
            assertEquals("kept", book.getSheet("notes of the analysts").getRow(0).getCell(0).getStringCellValue());
        }
    }

    private static String version(HttpResponse<String> proposed) throws Exception {
        assertEquals(200, proposed.statusCode(), proposed::body);
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(proposed.body()).path("version").asText();
    }

    private void assertRefused(String problem, String table) throws Exception {
        HttpResponse<String> answer = post("tables/tiers?reason=x&by=Chen", "application/json", table.getBytes(StandardCharsets.UTF_8));
        assertEquals(400, answer.statusCode(), answer::body);
        JsonNode first = new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body()).path("problems").get(0);
        assertTrue((first.path("path").asText() + ": " + first.path("reason").asText()).startsWith(problem), answer::body);
    }

    private int differences(HttpResponse<String> proposed) throws Exception {
        return engine.rules("diff", Map.of("to", version(proposed))).path("lines").size();
    }
}
