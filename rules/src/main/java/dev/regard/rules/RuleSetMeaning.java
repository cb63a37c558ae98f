package dev.regard.rules;

import dev.regard.engine.rule.Charter;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Test;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a rule set decides, without the way in which it is written: rows with their keys, conditions and results, but no notes, titles, spellings of numbers or
 * formats of files; texts and calendars as they are, but for the ends of their lines. Scenarios decide nothing.
 */
public final class RuleSetMeaning {
    private static final List<String> TEXTS = List.of("templates", "calendars");

    private record Table(Object topic, Object policy, Object from, Object until, List<Row> rows) { }

    private record Row(String key, Map<String, List<Test>> conditions, Map<String, Object> results) { }

    private final Map<String, Table> tables;
    private final Map<String, String> texts;

    private RuleSetMeaning(Map<String, Table> tables, Map<String, String> texts) {
        this.tables = tables;
        this.texts = texts;
    }

    /** Whether both decide the same. */
    public boolean isThatOf(RuleSetMeaning other) {
        return tables.equals(other.tables) && texts.equals(other.texts);
    }

    /** @param rules as they were read from the files */
    public static RuleSetMeaning of(RuleSetFiles files, RuleSet rules) {
        Map<String, String> texts = new HashMap<>();
        TEXTS.forEach(folder -> files.folder(folder).forEach((file, content) -> texts.put(file, new String(content, StandardCharsets.UTF_8).replace("\r\n", "\n").replace("\uFEFF", "").strip())));
        return new RuleSetMeaning(rules.allTables().stream().collect(Collectors.toMap(DecisionTable::name, RuleSetMeaning::table)), texts);
    }

    private static Table table(DecisionTable table) {
        Charter charter = table.charter();
        return new Table(table.topic(), table.policy(), charter.from(), charter.until(), table.rows().stream().map(RuleSetMeaning::row).toList());
    }

    private static Row row(dev.regard.engine.rule.Row row) {
        Map<String, List<Test>> conditions = new HashMap<>();
        row.conditions().forEach(c -> conditions.merge(c.name(), List.of(c.test()), (one, two) -> Stream.concat(one.stream(), two.stream()).toList()));
        return new Row(row.key(), conditions, row.results());
    }
}
