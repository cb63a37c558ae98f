package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSetFilesTest {

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String refusal(byte[] archive) {
        return assertThrows(RuleSetUnreadable.class, () -> RuleSetFiles.inArchive(archive)).getMessage();
    }

    @Test
    void anArchiveHoldsTheSameFilesAndIsTheSameEachTime() {
        RuleSetFiles shipped = ShippedRules.files();
        RuleSetFiles again = RuleSetFiles.inArchive(shipped.archive());
        assertEquals(shipped.version(), again.version());
        assertArrayEquals(shipped.archive(), again.archive());
    }

    @Test
    void whatItWasMadeFromGoesWithItAndIsNoPartOfIt(@TempDir Path folder) throws IOException {
        RuleSetFiles shipped = ShippedRules.files();
        assertEquals(List.of(), RuleSetFiles.inArchive(shipped.archive()).origins());
        RuleSetFiles handed = RuleSetFiles.inArchive(shipped.archiveToChange());
        assertEquals(List.of(shipped.version()), handed.origins());
        assertEquals(shipped.version(), handed.version());
        assertArrayEquals(shipped.archive(), handed.archive());

        Files.createDirectories(folder.resolve("tables"));
        Files.write(folder.resolve("tables/tiers.csv"), new byte[] {'x'});
        assertEquals(List.of(), RuleSetFiles.in(folder).origins());
        RuleSetFiles.note(folder, shipped.version());
        String own = RuleSetFiles.in(folder).version();
        RuleSetFiles.note(folder, own);
        RuleSetFiles.note(folder, shipped.version());
        RuleSetFiles.note(folder, own);
        Files.writeString(folder.resolve(".versions"), "what somebody typed\n", StandardOpenOption.APPEND);
        assertEquals(List.of(shipped.version(), own), RuleSetFiles.inArchive(RuleSetFiles.in(folder).archiveWithOrigins()).origins());
    }

    @Test
    void whatIsNoPartOfARuleSetIsLeftOut() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : new String[] {"organisation.yaml", "tables/", "tables/tiers.csv", "tables/.DS_Store", "tables/~$tiers.xlsx", "__MACOSX/tables/x"}) {
            files.put(name, new byte[0]);
        }
        assertEquals(Set.of("tables/tiers.csv"), RuleSetFiles.inArchive(zip(files)).files().keySet());
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsRefused() throws IOException {
        for (String name : new String[] {"tables/../../evil.csv", "tables/..\\..\\evil.csv", "tables//evil.csv", "tables/ev\nil.csv"}) {
            String refusal = refusal(zip(Map.of(name, new byte[0])));
            assertTrue(refusal.contains("is no name of a file in a rule set") && refusal.indexOf('\n') < 0, refusal);
        }
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsRefused() throws IOException {
        assertTrue(refusal(zip(Map.of("tables/a.csv", new byte[30_000_000], "tables/b.csv", new byte[30_000_000]))).contains("50 MB"));
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 2_001; i++) {
            many.put("templates/en/" + i + ".txt", new byte[0]);
        }
        assertTrue(refusal(zip(many)).contains("2000 files"));
    }

    @Test
    void whatIsNoArchiveOfARuleSetIsRefused() throws IOException {
        byte[] damaged = ShippedRules.files().archive();
        Arrays.fill(damaged, 200, 2_000, (byte) 7);
        assertTrue(refusal(damaged).contains("zip"));
        assertTrue(refusal(new byte[0]).contains("at its top"));
        assertTrue(refusal("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)).contains("at its top"));
        assertTrue(refusal(zip(Map.of("my-rules/tables/tiers.csv", new byte[0]))).contains("at its top"));
    }
}
