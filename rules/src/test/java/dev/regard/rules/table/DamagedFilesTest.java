package dev.regard.rules.table;

import static dev.regard.rules.table.Workbooks.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever stands in a file, reading it ends with problems and not with an exception. */
class DamagedFilesTest {
    private static final byte[] GOOD = Workbooks.of("Tiers", row("Tiers"), row("Decides tiers."),
            row("Key", "Sales in 12 months", "Tier is", "Kept down to"), row("gold", ">= 50,000", "gold", "90%"), row("lead", 5, "lead", ""));

    @Property(tries = 300)
    void aCsvFileOfAnyBytes(@ForAll @Size(max = 400) byte[] content) {
        assertFalse(TableFile.read("tables/tiers.csv", content).problems().isEmpty());
    }

    @Property(tries = 80)
    void aWorkbookInWhichBytesOfItsPartsWereChanged(@ForAll long seed) throws IOException {
        ReadTable read = TableFile.read("tables/tiers.xlsx", damaged(new Random(seed)));
        assertEquals(read.table() == null, read.sheet().isEmpty());
        read.problems().forEach(problem -> assertEquals(1, problem.toString().lines().count()));
    }

    @Property(tries = 100)
    void aWorkbookThatIsCutOrChangedAsAWhole(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] content = GOOD.clone();
        for (int i = 0; i < 10; i++) {
            content[random.nextInt(content.length)] = (byte) random.nextInt();
        }
        assertFalse(TableFile.read("tables/tiers.xlsx", content).problems().stream().anyMatch(p -> p.words().isBlank()));
    }

    private static byte[] damaged(Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(GOOD)); ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] part = in.readAllBytes();
                for (int i = random.nextInt(4); i > 0; i--) {
                    part[random.nextInt(part.length)] = (byte) (random.nextBoolean() ? '0' + random.nextInt(80) : random.nextInt());
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(part);
            }
        }
        return bytes.toByteArray();
    }
}
