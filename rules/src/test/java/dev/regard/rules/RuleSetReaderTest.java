package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.RowSentence;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.RuleProblem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSetReaderTest {

    @Test
    void theShippedRuleSetHasNoErrorAndAnswers() {
        assertEquals(List.of(), RuleSetReader.check(ShippedRules.FOLDER).stream().filter(RuleProblem::isError).toList());
        RuleSet rules = ShippedRules.ruleSet();
        assertEquals(Topic.values().length, rules.tables().size());
        Facts facts = Facts.none().with(Attribute.SALES_12M, new BigDecimal("49999.99"));
        assertEquals("iron", Match.first(rules.evaluate(Topic.TIER, facts)).orElseThrow().required("tier"));
        assertTrue(rules.holidays().get(2026).off().contains(LocalDate.parse("2026-10-01")));
        assertTrue(rules.festivals().stream().anyMatch(f -> f.name().equals("mid-autumn")));
        assertTrue(rules.wording().variants("birthday-greeting", "zh-CN").size() > 1);
    }

    @Test
    void whatStandsBesideTheFoldersOfARuleSetIsWarnedOf(@TempDir Path folder) throws IOException {
        for (String name : List.of("Tables", "table", "tables", "notes", ".git")) {
            Files.createDirectories(folder.resolve(name));
        }
        for (String name : List.of("Tables/winter.csv", "organisation.yaml", "organization.yaml", ".versions", "README.md", "readme.txt", "~$notes.xlsx")) {
            Files.write(folder.resolve(name), new byte[0]);
        }
        List<String> said = RuleSetReader.check(folder).stream().map(RuleProblem::toString).filter(problem -> problem.contains("left alone")).toList();
        List<String> names = List.of("Tables:1:1: warning: is left alone, and nothing in it is a rule: 'Tables' is not known, did you mean tables?",
                "notes:1:1: warning: is left alone, and nothing in it is a rule: 'notes' is not known; known are calendars, organisation.yaml, scenarios, tables, templates",
                "organization.yaml:1:1: warning: is left alone, and nothing in it is a rule: 'organization.yaml' is not known, did you mean organisation.yaml?",
                "table:1:1: warning: is left alone, and nothing in it is a rule: 'table' is not known, did you mean tables?");
        assertEquals(names, said);
    }

    @Test
    void theVersionDependsOnTheFilesAndNotOnTheirOrder() {
        Map<String, byte[]> one = new LinkedHashMap<>(ShippedRules.files().files());
        Map<String, byte[]> other = new LinkedHashMap<>();
        one.keySet().stream().sorted(java.util.Comparator.reverseOrder()).forEach(path -> other.put(path, one.get(path).clone()));
        assertEquals(RuleSetFiles.of(one).version(), RuleSetFiles.of(other).version());
        other.put("organisation.yaml", new byte[] {1});
        assertEquals(RuleSetFiles.of(one).version(), RuleSetFiles.of(other).version(), "the organisation is versioned apart");
        other.put("tables/holding.csv", "other".getBytes(StandardCharsets.UTF_8));
        assertNotEquals(RuleSetFiles.of(one).version(), RuleSetFiles.of(other).version());
    }

    @Test
    void aNameThatTheRuleSetDoesNotKnowIsShownWithTheNearestOne() {
        assertEquals(List.of("tables/holding.csv:4:A: error: 'gld' is not known, did you mean gold?",
                "tables/holding.csv:4:B: error: 'mid-autum' is not known, did you mean mid-autumn?",
                "tables/holding.csv:4:C: error: 'consumr' is not known, did you mean consumer?"),
                errorsWith("tables/holding.csv", """
                        Holding
                        How long.
                        Tier,Occasion,Customer kind,Cancelled after days
                        gld,mid-autum,consumr,7
                        """));
        assertEquals(List.of("tables/promises.csv:4:B: error: 'managr' is not known, did you mean manager?",
                "tables/promises.csv:4:D: error: the template 'promise-brokn' is not known, did you mean promise-broken?"),
                errorsWith("tables/promises.csv", """
                        Promises
                        Who is told.
                        Deadline,Level,When,Template
                        promised,managr,at once,promise-brokn
                        """));
    }

    @Test
    void aNameMayBeWrittenAsItIsPrintedInEitherLanguage() {
        Map<String, byte[]> files = new LinkedHashMap<>(ShippedRules.files().files());
        files.put("tables/holding.csv", "Holding\nHow long.\nKey,Tier,Occasion,Customer kind,Cancelled after days\na,黄金、铂金,中秋节,非 消费者,7\nb,-,-,-,9\n".getBytes(StandardCharsets.UTF_8));
        files.put("tables/promises.csv", "Promises\nWho is told.\nDeadline,Level,When,Template\n承诺日,销售经理,at once,promise-broken\n".getBytes(StandardCharsets.UTF_8));
        RuleSet rules = RuleSetReader.read(RuleSetFiles.of(files), Optional.of(ShippedRules.organisation())).ruleSet().orElseThrow();
        DecisionTable holding = rules.table("holding").orElseThrow();
        assertEquals(List.of("gold, platinum", "mid-autumn", "not consumer"), holding.rows().get(0).conditions().stream().map(c -> c.test().words()).toList());
        assertEquals("如果客户等级 为 铂金或黄金，且时机 为 中秋节，且客户类型 不是消费者，则几天后取消：7。", RowSentence.of(holding, holding.rows().get(0), Language.CHINESE));
        assertEquals("manager", rules.table("promises").orElseThrow().rows().get(0).results().get("level"));
    }

    @Test
    void noSentenceOfAShippedRowSaysThenTwice() {
        for (DecisionTable table : ShippedRules.ruleSet().allTables()) {
            for (Row row : table.rows()) {
                String both = RowSentence.of(table, row, Language.ENGLISH) + RowSentence.of(table, row, Language.CHINESE);
                assertFalse(both.contains("then Then") || both.contains("则则") || both.contains("next-day"), both);
            }
        }
    }

    @Test
    void aMissingTableAnUnknownOneAndASecondOneAreErrors() {
        Map<String, byte[]> files = new TreeMap<>(ShippedRules.files().files());
        byte[] holding = files.remove("tables/holding.csv");
        files.put("tables/holdings.csv", holding);
        files.put("tables/tiers.csv", "Tiers\nDecides tiers.\nTier is\ngold\n".getBytes(StandardCharsets.UTF_8));
        files.put("tables/readme.doc", holding);
        files.put("calendars/festivale.yaml", holding);
        assertEquals(List.of("calendars/festivale.yaml:1:1: error: a calendar is festivals.yaml or working-days-NAME.yaml:"
                        + " 'festivale.yaml' is not known, did you mean festivals.yaml?",
                "tables/holdings.csv:1:A: error: there is no table of this name: 'holdings' is not known, did you mean holding?",
                "tables/readme.doc:1:A: error: a table is an .xlsx or .csv file",
                "tables/tiers.xlsx!tiers:1:A: error: the same table is in tables/tiers.csv too",
                "tables/holding.csv:1:A: error: this table is missing"),
                RuleSetReader.read(RuleSetFiles.of(files), Optional.of(ShippedRules.organisation())).problems().stream()
                        .filter(RuleProblem::isError).map(RuleProblem::toString).filter(p -> !p.contains("is not known; known are")).toList());
    }

    @Test
    void withoutItsListOfBlanksARuleSetIsWarnedOf() {
        Map<String, byte[]> files = new TreeMap<>(ShippedRules.files().files());
        files.remove("templates/placeholders.txt");
        LoadedRuleSet loaded = RuleSetReader.read(RuleSetFiles.of(files), Optional.of(ShippedRules.organisation()));
        assertTrue(loaded.ruleSet().isPresent());
        assertTrue(loaded.problems().stream().map(RuleProblem::toString).anyMatch(p -> p.startsWith("templates/placeholders.txt:1:1: warning: ")));
    }

    @Test
    void aRuleSetWithAnErrorIsNoRuleSet() {
        assertEquals(Optional.empty(), RuleSetReader.read(RuleSetFiles.of(Map.of()), Optional.empty()).ruleSet());
    }

    @Test
    void hiddenFilesLockFilesAndOtherFoldersAreLeftAlone(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("tables"));
        Files.createDirectories(folder.resolve("notes"));
        for (String name : List.of("tables/.tiers.csv.swp", "tables/~$tiers.xlsx", "notes/a.csv", "tables/a.csv", "README.md")) {
            Files.writeString(folder.resolve(name), "x");
        }
        assertEquals(List.of("tables/a.csv"), List.copyOf(RuleSetFiles.in(folder).files().keySet()));
        assertThrows(RuleSetUnreadable.class, () -> RuleSetFiles.in(folder.resolve("nothing")));
    }

    private static List<String> errorsWith(String file, String content) {
        Map<String, byte[]> files = new TreeMap<>(ShippedRules.files().files());
        files.put(file, content.getBytes(StandardCharsets.UTF_8));
        return RuleSetReader.read(RuleSetFiles.of(files), Optional.of(ShippedRules.organisation())).problems().stream()
                .filter(RuleProblem::isError).map(RuleProblem::toString).toList();
    }

    /** A newer check does not stop an engine. */
    @Test
    void aNumberThatMayBeTwoIsInForceTheOneThatItWas() {
        Map<String, byte[]> files = new TreeMap<>(ShippedRules.files().files());
        files.remove("tables/tiers.xlsx");
        files.put("tables/tiers.csv", "Tiers\nBy sales.\nKey,Sales in 12 months,Tier is,Kept down to\nplatinum,200.000..250.000,platinum,90%\ngold,\"5,5\",gold,90%\niron,>= 1,iron,90%\nlead,-,lead,-\n".getBytes(StandardCharsets.UTF_8));
        assertTrue(RuleSetReader.read(RuleSetFiles.of(files), Optional.of(ShippedRules.organisation())).ruleSet().isEmpty());
        LoadedRuleSet resumed = RuleSetReader.resumed(RuleSetFiles.of(files), Optional.of(ShippedRules.organisation()));
        List<String> said = resumed.problems().stream().map(Object::toString).filter(problem -> problem.contains("until then")).toList();
        assertEquals(List.of("tables/tiers.csv:4:B: warning: is 200.000 200000 or 200? write 200000 or 200; until then it counts as '200.0000..250.000'",
                "tables/tiers.csv:4:B: warning: is 250.000 250000 or 250? write 250000 or 250; until then it counts as '200.0000..250.0000'",
                "tables/tiers.csv:5:B: warning: is 5,5 one number or two? write 5.5, or 5, 5 with a blank; until then it counts as '5, 5'"), said);
        assertEquals(List.of("200..250", "5", ">= 1", "-"), resumed.ruleSet().orElseThrow(() -> new AssertionError(resumed.problems().toString())).table("tiers").orElseThrow().rows().stream()
                .map(row -> row.conditions().stream().map(c -> c.test().words()).findFirst().orElse("-")).toList());
    }
}
