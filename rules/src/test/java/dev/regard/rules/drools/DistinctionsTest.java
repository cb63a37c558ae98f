package dev.regard.rules.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Distinctions;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.ShippedRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DistinctionsTest {

    @Test
    void whatATableCannotTellApartMeetsTheSameRows() {
        int alike = 0;
        for (long seed = 0; seed < 300; seed++) {
            RandomRules random = new RandomRules(seed);
            DecisionTable table = random.tables().get(Topic.RHYTHM);
            Optional<Distinctions> distinctions = Distinctions.of(table);
            Map<Long, List<String>> rows = new HashMap<>();
            for (int i = 0; i < 200 && distinctions.isPresent(); i++) {
                Facts facts = random.facts();
                OptionalLong situation = distinctions.get().situation(facts);
                if (situation.isPresent()) {
                    List<String> held = rows(table, facts);
                    List<String> before = rows.putIfAbsent(situation.getAsLong(), held);
                    alike += before == null ? 0 : 1;
                    assertEquals(before == null ? held : before, held);
                }
            }
        }
        assertTrue(alike > 5_000, "only " + alike + " facts were like others");
    }

    private static List<String> rows(DecisionTable table, Facts facts) {
        return TableReader.matches(table, facts).stream().map(m -> m.row().key()).toList();
    }

    /** A table whose answers cannot be kept is asked each time; that would be slow where customers are asked about one after the other. */
    @Test
    void onlyWhatReadsTextsIsAskedAnewEachTime() {
        List<String> anew = ShippedRules.tables().values().stream().filter(table -> Distinctions.of(table).isEmpty()).map(DecisionTable::name).sorted().toList();
        assertEquals(List.of("lexicon", "mails"), anew);
    }
}
