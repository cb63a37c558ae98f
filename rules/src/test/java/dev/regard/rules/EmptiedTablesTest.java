package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.RuleProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody takes all rows out of one of the shipped tables: the check says so, whatever the scenarios do then. */
class EmptiedTablesTest {

    @ParameterizedTest
    @EnumSource
    void theCheckNamesATableWithoutRows(Topic topic) {
        Map<String, byte[]> files = new TreeMap<>(ShippedRules.files().files());
        files.keySet().removeIf(file -> file.startsWith("tables/" + topic.tableName() + "."));
        String headings = topic.results().stream().map(Topic.Result::english).collect(Collectors.joining(","));
        files.put("tables/" + topic.tableName() + ".csv", ("Emptied\nDecides nothing.\nKey," + headings + "\n").getBytes(StandardCharsets.UTF_8));
        List<RuleProblem> problems = RuleSetReader.tried(RuleSetFiles.of(files), Optional.of(ShippedRules.organisation())).problems();
        assertEquals(1, problems.stream().filter(p -> p.place().equals("tables/" + topic.tableName() + ".csv:3:A") && p.words().contains("below the headings")).count(),
                problems::toString);
    }
}
