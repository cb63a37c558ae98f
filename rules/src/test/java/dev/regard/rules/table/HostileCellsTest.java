package dev.regard.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.drools.DroolsDecider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs of every kind in every position of every table: none runs, and each is refused at its cell or stays the text that it is. */
class HostileCellsTest {
    private static final String MARK = "regard.hostile";
    private static final List<String> PROGRAMS = List.of("System.setProperty(\"regard.hostile\",\"1\")", "java.lang.System.setProperty('regard.hostile','1')",
            "T(java.lang.System).setProperty('regard.hostile','1')", "@java.lang.System@setProperty('regard.hostile','1')", "Runtime.getRuntime().exec(\"touch /tmp/hostile\")",
            "new java.lang.ProcessBuilder('touch','/tmp/hostile').start()", "''.getClass().forName('java.lang.Runtime')", "__import__('os').system('touch /tmp/hostile')",
            "require('child_process').exec('touch /tmp/hostile')", "import static java.lang.System.*;", "delete $fact;", "insert(new Object());", "drools.halt()", "kcontext.getKieRuntime().halt()",
            "1;DROP TABLE decisions;--", "' OR '1'='1", "\" || true || \"", "{$where: 'sleep(9999)'}", "<script>alert(1)</script>", "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
            "../../../../etc/passwd", "file:///etc/passwd", "jndi:ldap://127.0.0.1/x", "class.module.classLoader", "(a+)+$", "%s%s%s%n", "${env:PATH}", "`touch /tmp/hostile`", "$(touch /tmp/hostile)", "|touch /tmp/hostile");
    private static final List<String> WRAPPINGS = List.of("%s", "${%s}", "#{%s}", "{{%s}}", "{{{%s}}}", "<%%= %s %%>", "[[%s]]", "$!{%s}", "%%{%s}", "=%s", "+%s", "-%s", "@%s", "\"); %s; //",
            "*/ %s; /*", "eval(%s)", "then %s end", "\"+%s+\"");

    private static List<String> corpus() {
        Set<String> cells = new LinkedHashSet<>();
        for (String program : PROGRAMS) {
            for (String wrapping : WRAPPINGS) {
                cells.add(wrapping.formatted(program));
            }
        }
        return List.copyOf(cells);
    }

    @AfterEach
    void forget() {
        System.clearProperty(MARK);
    }

    @Test
    void noneOfFiveHundredRunsAnywhereAndEachIsRefusedOrStaysText() {
        List<String> corpus = corpus();
        assertTrue(corpus.size() >= 500, corpus.size() + " cells");
        int refused = 0;
        int kept = 0;
        for (Topic topic : Topic.values()) {
            List<String> headings = headings(topic);
            List<Row> rows = new ArrayList<>();
            Set<List<Object>> different = new HashSet<>();
            DecisionTable some = null;
            for (int column = 0; column < headings.size(); column++) {
                // each position meets a part of the corpus, each cell many positions
                for (int i = column % 7; i < corpus.size(); i += 7) {
                    ReadTable read = table(topic, headings.get(column), corpus.get(i));
                    List<RuleProblem> here = read.problems().stream().filter(p -> p.row() == 4).toList();
                    if (here.isEmpty() && !read.table().rows().isEmpty()) {
                        kept++;
                        some = read.table();
                        Row row = some.rows().get(0);
                        if (different.add(List.of(row.conditions().stream().map(Condition::test).toList(), row.results()))) {
                            rows.add(new Row("k" + rows.size(), rows.size() + 4, row.conditions(), row.results()));
                        }
                    } else {
                        refused++;
                        assertTrue(read.problems().stream().allMatch(p -> !p.words().isBlank()), read.problems()::toString);
                    }
                }
            }
            asked(some.withRows(rows));
        }
        assertNull(System.getProperty(MARK), "a cell was run");
        assertFalse(java.nio.file.Files.exists(java.nio.file.Path.of("/tmp/hostile")), "a cell was run");
        assertTrue(refused > 10_000 && kept > 1_000, refused + " refused, " + kept + " kept as text");
    }

    @Test
    void aHostileHeadingTitleOrSentenceRunsNothing() {
        for (String cell : corpus()) {
            ReadTable read = TableFile.read("tables/remedy.csv", TableText.csv(List.of(List.of(cell), List.of(cell), List.of("Key", "Offer", cell), List.of("a", "an apology", "x"))));
            assertFalse(read.problems().isEmpty(), cell);
        }
        assertNull(System.getProperty(MARK));
    }

    private static List<String> headings(Topic topic) {
        List<String> headings = new ArrayList<>(List.of("Key", "Note"));
        for (Attribute attribute : Attribute.values()) {
            headings.add("If: " + attribute.english());
        }
        headings.add("event.payload");
        headings.add("traits.style");
        topic.results().forEach(result -> headings.add("Then: " + result.english()));
        return headings;
    }

    /** A row that is right but for one cell, with the columns that the table must have. */
    private static ReadTable table(Topic topic, String hostile, String cell) {
        Set<String> headings = new LinkedHashSet<>();
        headings.add("Key");
        headings.add(hostile);
        topic.results().stream().filter(Topic.Result::required).forEach(result -> headings.add("Then: " + result.english()));
        List<String> row = headings.stream().map(heading -> heading.equals(hostile) ? cell : heading.equals("Key") ? "a" : value(topic, heading)).toList();
        return TableFile.read("tables/" + topic.tableName() + ".csv", TableText.csv(List.of(List.of("A title"), List.of("A sentence."), List.copyOf(headings), row)));
    }

    private static String value(Topic topic, String heading) {
        return topic.results().stream().filter(r -> heading.equals("Then: " + r.english())).filter(Topic.Result::required).findFirst()
                .map(r -> !r.choices().isEmpty() ? r.choices().iterator().next() : sample(r.type())).orElse("");
    }

    private static String sample(ValueType type) {
        return switch (type) {
            case NUMBER, DAYS -> "1";
            case PERCENT -> "10%";
            case FLAG -> "yes";
            case TIME -> "10:00";
            case WEEKDAYS -> "Mon-Fri";
            case WORKING_SPAN -> "2 working hours";
            default -> "something";
        };
    }

    /** What was kept is made into rules, all of it, and asked. */
    private static void asked(DecisionTable table) {
        assertFalse(table.rows().isEmpty());
        Facts facts = Facts.builder().set(Attribute.KIND, "consumer").set(Attribute.WORDS, "anything").set(Attribute.SALES_12M, BigDecimal.ONE).build();
        List<Row> holding = table.rows().stream().filter(row -> row.holds(facts)).toList();
        DecisionTable all = new DecisionTable(table.name(), table.title(), table.sentence(), table.topic(), table.results(), table.rows(), Topic.HitPolicy.ALL, table.charter());
        assertEquals(holding, new DroolsDecider(Map.of(table.topic(), all)).evaluate(table.topic(), facts).stream().map(Match::row).toList(), table.name());
    }
}
