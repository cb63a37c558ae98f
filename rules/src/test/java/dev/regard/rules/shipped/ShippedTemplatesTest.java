package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are entitled to find in the shipped texts. */
class ShippedTemplatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void everyTemplateThatARowNamesIsThere(String language) {
        Set<String> missing = new TreeSet<>(results("template"));
        assertTrue(missing.size() > 30, "the tables were read");
        missing.removeAll(texts(language).keySet());
        assertEquals(Set.of(), missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void aGreetingIsWordedInAtLeastFourWaysThatAllDiffer(String language) {
        List<List<String>> greetings = texts(language).entrySet().stream().filter(t -> t.getKey().endsWith("-greeting"))
                .map(Map.Entry::getValue).toList();
        assertEquals(8, greetings.size());
        for (List<String> wordings : greetings) {
            assertTrue(wordings.size() >= 4, () -> "only " + wordings.size() + " of " + wordings.get(0));
            assertEquals(wordings.size(), Set.copyOf(wordings).size());
            wordings.forEach(w -> assertTrue(w.contains("{{#belated}}"), w));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void aCallOpensWithTheCallerAndTheNumberAndEndsForDesignersWithTheInvitation(String language) {
        Set<String> calls = rows().filter(r -> "call".equals(r.results().get("how")) && r.results().containsKey("template"))
                .map(r -> r.results().get("template").toString()).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(calls.contains("care-call") && calls.contains("referral-thanks"), calls::toString);
        calls.stream().flatMap(call -> texts(language).get(call).stream()).forEach(script -> {
            String opening = script.lines().dropWhile(l -> !l.contains("{{salutation}}")).findFirst().orElse("");
            assertTrue(opening.contains("{{caller}}") && opening.contains("{{servicePhone}}"), script);
            assertTrue(script.stripTrailing().endsWith("{{/designer}}"), script);
        });
    }

    private static Stream<Row> rows() {
        return ShippedTables.byTopic().values().stream().flatMap(t -> t.rows().stream());
    }

    private static Set<String> results(String name) {
        return rows().filter(r -> r.results().containsKey(name)).map(r -> r.results().get(name).toString()).collect(Collectors.toSet());
    }

    /** The wordings by template. */
    private static Map<String, List<String>> texts(String language) {
        try (Stream<Path> files = Files.list(ShippedTables.FOLDER.resolve("templates").resolve(language))) {
            return files.sorted().collect(Collectors.groupingBy(f -> f.getFileName().toString().replaceFirst("-\\d+\\.txt$", ""),
                    Collectors.mapping(ShippedTemplatesTest::text, Collectors.toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text without its front matter, whose variant number alone would make any two differ. */
    private static String text(Path file) {
        try {
            String whole = Files.readString(file);
            return whole.substring(whole.indexOf("\n---\n") + 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
