package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decision.Reason;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.LayeredDecider;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.WhyNot;
import dev.regard.rules.check.RuleProblem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that analysts add: ones that derive facts for others, and ones that add rows to a topic. */
class FurtherTablesTest {
    private static final String SCORE = """
            Score
            What a customer is worth beside the money.
            Hit policy,all
            Owner: 陈伟
            Key,Customer kind,Orders in 12 months,Then: derived.score
            dealer,distributor,-,2
            often,-,>= 10,3
            some,-,>= 3,1
            """;
    private static final String GRADE = """
            Grade
            Out of the score.
            Key,derived.score,Then: derived.grade
            strong,>= 4,strong
            weak,-,weak
            """;
    private static final String TIERS = """
            Tiers
            By sales and grade.
            Key,Sales in 12 months,derived.grade,Tier is,Kept down to
            platinum,">= 200,000",-,platinum,90%
            promoted,">= 20,000",strong,gold,90%
            gold,">= 50,000",-,gold,90%
            iron,">= 5,000",-,iron,90%
            lead,-,-,lead,-
            """;

    private static RuleSet good(Map<String, String> changed) {
        LoadedRuleSet loaded = ShippedRules.with(changed);
        return loaded.ruleSet().orElseThrow(() -> new AssertionError(loaded.problems().toString()));
    }

    private static List<String> errors(Map<String, String> changed) {
        return ShippedRules.with(changed).problems().stream().filter(RuleProblem::isError).map(RuleProblem::toString).toList();
    }

    private static Map<String, String> all() {
        return new LinkedHashMap<>(Map.of("score.csv", SCORE, "grade.csv", GRADE, "tiers.csv", TIERS));
    }

    private static Facts customer(String kind, int orders, int sales) {
        return Facts.builder().set(Attribute.KIND, kind).set(Attribute.ORDERS_12M, BigDecimal.valueOf(orders)).set(Attribute.SALES_12M, BigDecimal.valueOf(sales)).build();
    }

    @ParameterizedTest
    @CsvSource({"distributor, 12, 20000, promoted", "distributor, 12, 60000, promoted", "distributor, 2, 60000, gold", "consumer, 12, 20000, promoted", "consumer, 9, 20000, iron",
        "consumer, 0, 100, lead", "consumer, 30, 250000, platinum"})
    void aScoreFeedsAGradeWhichFeedsTheTier(String kind, int orders, int sales, String row) {
        RuleSet rules = good(all());
        Facts facts = customer(kind, orders, sales);
        Match match = Match.first(rules.evaluate(Topic.TIER, facts)).orElseThrow();
        assertEquals(row, match.row().key());
        assertEquals(row, new LayeredDecider(rules.tables(), rules.further(), TableReader::matches).evaluate(Topic.TIER, facts).get(0).row().key(), "read plainly");
    }

    @Test
    void aReasonNamesTheRowsThatDerivedWhatItMet() {
        Match match = Match.first(good(all()).evaluate(Topic.TIER, customer("distributor", 12, 20_000))).orElseThrow();
        assertEquals(List.of("tiers/promoted {sales12m=20000, derived.grade=strong}", "grade/strong {derived.score=6}", "score/dealer {kind=distributor}", "score/often {orders12m=12}",
                "score/some {orders12m=12}"), Reason.of(match).stream().map(r -> r.table() + "/" + r.row() + " " + r.facts()).toList());
    }

    @Test
    void whyNotKnowsWhatIsDerived() {
        RuleSet rules = good(all());
        Facts facts = customer("consumer", 9, 20_000);
        DecisionTable tiers = rules.table("tiers").orElseThrow();
        WhyNot promoted = WhyNot.of(tiers, rules.derived(tiers, facts)).get(1);
        assertEquals("derived.grade weak", promoted.failed().map(t -> t.condition().name() + " " + t.met()).orElseThrow());
        DecisionTable grade = rules.table("grade").orElseThrow();
        assertEquals("1", WhyNot.of(grade, rules.derived(grade, facts)).get(0).failed().orElseThrow().met().toString());
    }

    @Test
    void aCircleIsRefusedByName() {
        Map<String, String> files = all();
        files.put("score.csv", SCORE.replace("Customer kind,", "derived.grade,").replace("distributor", "strong"));
        assertEquals(List.of("tables/grade.csv:1:A: error: tables ask one another in a circle: grade asks score asks grade"), errors(files));
    }

    @Test
    void aFactThatNobodyDerivesAndAValueThatItCannotHaveAreErrors() {
        Map<String, String> files = all();
        files.put("tiers.csv", TIERS.replace("derived.grade", "derived.grad"));
        assertEquals(List.of("tables/tiers.csv:5:C: error: no table derives this fact: 'derived.grad' is not known, did you mean derived.grade?"), errors(files));
        files.put("tiers.csv", TIERS.replace(",strong,", ",stron,"));
        assertEquals(List.of("tables/tiers.csv:5:C: error: 'stron' is not known, did you mean strong?"), errors(files));
        files.put("tiers.csv", TIERS.replace(",strong,", ",>= 4,"));
        assertEquals(List.of("tables/tiers.csv:5:C: error: derived.grade is a name in tables/grade.csv, no number"), errors(files));
        files.put("tiers.csv", TIERS.replace("derived.grade", "derived.score").replace(",strong,", ",strong,"));
        assertEquals(List.of("tables/tiers.csv:5:C: error: 'strong' is no number, as which tables/score.csv derives derived.score"), errors(files));
        files.put("tiers.csv", TIERS);
        files.put("second.csv", GRADE);
        assertEquals(List.of("tables/second.csv:1:A: error: the fact derived.grade is derived in tables/grade.csv too"), errors(files));
    }

    private static final String TWO_SCORES = """
            Score
            What a customer is worth beside the money.
            Hit policy,all
            Key,Customer kind,Orders in 12 months,Then: derived.score
            dealer,distributor,-,2
            often,-,>= 10,3
            """;

    private static List<String> tiersByScore(String score, String... rows) {
        return ShippedRules.found(Map.of("score.csv", score, "tiers.csv", "Tiers\nBy score and sales.\nKey,derived.score,Sales in 12 months,Tier is\n" + String.join("\n", rows) + "\n")).stream()
                .filter(problem -> problem.startsWith("tables/tiers.csv:")).toList();
    }

    @Test
    void aCustomerOfWhomNoRowDerivesTheScoreIsAGap() {
        String[] rows = {"platinum,>= 5,\">= 200,000\",platinum", "gold,>= 2,\">= 5,000\",gold", "iron,< 2,\">= 5,000\",iron", "lead,-,\"< 5,000\",lead"};
        assertEquals(List.of("tables/tiers.csv:6:B: warning: this row never answers as things are: derived.score is never < 2: it is 2, 3, 5",
                "tables/tiers.csv:4:A: warning: no row answers when derived.score is unknown and Sales in 12 months is 5000"), tiersByScore(TWO_SCORES, rows));
        rows[2] = "iron,unknown,\">= 5,000\",iron";
        assertEquals(List.of(), tiersByScore(TWO_SCORES, rows));
        rows[1] = "gold,>= 1.5 or unknown,\">= 5,000\",gold";
        rows[2] = "iron,1,\">= 5,000\",iron";
        assertEquals(List.of("tables/tiers.csv:6:B: warning: this row never answers as things are: derived.score is never 1: it is 1.5, 2, 3, 4.5, 5, 6.5"), tiersByScore(TWO_SCORES + "half,consumer,< 10,1.5\nmore,-,>= 12,1.5\n", rows));
    }

    /** As the platinum customer who is none since nobody gave points: each table for itself has an answer. */
    @Test
    void aFactThatOnlySomeHaveIsNamedWhereItIsDerivedUnlessTheOneThatAsksSaysWhatThen() {
        String tiers = "Tiers\nBy score and sales.\nKey,derived.score,Sales in 12 months,Tier is\nplatinum,%s,\">= 200,000\",platinum\ngold,-,\">= 50,000\",gold\niron,-,\">= 5,000\",iron\nlead,-,-,lead\n";
        String unknown = "tables/score.csv:4:D: warning: derived.score is unknown when Customer kind is consumer and Orders in 12 months is 0, though tiers asks for it: say it here in a last row, or there what then, as in 'unknown or ...'";
        assertEquals(List.of(unknown), said(Map.of("score.csv", TWO_SCORES, "tiers.csv", tiers.formatted(">= 2"))));
        assertEquals(List.of(), said(Map.of("score.csv", TWO_SCORES, "tiers.csv", tiers.formatted("unknown or >= 2"))));
        assertEquals(List.of(), said(Map.of("score.csv", TWO_SCORES + "rest,-,-,0\n", "tiers.csv", tiers.formatted(">= 2"))));
        assertEquals(List.of(), said(Map.of("score.csv", TWO_SCORES, "winter.csv", "Winter\nWho is called.\nAdds to,revisits\nKey,derived.score,After,Days after,Role,How,Purpose,Template\n"
                + "a,>= 2,purchase,3,winter,call,care,care-call\n")), "where each row answers for itself, nothing else answers in its place");
    }

    private static List<String> said(Map<String, String> tables) {
        return ShippedRules.found(tables);
    }

    @Test
    void aTableThatTakesEverybodyLeavesNoScoreUnknown() {
        String[] rows = {"platinum,>= 5,\">= 200,000\",platinum", "gold,>= 2,\">= 5,000\",gold", "iron,< 2,\">= 5,000\",iron", "lead,-,\"< 5,000\",lead"};
        assertEquals(List.of(), tiersByScore(TWO_SCORES + "rest,-,-,0\n", rows));
        assertEquals(List.of("tables/tiers.csv:4:A: warning: no row answers when derived.score is unknown and Sales in 12 months is 5000"),
                tiersByScore(TWO_SCORES.replace("Hit policy,all\n", "Hit policy,all\nValid from,2026-12-01\n") + "rest,-,-,0\n", rows));
    }

    @Test
    void aScoreThatTheTableNeverComesToIsAnError() {
        String[] rows = {"never,>= 50,-,platinum", "five,5,-,gold", "two,2,-,iron", "others,-,-,lead"};
        assertEquals(List.of("tables/tiers.csv:4:B: error: derived.score cannot be >= 50: it is 2, 3, 5"), tiersByScore(TWO_SCORES, rows));
        assertEquals(List.of("tables/tiers.csv:4:B: error: derived.score cannot be >= 50: it is 2, 3", "tables/tiers.csv:5:B: error: derived.score cannot be 5: it is 2, 3"),
                tiersByScore(TWO_SCORES.replace("Hit policy,all\n", ""), rows));
        assertEquals(List.of("tables/tiers.csv:4:B: error: derived.score cannot be >= 50: it is 2, 3", "tables/tiers.csv:5:B: error: derived.score cannot be 5: it is 2, 3"),
                tiersByScore(TWO_SCORES.replace("often,-", "often,consumer"), rows), "no customer is of both kinds");
    }

    @Test
    void whatIsDerivedOfAScoreThatNeverComesOutDoesNotEither() {
        Map<String, String> files = Map.of("score.csv", TWO_SCORES, "points.csv", "Points\nOut of the score.\nKey,derived.score,Then: derived.points\na,4,7\nb,-,1\n",
                "tiers.csv", "Tiers\nBy points.\nKey,derived.points,Tier is\np,7,platinum\ng,1,gold\ni,unknown,iron\nl,-,lead\n");
        assertEquals(List.of("tables/tiers.csv:4:B: error: derived.points cannot be 7: it is 1", "tables/points.csv:4:B: warning: this row never answers as things are: derived.score is never 4: it is 2, 3, 5"),
                said(files).stream().filter(problem -> !problem.startsWith("tables/score.csv:")).toList());
    }

    @Test
    void aTableWithMoreCasesThanCanBeLookedAtDerivesAtMostTheSumOfItsNumbers() {
        StringBuilder score = new StringBuilder("Score\nOf many things.\nHit policy,all\nKey");
        for (int i = 0; i < 24; i++) {
            score.append(",traits.t").append(i);
        }
        score.append(",Then: derived.score\n");
        for (int i = 0; i < 24; i++) {
            score.append('k').append(i).append(",-".repeat(i)).append(",yes").append(",-".repeat(23 - i)).append(',').append(1 << Math.min(i, 16)).append('\n');
        }
        List<String> said = tiersByScore(score.toString(), "never,>= 600000,-,platinum", "much,>= 500000,-,gold", "some,>= 2,-,iron", "others,-,-,lead");
        assertEquals(List.of("tables/tiers.csv:4:B: error: derived.score cannot be >= 600000: it is from 0 to 589823"), said);
    }

    @Test
    void aDerivedNameIsOneOfThoseThatItsTableGives() {
        Map<String, String> files = all();
        files.put("tiers.csv", TIERS.replace("derived.grade", "derived.grade").replace("lead,-,-,lead,-", "lead,-,weak,lead,-"));
        assertEquals(List.of("tables/tiers.csv:4:A: warning: no row answers when Sales in 12 months is 0 and derived.grade is strong"), said(files).stream().filter(problem -> problem.startsWith("tables/tiers.csv:")).toList());
        files.put("grade.csv", GRADE.replace("weak,-,weak", "weak,< 4,weak"));
        files.put("tiers.csv", TIERS.replace("lead,-,-,lead,-", "lead,-,\"weak, strong\",lead,-"));
        assertEquals(List.of("tables/tiers.csv:4:A: warning: no row answers when Sales in 12 months is 0 and derived.grade is unknown"), said(files).stream().filter(problem -> problem.startsWith("tables/tiers.csv:")).toList());
    }

    @Test
    void aFactThatNoTableAsksForIsAWarningAtItsColumn() {
        assertEquals(List.of("tables/score.csv:5:D: warning: no table asks for derived.score: this column decides nothing"),
                ShippedRules.with(Map.of("score.csv", SCORE)).problems().stream().map(RuleProblem::toString).toList());
        assertEquals(List.of(), ShippedRules.with(all()).problems().stream().map(RuleProblem::toString).filter(p -> p.contains("asks for derived")).toList());
    }

    @Test
    void namesAreNotAddedUp() {
        Map<String, String> files = all();
        files.put("grade.csv", GRADE.replace("Out of the score.\n", "Out of the score.\nHit policy: all\n"));
        assertEquals(List.of("tables/grade.csv:5:C: error: where all rows answer, derived.grade is the sum of their numbers, and 'strong' is none",
                "tables/grade.csv:6:C: error: where all rows answer, derived.grade is the sum of their numbers, and 'weak' is none"), errors(files));
        assertEquals(List.of("tables/points.csv:6:C: error: where all rows answer, derived.points is the sum of their numbers, and '1o' is none"), errors(Map.of("points.csv",
                "Points\nAdded up.\nHit policy,all\nKey,Customer kind,Then: derived.points\na,designer,5\nb,consumer,1o\nc,distributor,3\n")));
    }

    @Test
    void aLabelThatSaysNothingAndAFactThatIsMisspeltHideNoOtherProblem() {
        String points = "Points\nFor what.\n%sKey,Customer kind,%s\na,desiner,5\n";
        assertEquals(List.of("tables/points.csv:3:B: error: 'Owner' says nothing: fill this cell, or remove the row", "tables/points.csv:5:B: error: 'desiner' is not known, did you mean designer?"),
                errors(Map.of("points.csv", points.formatted("Owner,\n", "Then: derived.points"))));
        assertEquals(List.of("tables/points.csv:3:B: error: 'Owner' says nothing: fill this cell, or remove the row",
                "tables/points.csv:4:B: error: there is no table of this name: 'revisit' is not known, did you mean revisits?"),
                errors(Map.of("points.csv", points.formatted("Owner:\nAdds to,revisit\n", "Role"))));
        assertEquals(List.of("tables/points.csv:3:C: error: the heading 'Then: derived points' names no fact: after 'derived.' comes a name of letters, digits, - and _, as in 'Then: derived.score'",
                "tables/points.csv:4:B: error: 'desiner' is not known, did you mean designer?"), errors(Map.of("points.csv", points.formatted("", "Then: derived points"))));
    }

    @Test
    void oneFactInTwoColumnsIsRefusedAtTheSecond() {
        for (String[] second : new String[][] {{"derived.points", "3"}, {"derived.Points", "3"}, {"derived.points", "many"}}) {
            assertEquals(List.of("tables/points.csv:3:D: error: the fact " + second[0] + " is derived in two columns"),
                    errors(Map.of("points.csv", "Points\nFor what.\nKey,Customer kind,Then: derived.points,Then: %s\na,designer,5,%s\n".formatted((Object[]) second))), second[0] + " " + second[1]);
        }
    }

    /** Which of them answers follows from their places, which nobody meant to count. */
    @Test
    void rowsOfOnePriorityThatSayDifferentThingsAreNamed() {
        String policy = "Policy\nWhat each may expect.\nHit policy,by priority\nKey,Tier,ABC class,Service,Priority\nanybody,-,-,plain,%s\ngood,\"gold, platinum\",-,good,5\nbest,-,A,best,%s\n";
        assertEquals(List.of("tables/tier-policy.csv:7:A: warning: this row and row 6 (good) have the same priority and say different things when Tier is gold and ABC class is a; the upper one answers"),
                ShippedRules.with(Map.of("tier-policy.csv", policy.formatted("-", "5"))).problems().stream().map(RuleProblem::toString).toList());
        assertEquals(List.of(), ShippedRules.with(Map.of("tier-policy.csv", policy.formatted("-", "9"))).problems());
    }

    @Test
    void theHighestPriorityAnswers() {
        RuleSet rules = good(Map.of("tier-policy.csv", """
                Policy
                What each may expect.
                Hit policy,by priority
                Key,Tier,ABC class,Service,Priority
                anybody,-,-,plain,-
                good,"gold, platinum",-,good,5
                best,-,A,best,9
                """));
        Facts gold = Facts.builder().set(Attribute.TIER, "gold").set(Attribute.ABC, "A").build();
        assertEquals(List.of("best"), rules.evaluate(Topic.TIER_POLICY, gold).stream().map(m -> m.row().key()).toList());
        assertEquals(List.of("good"), rules.evaluate(Topic.TIER_POLICY, gold.with(Attribute.ABC, "B")).stream().map(m -> m.row().key()).toList());
        assertEquals(List.of("anybody"), rules.evaluate(Topic.TIER_POLICY, Facts.none()).stream().map(m -> m.row().key()).toList());
        assertEquals(List.of("tables/tiers.csv:3:B: error: one row has to answer here: first or priority"),
                errors(Map.of("tiers.csv", TIERS.replace("By sales and grade.\n", "By sales.\nHit policy,all\n").replace("derived.grade", "ABC class").replace(",strong,", ",A,"))));
    }

    private static final String WINTER = """
            Winter
            Who is called before the winter.
            Adds to,revisits
            Valid from,2026-12-01
            Valid until,2026-12-31
            Key,After,Customer kind,Days after,Role,How,Purpose,Template
            heating,purchase,consumer,3,winter-call,call,care,care-call
            """;

    @Test
    void aTableForAPeriodAddsItsRowsWithinIt() {
        RuleSet rules = good(Map.of("winter.csv", WINTER));
        Facts purchase = Facts.builder().set(Attribute.AFTER, "purchase").set(Attribute.KIND, "consumer").set(Attribute.CATEGORY, "paint").build();
        for (String day : List.of("2026-12-01", "2026-12-31")) {
            List<Match> matches = rules.evaluate(Topic.REVISITS, purchase.with(Attribute.DAY, LocalDate.parse(day)));
            assertEquals("winter/heating", matches.get(0).table() + "/" + matches.get(0).row().key());
            assertTrue(matches.size() > 1, "its own table answers too");
        }
        for (String day : List.of("2026-11-30", "2027-01-01")) {
            assertTrue(rules.evaluate(Topic.REVISITS, purchase.with(Attribute.DAY, LocalDate.parse(day))).stream().noneMatch(m -> m.table().equals("winter")), day);
        }
        assertEquals(List.of(LocalDate.parse("2026-12-01"), LocalDate.parse("2027-01-01")), rules.table("winter").orElseThrow().turns());
    }

    @Test
    void whereOneRowAnswersATableThatAddsIsAskedFirst() {
        RuleSet rules = good(Map.of("friends.csv", "Friends\nWho is never less than iron.\nAdds to,tiers\nKey,traits.friend,Sales in 12 months,Tier is\nfriend,yes,\"< 5,000\",iron\n"));
        Facts friend = customer("consumer", 0, 10).withExtra(Map.of("traits.friend", true));
        assertEquals("friends", Match.first(rules.evaluate(Topic.TIER, friend)).orElseThrow().table());
        assertEquals("tiers", Match.first(rules.evaluate(Topic.TIER, customer("consumer", 0, 10))).orElseThrow().table());
    }

    @Test
    void aTierThatTheTableOfTiersDoesNotHaveIsAnError() {
        assertEquals(List.of("tables/friends.csv:5:C: error: tiers and their order stand in the table tiers alone: 'golden' is not known, did you mean gold?"),
                errors(Map.of("friends.csv", "Friends\nWho is never less.\nAdds to,tiers\nKey,traits.friend,Tier is\nfriend,yes,golden\n")));
    }

    @Test
    void anAddedTableNamesTiersAsTheyArePrinted() {
        for (String written : List.of("gold", "Gold", "黄金", "ＧＯＬＤ")) {
            RuleSet rules = good(Map.of("friends.csv", "Friends\nWho is never less.\nAdds to,tiers\nKey,traits.friend,Tier is\nfriend,yes," + written + "\n"));
            Facts friend = customer("consumer", 0, 10).withExtra(Map.of("traits.friend", true));
            assertEquals("gold", Match.first(rules.evaluate(Topic.TIER, friend)).orElseThrow().required("tier"), written);
        }
    }

    private static final String CHINESE_TIERS = """
            客户等级
            按销售额。
            编号,近12个月销售额,定为等级
            a,"≥ 200,000",铂金
            b,"≥ 50,000",黄金
            c,"≥ 5,000",铁牌
            d,-,铅牌
            """;

    @Test
    void tiersThatAreSetAsTheyArePrintedAreThoseThatTheOtherTablesAskFor() {
        RuleSet rules = good(Map.of("tiers.csv", CHINESE_TIERS));
        assertEquals(List.of("platinum", "gold", "iron", "lead"), rules.table("tiers").orElseThrow().rows().stream().map(row -> row.results().get("tier")).toList());
    }

    @Test
    void whatCannotBeSaidOfATableNamesTheCell() {
        assertEquals(List.of("tables/winter.csv:3:B: error: there is no table of this name: 'revisit' is not known, did you mean revisits?"),
                errors(Map.of("winter.csv", WINTER.replace("revisits", "revisit"))));
        assertEquals(List.of("tables/winter.csv:5:B: error: 2026-11-30 is before 2026-12-01"), errors(Map.of("winter.csv", WINTER.replace("2026-12-31", "2026-11-30"))));
        assertEquals(List.of("tables/winter.csv:4:B: error: 'soon' is not a date such as 2026-12-01"), errors(Map.of("winter.csv", WINTER.replace("2026-12-01", "soon"))));
        assertEquals(List.of("tables/tiers.csv:3:B: error: the table that answers tiers itself is always there; what counts for a time, or on top, is a table of another name"),
                errors(Map.of("tiers.csv", TIERS.replace("By sales and grade.\n", "By sales.\nValid from,2026-01-01\n").replace("derived.grade", "ABC class").replace(",strong,", ",A,"))));
    }

    @Test
    void aRowAsksForTheDay() {
        RuleSet rules = good(Map.of("sale.csv", WINTER.replace("Valid from,2026-12-01\nValid until,2026-12-31\n", "").replace("Key,After", "Key,Date,After").replace("heating,", "heating,2026-12-24..2026-12-26,")));
        Facts purchase = Facts.builder().set(Attribute.AFTER, "purchase").set(Attribute.KIND, "consumer").build();
        Match match = rules.evaluate(Topic.REVISITS, purchase.with(Attribute.DAY, LocalDate.parse("2026-12-24"))).get(0);
        assertEquals("sale {day=2026-12-24, after=purchase, kind=consumer}", match.table() + " " + match.factsThatMatched());
        assertTrue(rules.evaluate(Topic.REVISITS, purchase.with(Attribute.DAY, LocalDate.parse("2026-12-27"))).stream().noneMatch(m -> m.table().equals("sale")));
    }
}
