package dev.regard.routes.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PreviewCommandTest {
    private static final Path RULES = Path.of("../rules/src/main/rule-set");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void everyWordingIsWrittenInEachLanguageAndFromTheIndexAllAreReached() throws Exception {
        assertEquals(0, preview("--rules", RULES.toString(), "--out", folder.toString()), err::toString);

        List<Path> templates = files(RULES.resolve("templates"), ".txt").stream().filter(f -> f.getNameCount() > RULES.getNameCount() + 2).toList();
        assertEquals(templates.size(), files(folder, ".txt").size());
        assertEquals(templates.size() + 1, files(folder, ".html").size());
        String index = Files.readString(folder.resolve("index.html"));
        for (Path page : files(folder, ".html")) {
            String html = Files.readString(page);
            assertFalse(html.contains("{{"), page::toString);
            String name = folder.relativize(page).toString();
            assertTrue(name.equals("index.html") || index.contains("href=\"" + name + "\""), name);
        }
        String greeting = Files.readString(folder.resolve("zh/birthday-greeting-1.html"));
        assertTrue(greeting.contains("lang=\"zh\"") && greeting.contains("王女士") && greeting.contains("href=\"https://example.com/u/sample\""), greeting);
        assertTrue(Files.readString(folder.resolve("zh/birthday-greeting-1.eml")).contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        assertTrue(Files.exists(folder.resolve("en/alert-opened-1.eml")));
        assertFalse(Files.exists(folder.resolve("en/care-call-1.eml")), "a script is mailed to nobody");
    }

    @Test
    void onlyWhatIsAskedForIsWritten() throws Exception {
        assertEquals(0, preview("--rules", RULES.toString(), "--out", folder.toString(), "alert-opened"), err::toString);

        assertEquals(2, files(folder, ".txt").size());
    }

    @Test
    void aMisspeltTemplateIsNamedWithTheNearestOne() {
        assertEquals(2, preview("--rules", RULES.toString(), "--out", folder.toString(), "birthday-greting"));

        assertTrue(err.toString().contains("did you mean") && err.toString().contains("birthday-greeting"), err::toString);
    }

    private int preview(String... options) {
        return Failures.toldIn(new CommandLine(new PreviewCommand())).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(options);
    }

    private static List<Path> files(Path folder, String end) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith(end)).toList();
        }
    }
}
