package dev.regard.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class CsvRowsTest {

    /** One row of a file, good or bad in one of the ways that exports are bad. */
    enum Kind {
        PLAIN(true, "%d,b,c,d,e"),
        QUOTED(true, "%d,\"b, \"\"b\"\"\",c,\"\",\"e\""),
        SPANNING(true, "%d,b,\"c\nc, c\n\",d,e"),
        OPEN(false, "%d,b,\"c,d,e"),
        STRAY(true, "%d,b,7\",d,e"),
        OPEN_AT_THE_END(false, "%d,b,c,d,\"e"),
        TRAILING_TEXT(false, "%d,\"b\"b,c,d,e"),
        SHORT(false, "%d,b"),
        LONG(false, "%d,b,c,d,e,f");

        private final boolean good;
        private final String row;

        Kind(boolean good, String row) {
            this.good = good;
            this.row = row;
        }
    }

    @Property(tries = 2000)
    void everyBadRowCostsItselfOnly(@ForAll @Size(max = 12) List<Kind> kinds) throws IOException {
        // one row shows what rows look like: the first column is a number
        StringBuilder text = new StringBuilder("h1,h2,h3,h4,h5\n99,b,c,d,e\n");
        List<String> good = new ArrayList<>(List.of("99"));
        List<Long> bad = new ArrayList<>();
        long line = 3;
        for (int i = 0; i < kinds.size(); i++) {
            Kind kind = kinds.get(i);
            text.append(kind.row.formatted(i)).append('\n');
            if (kind.good) {
                good.add(Integer.toString(i));
            } else {
                bad.add(line);
            }
            line += 1 + kind.row.chars().filter(c -> c == '\n').count();
        }
        List<String> taken = new ArrayList<>();
        List<Long> refused = new ArrayList<>();
        try (CsvRows rows = new CsvRows(new StringReader(text.toString()))) {
            for (TableRow row = rows.next(); row != null; row = rows.next()) {
                if (row instanceof TableRow.Cells cells) {
                    taken.add(cells.cells()[0]);
                } else if (row instanceof TableRow.Broken broken) {
                    refused.add(broken.row().line());
                }
            }
        }
        assertEquals(good, taken, text::toString);
        assertEquals(bad, refused, text::toString);
    }

    @Test
    void twoUnclosedQuotesWhoseEndsFitAreTwoRowsWhereTheyLookLikeTheOthers() throws IOException {
        String text = "customer,size,amount\nC-1,5\",10.50\nC-2,\"6,11.00\nC-3,7\",12.25\n";
        assertEquals(List.of("[C-1, 5\", 10.50]", "line 3", "[C-3, 7\", 12.25]"), read(text));
    }

    @Test
    void aTextThatSpansLinesStaysOneCellWhateverItsSeparators() throws IOException {
        String text = "customer,time,text\nC-1,2026-03-01,fine\nC-2,2026-03-02,\"Dear all,\nC-4, tiles, and glue\"\nC-3,2026-03-03,\"a,\nb,c,d\"\n";
        assertEquals(List.of("[C-1, 2026-03-01, fine]", "[C-2, 2026-03-02, Dear all,\nC-4, tiles, and glue]", "[C-3, 2026-03-03, a,\nb,c,d]"), read(text));
        String prose = "customer,text,mood\nWang,fine,good\nLi,\"late,again\nagain,late\",bad\n";
        assertEquals(List.of("[Wang, fine, good]", "[Li, late,again\nagain,late, bad]"), read(prose));
    }

    private static List<String> read(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (CsvRows rows = new CsvRows(new StringReader(text))) {
            for (TableRow row = rows.next(); row != null; row = rows.next()) {
                found.add(row instanceof TableRow.Cells cells ? Arrays.toString(cells.cells()) : "line " + ((TableRow.Broken) row).row().line());
            }
        }
        return found;
    }

    @Property(tries = 500)
    void noTextMakesTheReaderThrowOrGoOnForEver(@ForAll @Size(max = 60) List<Byte> noise) throws IOException {
        StringBuilder text = new StringBuilder("a,b,c\n");
        noise.forEach(n -> text.append("\"\"\",,\n\r x".charAt(Math.floorMod(n, 9))));
        try (CsvRows rows = new CsvRows(new StringReader(text.toString()))) {
            int count = 0;
            while (rows.next() != null) {
                count++;
            }
            assertEquals(true, count <= noise.size());
        }
    }
}
