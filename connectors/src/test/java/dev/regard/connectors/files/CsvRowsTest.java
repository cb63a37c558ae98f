package dev.regard.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

final class CsvRowsTest {

    /** One row of a file, good or bad in one of the ways that exports are bad. */
    enum Kind {
        PLAIN(true, "%d,b,c,d,e"),
        QUOTED(true, "%d,\"b, \"\"b\"\"\",c,\"\",\"e\""),
        SPANNING(true, "%d,b,\"c\nc, c\n\",d,e"),
        OPEN(false, "%d,b,\"c,d,e"),
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
        StringBuilder text = new StringBuilder("h1,h2,h3,h4,h5\n");
        List<String> good = new ArrayList<>();
        List<Long> bad = new ArrayList<>();
        long line = 2;
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
