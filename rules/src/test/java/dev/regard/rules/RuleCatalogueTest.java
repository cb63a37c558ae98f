package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RuleCatalogueTest {

    private static Map<?, ?> fact(Map<String, Object> catalogue, String key) {
        return ((List<?>) catalogue.get("facts")).stream().map(f -> (Map<?, ?>) f).filter(f -> f.get("key").equals(key)).findFirst().orElseThrow();
    }

    @Test
    void everyFactSaysWhatItMeansAndMayBe() {
        Map<String, Object> catalogue = RuleCatalogue.of(ShippedRules.files(), ShippedRules.organisation());
        for (Attribute attribute : Attribute.values()) {
            Map<?, ?> sentence = (Map<?, ?>) fact(catalogue, attribute.key()).get("sentence");
            assertFalse(sentence.get("en").toString().isBlank() || sentence.get("zh").toString().isBlank(), attribute::key);
        }
        assertEquals(List.of("gold", "iron", "lead", "platinum"), fact(catalogue, "tier").get("values"));
        assertEquals("number money", fact(catalogue, "sales12m").get("type") + " " + fact(catalogue, "sales12m").get("unit"));
        assertEquals(Topic.values().length, ((List<?>) catalogue.get("tables")).size());
    }

    @Test
    void whatARuleSetDerivesItselfIsInItToo() {
        Map<String, byte[]> files = new TreeMap<>(ShippedRules.files().files());
        files.put("tables/grade.csv", "Grade\nHow good.\nKey,Orders in 12 months,Then: derived.grade\na,>= 3,strong\nb,-,weak\n".getBytes(StandardCharsets.UTF_8));
        Map<?, ?> grade = fact(RuleCatalogue.of(RuleSetFiles.of(files), ShippedRules.organisation()), "derived.grade");
        assertEquals("name [strong, weak] grade How good.", grade.get("type") + " " + grade.get("values") + " " + grade.get("table") + " " + ((Map<?, ?>) grade.get("sentence")).get("en"));
    }
}
