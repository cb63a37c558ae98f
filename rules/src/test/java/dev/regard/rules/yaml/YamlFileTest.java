package dev.regard.rules.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.rules.check.RuleProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
    private final List<RuleProblem> problems = new ArrayList<>();

    @Property(tries = 500)
    void noFileAtAllMakesTheReaderFail(@ForAll @Size(max = 200) byte[] content) {
        List<RuleProblem> found = new ArrayList<>();
        assertEquals(YamlFile.read("x.yaml", content, found).isEmpty(), found.stream().anyMatch(p -> p.words().contains("expected")
                || p.words().contains("this is not YAML") || p.words().contains("not in UTF-8")), found::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: !!javax.script.ScriptEngineManager [x]", "a: !!java.net.URL [\"http://localhost/\"]", "a: &b [*b]", "a: &b {c: *b}"})
    void nothingIsBuiltOrReferredTo(String attack) {
        YamlFile.read("x.yaml", attack.getBytes(StandardCharsets.UTF_8), problems);
        assertTrue(problems.toString().contains("tags, anchors and aliases"), problems.toString());
    }

    @Test
    void tooLargeAndTooDeepFilesAreRefused() {
        assertTrue(YamlFile.read("x.yaml", ("a: " + "x".repeat(4_000_000)).getBytes(StandardCharsets.UTF_8), problems).isEmpty());
        assertTrue(YamlFile.read("x.yaml", ("a: " + "[".repeat(5_000)).getBytes(StandardCharsets.UTF_8), problems).isEmpty());
        assertEquals(2, problems.size());
    }

    @Test
    void valuesStayTheTextThatTheyAreWrittenWith() {
        Yaml.Mapping top = YamlFile.read("x.yaml", "a: 007\nb: 2026-01-01\nc: yes\nd: ~\n".getBytes(StandardCharsets.UTF_8), problems).orElseThrow();
        Fields fields = Fields.of(top, List.of("a", "b", "c", "d"), problems);
        assertEquals("007", fields.text("a").orElseThrow());
        assertEquals("2026-01-01", fields.text("b").orElseThrow());
        assertEquals("yes", fields.text("c").orElseThrow());
        assertFalse(fields.text("d").isPresent());
        assertEquals(List.of(), problems);
    }
}
