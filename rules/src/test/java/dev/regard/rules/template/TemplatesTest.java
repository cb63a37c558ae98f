package dev.regard.rules.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Wording.Text;
import dev.regard.engine.rule.Wording.Variant;
import dev.regard.rules.check.RuleProblem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private final List<RuleProblem> problems = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();

    @Test
    void blanksAreFilledAndWhatIsMissingLeavesNothing() {
        file("zh/greeting-1.txt", template("greeting", "1", "生日快乐，{{salutation}}", """
                {{salutation}}，您好！{{unknown}}
                {{#belated}}
                迟到的祝福。
                {{/belated}}
                {{#promise}}
                - {{promise}}
                {{/promise}}
                {{#items}}{{name}};{{/items}}
                {{^agitated}}{{amount}}{{/agitated}}
                """));
        Templates templates = read();
        assertEquals(List.of(), problems);
        Variant variant = templates.variants("greeting", "zh-CN").get(0);
        assertEquals("zh/greeting/1", variant.key());
        assertEquals(new Text("生日快乐，王女士", "王女士，您好！\n- 周五前 <回电>\na;b;\n1000000\n"), templates.render(variant,
                Map.of("salutation", "王女士", "belated", false, "promise", "周五前 <回电>", "items", List.of(Map.of("name", "a"), Map.of("name", "b")),
                        "amount", new BigDecimal("1E+6"))));
    }

    @Test
    void aSectionForAnEmptyValueSaysNothing() {
        file("en/a-1.txt", template("a", "1", "", "A{{#x}}{{x}}{{/x}}B"));
        assertEquals("AB\n", read().render(read().variants("a", "en").get(0), Map.of("x", "")).body());
    }

    @Test
    void aSubjectIsOneLineWhateverIsFilledIn() {
        file("en/a-1.txt", template("a", "1", "Dear {{name}}", "Hello"));
        assertEquals("Dear Ann Bcc: all@example.org", read().render(read().variants("a", "en").get(0),
                Map.of("name", "Ann\r\nBcc: all@example.org")).subject());
    }

    @Test
    void whatIsFilledInIsNeverReadAsATemplateOrAsAnObject() {
        file("en/a-1.txt", template("a", "1", "", "{{name}} {{class}} {{name.class}} {{#name}}{{length}}{{/name}}"));
        Templates templates = read();
        assertEquals("{{secret}}   \n", templates.render(templates.variants("a", "en").get(0),
                Map.of("name", "{{secret}}", "secret", "x")).body());
    }

    @Test
    void theLanguageThatFitsBestIsTaken() {
        file("en/a-1.txt", template("a", "1", "", "English"));
        file("zh/a-2.txt", template("a", "2", "", "二"));
        file("zh/a-10.txt", template("a", "10", "", "十"));
        file("zh-TW/a-1.txt", template("a", "1", "", "繁體"));
        file("zh/only-1.txt", template("only", "1", "", "只有中文"));
        Templates templates = read();
        assertEquals(List.of("zh/a/2", "zh/a/10"), keys(templates, "a", "zh-CN"));
        assertEquals(List.of("zh-TW/a/1"), keys(templates, "a", "zh-TW"));
        assertEquals(List.of("en/a/1"), keys(templates, "a", "fr"));
        assertEquals(List.of("en/a/1"), keys(templates, "a", null));
        assertEquals(List.of("zh/only/1"), keys(templates, "only", "en"));
        assertEquals(List.of(), keys(templates, "nothing", "en"));
        assertEquals("[en, zh-TW]", templates.languagesWithout("only").toString());
        assertThrows(IllegalArgumentException.class, () -> templates.render(new Variant("en/b/1", "b", "en"), Map.of()));
    }

    @Test
    void aTemplateWithAForbiddenPhraseIsRefusedAtItsLine() {
        files.put("templates/forbidden.txt", "# never\nthat's not my job\n不归我管\n".getBytes(StandardCharsets.UTF_8));
        file("en/a-1.txt", template("a", "1", "", "Well,\nThat\u2019s not  my\nJOB.\n"));
        file("zh/a-1.txt", template("a", "1", "", "这不归我管\n"));
        assertEquals("[]", read().names().toString());
        assertEquals(List.of("templates/en/a-1.txt:8:1: error: 'that's not my job' is never said to a customer",
                "templates/zh/a-1.txt:6:1: error: '不归我管' is never said to a customer"), problems.stream().map(RuleProblem::toString).toList());
    }

    @Test
    void aBlankThatNobodyFillsIsRefusedAtItsPlaceWithTheNearest() {
        files.put("templates/placeholders.txt", "# known\nname who\nsalutation how to address\nowner who\n".getBytes(StandardCharsets.UTF_8));
        file("en/a-1.txt", template("a", "1", "For {{owner}}", "\n\n  Hello,\n\ndear {{salutaion}}\n{{#salutation}}{{ salutation }}{{/salutation}}"));
        file("en/b-1.txt", template("b", "1", "Dear {{nmae}}", "{{name}}, {{^ ower }}x{{/ower}}\n"));
        file("en/c-1.txt", template("c", "1", "Dear {{name}}", "{{owner}}\n"));
        assertEquals("[c]", read().names().toString());
        assertEquals(List.of("templates/en/a-1.txt:10:6: error: the blank 'salutaion' is not known, did you mean salutation?",
                "templates/en/b-1.txt:4:15: error: the blank 'nmae' is not known, did you mean name?",
                "templates/en/b-1.txt:6:11: error: the blank 'ower' is not known, did you mean owner?"), problems.stream().map(RuleProblem::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{name", "{{#a}}x", "{{/a}}", "{{#a}}{{/b}}", "{{>../organisation}}", "{{<parent}}{{/parent}}", "{{=<% %>=}}"})
    void aTemplateThatIsNotWellFormedOrReachesOutIsRefused(String body) {
        file("en/a-1.txt", template("a", "1", "", "Hello\n" + body));
        assertEquals("[]", read().names().toString());
        assertTrue(problems.get(0).toString().startsWith("templates/en/a-1.txt:"), problems.toString());
    }

    @Test
    void frontMatterIsChecked() {
        file("en/a.txt", "Hello");
        file("en/b.txt", "---\ntempate: b\nvariant: One\n---\nHello");
        file("en/c.txt", template("c", "1", "", ""));
        file("en/d.txt", template("d", "1", "", "x"));
        file("en/e.txt", template("d", "1", "", "y"));
        file("f.txt", template("f", "1", "", "y"));
        read();
        assertEquals(List.of(
                "templates/en/a.txt:1:1: error: a template begins with 'template: NAME' between two lines of ---",
                "templates/en/b.txt:2:1: error: 'tempate' is not known, did you mean template?",
                "templates/en/b.txt:1:1: error: 'template' must be filled",
                "templates/en/b.txt:3:1: error: 'One' is not a name of small letters, digits and -",
                "templates/en/c.txt:5:1: error: the template has no text",
                "templates/en/e.txt:1:1: error: there is another file for en/d/1",
                "templates/f.txt:1:1: error: templates stand in templates/LANGUAGE/NAME.txt"),
                problems.stream().map(RuleProblem::toString).toList());
    }

    private static String template(String name, String variant, String subject, String body) {
        return "---\ntemplate: %s\nvariant: %s\nsubject: %s\n---\n%s".formatted(name, variant, subject, body);
    }

    private void file(String path, String content) {
        files.put("templates/" + path, content.getBytes(StandardCharsets.UTF_8));
    }

    private Templates read() {
        problems.clear();
        return Templates.read(files, problems);
    }

    private static List<String> keys(Templates templates, String name, String language) {
        return templates.variants(name, language).stream().map(Variant::key).toList();
    }
}
