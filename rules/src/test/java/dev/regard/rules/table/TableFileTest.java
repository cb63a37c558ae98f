package dev.regard.rules.table;

import static dev.regard.rules.table.Workbooks.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.RuleProblem;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFileTest {
    private static final String TIERS = """
            Tiers

            "Decides which tier a customer's sales deserve, best first."
            # headings in either language
            Key,Sales in 12 months,Tier is,Kept down to,In use,Note
            platinum,">= 200,000",platinum,90%,,
            gold,50000..200000,gold,90%,yes,"good, too"

            old,>= 1,silver,,no,no longer
            lead,-,lead,,,
            """;

    @Test
    void aTableIsReadWithTitleSentenceKeysAndLines() {
        ReadTable read = csv("tables/tiers.csv", TIERS);
        assertEquals(List.of(), read.problems());
        DecisionTable table = read.table();
        assertEquals("tiers", table.name());
        assertEquals("Tiers", table.title());
        assertEquals("Decides which tier a customer's sales deserve, best first.", table.sentence());
        assertEquals(Topic.TIER, table.topic());
        assertEquals(List.of("platinum", "gold", "lead"), table.rows().stream().map(Row::key).toList());
        assertEquals(List.of(6, 7, 10), table.rows().stream().map(Row::line).toList());
        assertEquals("B", table.rows().get(0).conditions().get(0).column());
        assertEquals(Map.of("tier", "platinum", "keepShare", new BigDecimal("0.9")), table.rows().get(0).results());
        assertEquals(List.of(), table.rows().get(2).conditions());
    }

    /** As a German spreadsheet program saves "CSV UTF-8". */
    @Test
    void semicolonsOrTabsMayPartTheCells() throws TableText.UnreadableTable {
        String semicolons = """
                \uFEFFTiers;;;;;
                Decides which tier, of four, a customer's sales deserve, best first, lead last;;;;;
                Owner;Chen, Wei;;;;
                # headings;;;;;
                Key;Sales in 12 months;Tier is;Kept down to;In use;Note
                platinum;>= 200,000;platinum;90%;;"good; ""too\"""
                lead;-;lead;;;
                """;
        ReadTable read = csv("tiers.csv", semicolons);
        assertEquals(List.of(), read.problems());
        assertEquals(List.of("platinum", "lead"), read.table().rows().stream().map(Row::key).toList());
        assertEquals(Map.of("tier", "platinum", "keepShare", new BigDecimal("0.9")), read.table().rows().get(0).results());
        assertEquals("Chen, Wei", read.table().charter().owner());
        assertEquals(List.of(), csv("tiers.csv", "Tiers\nDecides, best first; lead last.\nKey\tSales in 12 months\tTier is\ngold\t>= 1\tgold\nlead\t\tlead\n").problems());
        List<List<String>> cells = TableText.cells("tiers.csv", semicolons.getBytes(StandardCharsets.UTF_8));
        assertEquals(cells, TableText.cells("tiers.csv", TableText.csv(cells)));
        assertTrue(new String(TableText.csv(cells), StandardCharsets.UTF_8).contains("Key,Sales in 12 months,"), "what goes out is parted by commas");
        assertEquals(List.of("tiers.csv:1:A: error: this is not CSV after row 3, perhaps a quote is not closed"),
                csv("tiers.csv", "Tiers;;\nDecides.;;\nKey;Sales in 12 months;Tier is\n\"gold;>= 1;gold\n").problems().stream().map(RuleProblem::toString).toList());
    }

    @Test
    void semicolonsWithinCellsPartNoCells() {
        ReadTable read = csv("lexicon.csv", "Words; phrases; texts\nWhich words; of which kind.\nKey,Words in the text,Complaint category,Severity\nangry,scam; fraud; liar; cheat; thief; swindle,service,high\n");
        assertEquals(List.of(), read.problems());
        assertEquals("Words; phrases; texts", read.table().title());
        assertEquals(1, read.table().rows().size());
    }

    @Test
    void whatIsReadAnswers() {
        TableReader reader = new TableReader(Map.of(Topic.TIER, csv("tiers.csv", TIERS).table()));
        Facts facts = Facts.none().with(Attribute.SALES_12M, new BigDecimal("120000"));
        assertEquals("gold", Match.first(reader.evaluate(Topic.TIER, facts)).orElseThrow().required("tier"));
    }

    @Test
    void chineseHeadingsSayTheSame() {
        ReadTable read = csv("tiers.csv", """
                客户等级
                按近十二个月的销售额定级。
                编号,近12个月销售额,定为等级,保级比例,启用
                platinum,≥200000,platinum,90%,是
                """);
        assertEquals(List.of(), read.problems());
        assertEquals(csv("tiers.csv", TIERS).table().rows().get(0).results(), read.table().rows().get(0).results());
    }

    @Test
    void aHeadingThatAsksAndAnswersIsTheResultUnlessItSaysIf() {
        ReadTable read = csv("retries.csv", """
                Retries
                Decides what follows when nobody was reached.
                If: How,Tries so far,How,Again after working days
                call,< 3,call,2
                若：call is not a cell of this table's grammar,,,
                """);
        assertEquals(Attribute.HOW, read.table().rows().get(0).conditions().get(0).attribute());
        assertEquals("call", read.table().rows().get(0).results().get("how"));
        ReadTable chinese = csv("complaint-sources.csv", """
                来源
                哪些事件立为投诉。
                事件种类,若：严重程度,若 投诉类别,立为投诉,则：严重程度
                survey.answered,-,defect,是,high
                """);
        assertTrue(chinese.problems().toString().contains("若：严重程度"), "no attribute has this heading");
    }

    @Test
    void fieldsOfEventsAndTraitsHaveHeadingsOfTheirOwn() {
        ReadTable read = csv("stages.csv", """
                Stages
                Decides the stage.
                event.Channel,traits.manner,Stage is
                visit,"puzzled, silent",active
                """);
        assertEquals(List.of(), read.problems());
        assertTrue(read.table().rows().get(0).holds(Facts.none().withExtra(Map.of("event.Channel", "visit", "traits.manner", "Silent"))));
    }

    @Test
    void aMadeKeyFollowsTheContentAndNotThePosition() {
        String head = "Stages\nDecides the stage.\nOrders in total,Stage is\n";
        List<Row> rows = csv("stages.csv", head + "0,prospect\n>= 1,active\n>= 1,active\n").table().rows();
        List<Row> moved = csv("stages.csv", head + ">= 1,active\n0,prospect\n").table().rows();
        assertEquals(rows.get(0).key(), moved.get(1).key());
        assertEquals(rows.get(1).key(), moved.get(0).key());
        assertNotEquals(rows.get(1).key(), rows.get(2).key());
        assertTrue(rows.stream().allMatch(r -> r.key().matches("[a-z0-9][a-z0-9-]*")));
        String chinese = "阶段\n定阶段。\n定为阶段,累计订单数\nprospect,0\n";
        assertEquals(rows.get(0).key(), csv("stages.csv", chinese).table().rows().get(0).key());
    }

    @Test
    void everyProblemIsReportedWithItsPlace() {
        ReadTable read = csv("tables/tiers.csv", """
                Tiers
                Decides which tier sales deserve.
                Key,Salse in 12 months,Orders in 12 months,Tier is,Kept down to,
                gold,>= 1,many,gold,90%,
                Gold!,,5,,1000%,
                gold,,,iron,,stray
                """);
        assertEquals(List.of(
                "tables/tiers.csv:3:B: error: the heading 'Salse in 12 months' is not known, did you mean Sales in 12 months?",
                "tables/tiers.csv:4:C: error: 'many' is not a number such as 200,000 or 12.5, a comparison such as >= 5 or a range such as 5..10",
                "tables/tiers.csv:5:A: error: 'Gold!' is not a key: small letters a-z, digits and - make one, of 64 characters at most",
                "tables/tiers.csv:5:E: error: '1000%' is not between 0% and 100%",
                "tables/tiers.csv:5:D: error: 'Tier is' must be filled",
                "tables/tiers.csv:6:A: error: the key 'gold' is in another row too",
                "tables/tiers.csv:6:F: error: this column has no heading"),
                read.problems().stream().map(RuleProblem::toString).toList());
        assertEquals(List.of(), read.table().rows());
    }

    @Test
    void anotherFileNameIsRefusedWithTheNearestOne() {
        assertEquals("tables/teirs.csv:1:A: error: there is no table of this name: 'teirs' is not known, did you mean tiers?",
                csv("tables/teirs.csv", TIERS).problems().get(0).toString());
    }

    @Test
    void missingColumnsAndHeadingsAreErrors() {
        assertTrue(csv("tiers.csv", "Tiers\nDecides tiers.\nKey,Kept down to\n").problems().toString().contains("the column 'Tier is' (定为等级) is missing"));
        assertTrue(csv("tiers.csv", "Tiers\n").problems().toString().contains("the table has no headings"));
        assertTrue(csv("tiers.csv", "").problems().toString().contains("the table lacks a title"));
        assertTrue(csv("tiers.csv", "Tiers\nDecides.\nTier is,Tier is\n").problems().toString().contains("stands over two columns"));
    }

    @Test
    void aFileInAnotherEncodingIsRefusedInWordsThatHelp() {
        byte[] gb = TIERS.replace("Tiers", "客户等级").getBytes(Charset.forName("GB18030"));
        assertTrue(TableFile.read("tiers.csv", gb).problems().toString().contains("save it as \"CSV UTF-8\""));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheTitle() {
        assertEquals("Tiers", csv("tiers.csv", "\uFEFF" + TIERS).table().title());
    }

    @Test
    void aWorkbookIsReadAsWhatItShows() {
        byte[] book = Workbooks.edited("Occasions", TableFileTest::styleTimeAndShare,
                row("Occasions"), row(), row("Decides contacts for occasions."),
                row("Occasion", "Sales in 12 months", "Cheerful", "Rank among buying customers", "At", "Days before", "Priority"),
                row("birthday", 200000, true, 0.2, 0.375, 7, 1.5));
        ReadTable read = TableFile.read("tables/occasions.xlsx", book);
        assertEquals(List.of(), read.problems());
        Row row = read.table().rows().get(0);
        assertEquals(List.of("birthday", "200000", "0.2"), row.conditions().stream().map(c -> c.test().words()).toList());
        assertEquals(Map.of("at", LocalTime.of(9, 0), "daysBefore", 7, "priority", new BigDecimal("1.5"), "cheerful", true), row.results());
        assertEquals(5, row.line());
    }

    private static void styleTimeAndShare(XSSFSheet sheet) {
        sheet.getRow(4).getCell(4).setCellStyle(style(sheet, "hh:mm"));
        sheet.getRow(4).getCell(3).setCellStyle(style(sheet, "0%"));
    }

    private static CellStyle style(XSSFSheet sheet, String format) {
        CellStyle style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        return style;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "3      | 0\"万\"          | 30000 |",
        "50000  | #,##0            | 50000 |",
        "50000  | [$¥-804]#,##0.00 | 50000 |",
        "49999.6 | #,##0           |       | the cell shows '50,000' and holds 49999.6; write what is meant, as it shall be read",
        "0      | #,##0;-#,##0;\"-\" |       | the cell shows '-' and holds 0; write what is meant, as it shall be read",
        "3      | 0\"个月\"        |       | '3个月'"})
    void aNumberCountsAsItsFormatShowsIt(double value, String format, BigDecimal counts, String problem) {
        byte[] book = Workbooks.edited("Tiers", sheet -> sheet.getRow(3).getCell(1).setCellStyle(style(sheet, format)), row("Tiers"), row("Decides."), row("Key", "Sales in 12 months", "Tier is"),
                row("some", value, "gold"), row("lead", "-", "lead"));
        ReadTable read = TableFile.read("tables/tiers.xlsx", book);
        if (counts != null) {
            assertEquals(List.of(), read.problems());
            assertTrue(read.table().rows().get(0).conditions().get(0).holds(Facts.none().with(Attribute.SALES_12M, counts)), read.table().rows().toString());
        } else {
            assertTrue(read.problems().toString().contains(problem), read.problems().toString());
        }
    }

    @Test
    void aDurationOfAWorkbookHasTheUnitThatItShows() {
        byte[] book = Workbooks.edited("Revisits", sheet -> sheet.getRow(3).getCell(3).setCellStyle(style(sheet, "0\"个月\"")), row("Revisits"), row("Decides."),
                row("Key", "After", "Customer kind", "Days after", "Role", "How", "Purpose", "Template"), row("care", "purchase", "consumer", 3, "care-call", "call", "care", "care-call"));
        ReadTable read = TableFile.read("tables/revisits.xlsx", book);
        assertTrue(read.problems().isEmpty() ? !Integer.valueOf(3).equals(read.table().rows().get(0).results().get("daysAfter")) : read.problems().toString().contains("3个月"), read::toString);
    }

    /** Only what is typed as text may mean two numbers. */
    @Test
    void aNumberOfAWorkbookIsTheOneThatItHolds() throws TableText.UnreadableTable {
        byte[] book = Workbooks.of("Stufen", row("Tiers"), row("Decides."), row("Key", "Sales in 12 months", "Tier is"), row("odd", 5.125, "gold"), row("lead", "5.000", "lead"));
        ReadTable read = TableFile.read("tiers.xlsx", book);
        assertEquals(List.of("tiers.xlsx!Stufen:5:B: error: is 5.000 5000 or 5? write 5000 or 5"), read.problems().stream().map(RuleProblem::toString).toList());
        assertTrue(read.table().rows().get(0).conditions().get(0).holds(Facts.none().with(Attribute.SALES_12M, new BigDecimal("5.125"))));
        ReadTable exported = TableFile.read("tiers.csv", TableText.csv(TableText.cells("tiers.xlsx", book)));
        assertEquals(read.table().rows().get(0).conditions(), exported.table().rows().get(0).conditions(), "what goes out can come back");
    }

    @Test
    void aProblemInAWorkbookNamesTheSheet() {
        byte[] book = Workbooks.of("Tier", row("Tiers"), row("Decides tiers."), row("Sales in 12 months", "Tier is"), row("lots", "gold"));
        assertTrue(TableFile.read("tables/tiers.xlsx", book).problems().get(0).toString().startsWith("tables/tiers.xlsx!Tier:4:A: error: 'lots'"));
    }

    @Test
    void aSecondSheetIsNotReadSilently() {
        byte[] book = Workbooks.edited("Tier", sheet -> sheet.getWorkbook().createSheet("More tiers").createRow(0).createCell(0).setCellValue("x"),
                row("Tiers"), row("Decides tiers."), row("Tier is"), row("gold"));
        assertEquals("[tiers.xlsx!Tier:1:A: warning: only the first sheet is read, not 'More tiers']", TableFile.read("tiers.xlsx", book).problems().toString());
    }

    @Test
    void cellsMergedOverRowsAreRefusedSinceTheLowerOnesAreEmpty() {
        byte[] book = Workbooks.edited("Tier", sheet -> sheet.addMergedRegion(new CellRangeAddress(3, 4, 0, 0)),
                row("Tiers"), row("Decides tiers."), row("Sales in 12 months", "Tier is"), row(5, "gold"), row("", "iron"));
        assertEquals(2, TableFile.read("tiers.xlsx", book).problems().stream().filter(p -> p.words().contains("are merged")).count());
    }

    private static ReadTable csv(String file, String content) {
        return TableFile.read(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
