package dev.regard.rules.table;

import static dev.regard.rules.table.Workbooks.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.rules.check.RuleProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crafted table may try: to run, to be run by the spreadsheet program of a colleague, or to fill the memory. */
class HostileTablesTest {
    private static final String HEAD = "Visits\nDecides visits.\n";

    @ParameterizedTest
    @ValueSource(strings = {"12 || evil()", "12; System.exit(0)", "\"); System.exit(0); //", "*/ evil(); /*", "=cmd|' /C calc'!A0",
        "external", "external java.lang.System.exit(int)", "12) eval(true", "${7*7}", "{{owner}}", "$param", "#{evil}", "12\nevil()",
        "@evil", "1 == 1", "T(java.lang.Runtime).getRuntime()", "> 12 || true", "new ProcessBuilder()"})
    void nothingButANumberIsTakenInANumberCell(String attack) {
        RuleProblem problem = only(csv("on-site.csv", HEAD + "Key,Amount,Priority\na," + quoted(attack) + ",1\n"));
        assertEquals(List.of("on-site.csv", 4, "B"), List.of(problem.file(), problem.row(), problem.column()));
        problem = only(csv("on-site.csv", HEAD + "Key,Amount,Priority\na,1," + quoted(attack) + "\n"));
        assertEquals("C", problem.column());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gold || evil()", "\"); System.exit(0); //", "*/ evil(); /*", "=cmd|' /C calc'!A0", "gold\", tier == \"lead",
        "$param", "${7*7}", "{{owner}}", "T(java.lang.Runtime)", "@evil", "../../secrets", "gold' or '1'='1"})
    void nothingButANameIsTakenInANameCell(String attack) {
        RuleProblem problem = only(csv("on-site.csv", HEAD + "Key,Tier,Role\na," + quoted(attack) + ",visit\n"));
        assertEquals("B", problem.column());
        problem = only(csv("on-site.csv", HEAD + "Key,Tier,Role\na,gold," + quoted(attack) + "\n"));
        assertEquals("C", problem.column());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/ evil(); /*", "\"); System.exit(0); //", "12 || evil()", "${7*7}", "external"})
    void inAFreeTextItStaysWhatItIs(String attack) {
        ReadTable read = csv("remedy.csv", "Remedy\nDecides what is offered.\nKey,Offer\na," + quoted(attack) + "\n");
        assertEquals(List.of(), read.problems());
        assertEquals(attack, read.table().rows().get(0).results().get("remedy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-1+cmd|' /C calc'!A0", "a\u0000b"})
    void aTextThatASpreadsheetProgramWouldRunIsRefused(String attack) {
        RuleProblem problem = only(csv("remedy.csv", "Remedy\nDecides what is offered.\nKey,Offer\na," + quoted(attack) + "\n"));
        assertEquals("remedy.csv:4:B", "%s:%d:%s".formatted(problem.file(), problem.row(), problem.column()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+cmd|' /C calc'!A0", "@SUM(1)", "-1+cmd", "+1"})
    void soAreWordsForPeopleOfWhichNothingIsMade(String attack) {
        String cell = quoted(attack);
        String words = "a text must not begin like a formula, with " + attack.charAt(0);
        for (String[] table : new String[][] {{"1:A", cell + "\nDecides.\nKey,Offer\na,x\n"}, {"2:A", "Remedy\n" + cell + "\nKey,Offer\na,x\n"},
            {"3:B", "Remedy\nDecides.\nOwner," + cell + "\nKey,Offer\na,x\n"}, {"3:A", "Remedy\nDecides.\n" + quoted("Owner: " + attack) + "\nKey,Offer\na,x\n"},
            {"4:C", "Remedy\nDecides.\nKey,Offer,Note\na,x," + cell + "\n"}, {"4:B", "Remedy\nDecides.\nKey,Offer,In use\na," + cell + ",no\n"},
            {"4:D", "Remedy\nDecides.\nKey,Offer,In use,Note\na,x,no," + cell + "\n"}, {"1:B", "# a remark," + cell + "\nRemedy\nDecides.\nKey,Offer\na,x\n"}}) {
            RuleProblem problem = only(csv("remedy.csv", table[1]));
            assertEquals(table[0] + " " + words, "%d:%s %s".formatted(problem.row(), problem.column(), problem.words()), table[1]);
            assertTrue(problem.isError(), table[1]);
            assertFalse(only(TableFile.resumed("remedy.csv", table[1].getBytes(StandardCharsets.UTF_8))).isError(), "in force before: " + table[1]);
        }
        assertEquals("C", only(csv("remedy.csv", "Remedy\nDecides.\nKey,Offer," + cell + "\na,x,y\n")).column());
    }

    @Test
    void aDashAloneAndNumbersBelowNoughtAreNoFormulas() {
        assertEquals(List.of(), csv("on-site.csv", HEAD + "Owner,- Chen\nKey,Amount,Priority,Note,In use\na,-5,-1,-,yes\nb,-5..-1,-,--,yes\nc,>= -5,3,- a list,yes\nd,-5,-1,- x,no\n").problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a; drop", "A", "../x", "a b", "=1", "一"})
    void aKeyHasSmallLettersDigitsAndDashesOnly(String key) {
        assertEquals("A", only(csv("remedy.csv", "Remedy\nDecides what is offered.\nKey,Offer\n" + quoted(key) + ",apology\n")).column());
    }

    @Test
    void aFormulaInAWorkbookIsRefused() {
        byte[] book = Workbooks.edited("Offers", sheet -> sheet.getRow(3).getCell(1).setCellFormula("HYPERLINK(\"http://x\",\"y\")"),
                row("Remedy"), row("Decides what is offered."), row("Key", "Offer"), row("a", "apology"));
        assertEquals("remedy.xlsx!Offers:4:B: error: formulas are not read; paste the value",
                TableFile.read("remedy.xlsx", book).problems().get(0).toString());
    }

    @Test
    void anOverlongCellIsRefused() {
        RuleProblem problem = only(csv("remedy.csv", "Remedy\nDecides what is offered.\nKey,Offer\na," + "x".repeat(2_001) + "\n"));
        assertEquals("the cell has 2001 characters, more than 2000", problem.words());
    }

    @Test
    void aSmallWorkbookThatUnpacksToAHugeOneIsRefusedBeforeItIsUnpacked() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        byte[] zeros = new byte[1_000_000];
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
        }
        assertTrue(bomb.size() < 200_000, "small as a file");
        assertEquals("the workbook unpacks to more than 20 MB", only(TableFile.read("remedy.xlsx", bomb.toByteArray())).words());
    }

    @Test
    void aWorkbookThatNamesAFileOutsideItselfGetsNothing() throws IOException {
        ByteArrayOutputStream crafted = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(crafted)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Types>&e;</Types>".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("this is not a workbook that can be read; save it as .xlsx again", only(TableFile.read("remedy.xlsx", crafted.toByteArray())).words());
    }

    @Test
    void whatIsNoWorkbookIsRefused() {
        assertEquals("this is not an .xlsx workbook", only(TableFile.read("remedy.xlsx", "Remedy".getBytes(StandardCharsets.UTF_8))).words());
        byte[] cut = Arrays.copyOf(Workbooks.of("S", row("Remedy")), 900);
        assertEquals("this is not a workbook that can be read; save it as .xlsx again", only(TableFile.read("remedy.xlsx", cut)).words());
    }

    @Test
    void tablesOfAnySizeAreRefusedAtALimit() {
        assertEquals("the table has more than 5000 rows", only(csv("remedy.csv", "a\n".repeat(5_001))).words());
        assertEquals("row 1 has more than 60 columns", only(csv("remedy.csv", "a,".repeat(70))).words());
        assertEquals("the file is larger than 5 MB", only(TableFile.read("remedy.csv", new byte[5_000_001])).words());
    }

    @Test
    void aQuoteThatIsNotClosedIsAProblemAndNoCrash() {
        assertTrue(only(csv("remedy.csv", "Remedy\n\"never closed\nKey,Offer\n")).words().contains("not CSV"));
    }

    private static RuleProblem only(ReadTable read) {
        assertEquals(1, read.problems().size(), () -> read.problems().toString());
        return read.problems().get(0);
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static ReadTable csv(String file, String content) {
        return TableFile.read(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
