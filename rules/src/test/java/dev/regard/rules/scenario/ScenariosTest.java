package dev.regard.rules.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.organisation.OrganisationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenariosTest {
    private static final Path SHIPPED = Path.of("src/main/rule-set");
    private static final RuleSetFiles FILES = RuleSetFiles.in(SHIPPED);
    private static final Organisation COMPANY = company();
    private static final RuleSet RULES = RuleSetReader.read(FILES, Optional.of(COMPANY)).ruleSet().orElseThrow();

    private static Organisation company() {
        try {
            return OrganisationFile.read(OrganisationFile.NAME, Files.readAllBytes(SHIPPED.resolve(OrganisationFile.NAME)), new ArrayList<>()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> problems(String... lines) {
        return Scenarios.of(Map.of("scenarios/a.yaml", String.join("\n", lines).getBytes(StandardCharsets.UTF_8)), RULES, COMPANY).problems().stream().map(RuleProblem::toString).toList();
    }

    @Test
    void theShippedOnesHoldAndSayWhichRowsTheyCover() {
        Scenarios shipped = Scenarios.of(FILES.folder("scenarios"), RULES, COMPANY);
        assertEquals(List.of(), shipped.problems());
        assertTrue(shipped.run() >= 11, shipped.run() + " scenarios");
        assertTrue(shipped.coverage(RULES).getKey() >= 100, () -> shipped.coverage(RULES) + ", without " + shipped.uncovered(RULES));
        assertTrue(shipped.covered().contains("tiers/gold") && shipped.covered().contains("mails/maybe-complaint"), shipped.covered()::toString);
        assertFalse(shipped.uncovered(RULES).contains("tiers/gold"));
        assertTrue(shipped.uncovered(RULES).contains("occasions/christmas-message") || !shipped.uncovered(RULES).isEmpty());
        assertEquals(shipped.coverage(RULES).getValue() - shipped.uncovered(RULES).size(), shipped.coverage(RULES).getKey());
    }

    @Test
    void aSituationThatTakesTooLongSaysThatNotAllThatComesIsTold() {
        Instant now = Instant.parse("2026-03-02T02:00:00Z");
        String scenario = Situation.of(Card.blank("C-9", now), now, new Rulebook(RULES, COMPANY), Duration.ZERO);
        assertTrue(scenario.contains("\n# Not all that comes is told: broken off at 2026-03-"), scenario);
        assertFalse(Situation.of(Card.blank("C-9", now), now, new Rulebook(RULES, COMPANY)).contains("broken off"));
    }

    /** Whoever asks for it may be an engine that has customers to look after. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"until: 9999-12-31 10:00 | 9999-12-31 10:00", "after: 9999 weeks | 2217-"})
    @Timeout(60)
    void timeIsNotLetPassForEver(String step, String end) {
        List<String> problems = problems("a:", "  given:", "    date: 2026-03-02 10:00", "    customer: {kind: consumer, birthday: {month: 3, day: 3}}", "  when:", "    - " + step,
                "  then:", "    - tier: lead");
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith("scenarios/a.yaml:6:") && problems.get(0).contains("ends ten years after it began at the latest, and not at " + end), problems.get(0));
    }

    @Test
    void whatTakesTooLongIsBrokenOffAndTheRestIsNotRun() {
        String one = "%s:\n  given:\n    date: 2026-03-02 10:00\n    customer: {kind: consumer, birthday: {month: 3, day: 3}}\n  when:\n    - until: 2036-03-02 10:00\n  then:\n    - tier: lead\n";
        Scenarios scenarios = Scenarios.of(Map.of("scenarios/a.yaml", (one.formatted("a") + one.formatted("b")).getBytes(StandardCharsets.UTF_8)), RULES, COMPANY, Duration.ofMillis(1));
        List<String> words = scenarios.problems().stream().map(RuleProblem::toString).toList();
        assertEquals(2, words.size(), words::toString);
        assertTrue(words.get(0).matches("scenarios/a.yaml:[46]:.*the scenarios take too long"), words.get(0));
        assertTrue(words.get(1).startsWith("scenarios/a.yaml:9:") && words.get(1).contains("not run, nor any below"), words.get(1));
    }

    /** Else nobody could publish a change before the sample's examples are mended. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"rep- | seller-", "zone: Asia/Shanghai | zone: Europe/Berlin", "[\"09:00-18:00\"] | [\"08:00-12:00\", \"13:00-17:00\"]", "Mon-Fri: | Mon-Sat:",
        "language: zh-CN | language: de", "currency: CNY | currency: EUR", "east | eastern-china"})
    void theShippedOnesHoldInOtherCompaniesToo(String sample, String other) throws IOException {
        String text = Files.readString(SHIPPED.resolve(OrganisationFile.NAME));
        assertTrue(text.contains(sample), sample);
        Organisation company = OrganisationFile.read(OrganisationFile.NAME, text.replace(sample, other).getBytes(StandardCharsets.UTF_8), new ArrayList<>()).orElseThrow();
        RuleSet rules = RuleSetReader.read(FILES, Optional.of(company)).ruleSet().orElseThrow();
        assertEquals(List.of(), Scenarios.of(FILES.folder("scenarios"), rules, company).problems().stream().map(RuleProblem::toString).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tier: glod                                | the tier 'glod' is not known, did you mean gold?
            stage: actve                              | the stage 'actve' is not known, did you mean active?
            touch: {role: gretting}                   | the role 'gretting' is not known, did you mean greeting?
            touch: {occasion: birtday/2026}           | the occasion 'birtday' is not known, did you mean birthday?
            touch: {how: mesage}                      | the how 'mesage' is not known, did you mean message?
            touch: {purpose: marketng}                | the purpose 'marketng' is not known, did you mean marketing?
            touch: {status: cancled}                  | the status 'cancled' is not known, did you mean cancelled?
            touch: {template: care-cal}               | the template 'care-cal' is not known, did you mean care-call?
            touch: {table: revists}                   | the table 'revists' is not known, did you mean revisits?
            touch: {table: tiers, row: platnum}       | the row 'platnum' is not known, did you mean platinum?
            touch: {assignee: rep-3}                  | the assignee 'rep-3' is not known, did you mean rep-03?
            message: {channel: emial}                 | the channel 'emial' is not known, did you mean email?
            message: {on: 20.3.2026}                  | '20.3.2026' is not a day like 2026-03-02
            complaint: {effectiveSeverity: hihg}      | the effectiveSeverity 'hihg' is not known, did you mean high?
            complaint: {status: solvd}                | the status 'solvd' is not known, did you mean solved?
            alert: {level: directer}                  | the level 'directer' is not known, did you mean director?
            alert: {deadline: replay}                 | the deadline 'replay' is not known, did you mean reply?
            decision: {type: escalaton}               | the type 'escalaton' is not known, did you mean escalation?
            """)
    void aMisspeltNameInWhatMustNotBeIsNoSuccess(String expectation, String words) {
        List<String> problems = problems("a:", "  given:", "    date: 2026-03-02 10:00", "    customer: {kind: consumer}", "  then-not:", "    - " + expectation);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).matches("scenarios/a\\.yaml:6:\\d+: error: .*") && problems.get(0).contains(words), problems.get(0));
    }

    @Test
    void namesAsTheyArePrintedAreTheNamesThatAreMeant() {
        assertEquals(List.of(), problems("a:", "  given: {date: 2026-03-02 10:00, customer: {kind: consumer}}", "  when:", "    - {type: purchase.made, order: O-1, amount: 60000}",
                "    - until: 2026-03-12 09:00", "  then:", "    - tier: 黄金", "    - touch: {how: 电话, occasion: 购买}", "  then-not:", "    - tier: 铂金"));
    }

    @Test
    void namesInTheFieldsOfEventsMayBeWrittenAsTheyArePrinted() {
        assertEquals(List.of(), problems("a:", "  given: {date: 2026-03-02 10:00, customer: {kind: 经销商}}", "  when:", "    - {type: complaint.opened, complaint: K-1, text: broken, severity: 高}",
                "    - {type: consent.changed, purpose: 营销, channel: email, granted: false}", "  then:", "    - complaint: {severity: high}"));
        assertEquals(List.of("scenarios/a.yaml:4:16: error: the customer's kind 'dealer' is not known; known are consumer, designer, distributor, internal",
                "scenarios/a.yaml:6:57: error: in complaint.opened the severity 'hihg' is not known, did you mean high?"),
                problems("a:", "  given:", "    date: 2026-03-02 10:00", "    customer: {kind: dealer}", "  when:", "    - {type: complaint.opened, complaint: K-1, text: x, severity: hihg}", "  then:",
                        "    - tier: lead"));
        assertEquals(List.of("scenarios/a.yaml:6:41: error: data.amount: must be a decimal number, not 'much'"),
                problems("a:", "  given:", "    date: 2026-03-02 10:00", "    customer: {kind: consumer}", "  when:", "    - {type: purchase.made, order: O-1, amount: much}", "  then:", "    - tier: lead"));
    }

    @Test
    void allThatIsWrongInAScenarioIsShown() {
        List<String> said = problems("a:", "  given:", "    date: 2026-03-02 10:00", "    customer: {kind: consumer}", "  then:", "    - decision: {table: tirs, template: x}", "    - alert: {level: managr}",
                "    - tier: platinum");
        assertEquals(List.of("scenarios/a.yaml:6:31: error: 'template' is not known; known are row, table, type", "scenarios/a.yaml:6:18: error: the table 'tirs' is not known, did you mean tiers?",
                "scenarios/a.yaml:7:15: error: the level 'managr' is not known, did you mean manager?"), said);
    }

    @Test
    void aTypeOfEventThatNobodyKnowsIsAWarningAndTheScenarioIsRun() {
        List<String> said = problems("a:", "  given: {date: 2026-03-02 10:00, customer: {kind: consumer}}", "  when:", "    - {type: purchase.mode, order: O-1}", "  then:", "    - tier: platinum");
        assertEquals("scenarios/a.yaml:4:8: warning: the event type 'purchase.mode' is not known, did you mean purchase.made?", said.get(0));
        assertTrue(said.get(1).startsWith("scenarios/a.yaml:6:7: error: no card is tier platinum"), said::toString);
        assertEquals(2, said.size(), said::toString);
    }

    @Test
    void theTiersThatScenariosExpectAreKnownBeforeTheRulesAre() {
        String scenario = "a: {given: {date: 2026-03-02}, then: [tier: Gold, touch: {role: x}], then-not: [card: {abc: A}]}\nb: {given: {date: soon}, then: [tier: 铁牌]}";
        assertEquals(Set.of("gold", "a", "铁牌"), Scenarios.standings(Map.of("scenarios/a.yaml", scenario.getBytes(StandardCharsets.UTF_8), "scenarios/notes.txt", new byte[] {1})));
    }

    @Test
    void aWrongNameInASheetIsShownAtItsCell() {
        assertEquals(List.of("scenarios/a.csv:5:E: error: the customer's kind 'dealer' is not known; known are consumer, designer, distributor, internal", "0 run"),
                sheet("Scenario,Part,What,Value,kind", "s,given,date,2026-03-02 10:00", ",,customer,,dealer", ",then,tier,gold"));
    }

    @Test
    void anAmountInASheetThatMayBeTwoIsNoAmount() {
        assertEquals(List.of("scenarios/a.csv:5:F: error: is 6.000 6000 or 6? write 6000 or 6", "0 run"),
                sheet("Scenario,Part,What,Value,order,amount", "s,given,date,2026-03-02 10:00", ",when,purchase.made,,O-1.000,6.000", ",then,tier,iron"));
        assertEquals(List.of(), problems("a:", "  given: {date: 2026-03-02 10:00, customer: {kind: consumer}}", "  when:", "    - {type: purchase.made, order: O-1, amount: 6.000}", "  then-not:", "    - tier: iron"),
                "a number of YAML is one");
    }

    @Test
    void whatIsWrongInASheetIsShownAtTheCellThatSaysIt() {
        assertEquals(List.of("scenarios/a.csv:4:E: error: '02.03.2026 10:00' is no moment like 2026-03-02 10:00", "0 run"),
                sheet("Scenario,Part,,What,Value", "s,given,,date,02.03.2026 10:00", ",then,,tier,lead"));
        assertEquals(List.of("scenarios/a.csv:5:C: warning: the event type 'purchase.mode' is not known, did you mean purchase.made?", "scenarios/a.csv:6:D: error: the clock does not go back: it is 2026-03-02 10:00", "1 run"),
                sheet("Scenario,Part,What,Value,order", "s,given,date,2026-03-02 10:00", ",when,purchase.mode,,O-1", ",,until,2026-03-01 10:00", ",then,tier,lead"));
        assertEquals(List.of("scenarios/a.csv:5:D: error: 'a while' is no time like 7 days, 3 hours or 30 minutes", "scenarios/a.csv:6:C: error: 'toch' is not known, did you mean touch?", "0 run"),
                sheet("Scenario,Part,What,Value,role", "s,given,date,2026-03-02 10:00", ",when,after,a while", ",then,toch,,x").stream().filter(p -> !p.contains("'then' or")).toList());
    }

    @Test
    void misspeltFieldsAreNamedWithTheKnownOne() {
        List<String> problems = problems("a:", "  given:", "    date: 2026-03-02 10:00", "    customer: {kind: consumer, ownr: rep-03, shoeSize: 41}", "  when:",
                "    - {type: complaint.opened, complaint: K-1, categry: service}", "  then:", "    - tier: lead");
        assertTrue(problems.contains("scenarios/a.yaml:6:48: error: in complaint.opened the field 'categry' is not known, did you mean category?"), problems::toString);
        assertTrue(problems.stream().anyMatch(p -> p.contains("error: the customer's field 'ownr' is not known, did you mean owner?")), problems::toString);
        assertTrue(problems.stream().anyMatch(p -> p.contains("warning: the customer's field 'shoeSize' is not known; known are ")), problems::toString);
    }

    @Test
    void aCapOfZeroHoldsEveryContactItAsksForBackAndNothingElse() {
        Map<String, byte[]> files = new TreeMap<>(FILES.files());
        files.put("tables/caps.csv", "Caps\nHow many.\nKey,Purpose,At most,Within hours\ncare,care,0,168\n".getBytes(StandardCharsets.UTF_8));
        RuleSet capped = RuleSetReader.read(RuleSetFiles.of(files), Optional.of(COMPANY)).ruleSet().orElseThrow();
        String scenario = String.join("\n", "s:", "  given: {date: 2026-03-02 10:00, customer: {name: W, kind: consumer}}",
                "  when:", "    - {type: purchase.made, order: O-1, amount: 60000}", "    - until: 2026-03-12 09:00", "  then:", "    - tier: gold", "    - touch: {role: care-call, status: held}");
        assertEquals(List.of(), Scenarios.of(Map.of("scenarios/a.yaml", scenario.getBytes(StandardCharsets.UTF_8)), capped, COMPANY).problems().stream().map(RuleProblem::toString).toList());
    }

    private static List<String> sheet(String... rows) {
        String text = "Scenarios\nWhat shall be decided.\n" + String.join("\n", rows) + "\n";
        Scenarios run = Scenarios.of(Map.of("scenarios/a.csv", text.getBytes(StandardCharsets.UTF_8)), RULES, COMPANY);
        List<String> all = new ArrayList<>(run.problems().stream().map(RuleProblem::toString).toList());
        all.add(run.run() + " run");
        return all;
    }

    @Test
    void aSheetSaysTheSameAsTheText() {
        String headings = "Scenario,Part,What,Value,name,kind,emails,order,amount,items.category,role,how,on,says";
        assertEquals(List.of("2 run"), sheet(headings, "much-bought,given,date,2026-03-02 10:00", ",,customer,,王芳,consumer,wang@customer.example; fang@customer.example",
                ",when,purchase.made,,,,,O-1,60000,antique-tile", ",,until,2026-09-01 09:00", ",then,tier,gold", ",,touch,,,,,,,,care-call,call,2026-03-09", ",,touch,,,,,,,,tile-care,call",
                ",then-not,message,,,,,,,,,,,积分", "little-bought,given,date,2026-03-02 10:00", ",,customer,,W,consumer", ",,purchase.made,,,,,O-0,10", ",when,after,1 hour", ",则,tier,lead"));
        assertEquals(List.of("scenarios/a.csv:6:D: error: no card is tier gold; the nearest has tier iron; Sales in 12 months is 6000, and row tiers/gold asks for >= 50000", "1 run"),
                sheet(headings, "s,given,date,2026-03-02 10:00", ",when,purchase.made,,,,,O-1,6000", ",then,tier,gold"));
    }

    @Test
    void aSheetMayBePartedBySemicolons() {
        assertEquals(List.of("1 run"), sheet("Scenario;Part;What;Value;kind;emails;order;amount", "s;given;date;2026-03-02 10:00;;;;", ";;customer;;consumer;\"a@customer.example; b@customer.example\";;",
                ";when;purchase.made;;;;O-1;60000", ";then;tier;gold;;;;"));
    }

    @Test
    void whatASheetCannotMeanIsSaidAtItsRow() {
        assertEquals(List.of("scenarios/a.csv:1:A: error: the column 'part' is missing; under a title and a sentence stand Scenario, Part, What, Value and names of fields", "0 run"), sheet("Scenario,What", "s,tier"));
        assertEquals(List.of("scenarios/a.csv:4:A: error: the row belongs to no scenario", "scenarios/a.csv:5:B: error: the part 'whem' is not known, did you mean when?",
                "scenarios/a.csv:6:C: error: 'tier' takes what stands under 'Value', and no fields", "scenarios/a.csv:7:C: error: 'touch' takes fields, not a value", "0 run"),
                sheet("Scenario,Part,What,Value,role", ",given,date,2026-03-02", "s,whem,tier,gold", ",then,tier,,x", ",then,touch,x,").stream().filter(p -> !p.contains("needs a 'date'") && !p.contains("'then' or")).toList());
    }

    @Test
    void aTierThatIsNotReachedNamesTheConditionThatDidNotHold() {
        assertEquals(List.of("scenarios/a.yaml:7:7: error: no card is tier gold; the nearest has tier iron; Sales in 12 months is 49999, and row tiers/gold asks for >= 50000"),
                problems("not-enough:", "  given: {date: 2026-03-02 10:00, customer: {kind: consumer}}", "  when:", "    - {type: purchase.made, order: O-1, amount: 49999}", "    - after: 1 hour", "  then:",
                        "    - tier: gold"));
    }

    /** What an event or an occasion gave is asked with the rest, as the rules were. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            touch: {table: revisits, row: wood-floor-care} | Product category is antique-tile, and row revisits/wood-floor-care asks for wood-floor
            touch: {row: wood-floor-care}                  | Product category is antique-tile, and row revisits/wood-floor-care asks for wood-floor
            touch: {role: floor-care}                      | Product category is antique-tile, and row revisits/wood-floor-care asks for wood-floor
            touch: {role: service-call}                    | After is purchase, and row revisits/after-service asks for delivery, installation, repair
            touch: {table: occasions, row: birthday-call}  | Tier is lead, and row occasions/birthday-call asks for platinum
            touch: {role: call, occasion: birthday}        | Tier is lead, and row occasions/birthday-call asks for platinum
            decision: {table: severity, row: high}         | Severity as reported is low, and row severity/high asks for high
            complaint: {effectiveSeverity: high}           | Severity as reported is low, and row severity/high asks for high
            alert: {level: manager, deadline: opened}      | Severity that counts is low, and row escalation/opened-critical asks for critical
            stage: former                                  | Days since the last purchase is 1
            decision: {row: first-low-review}              | nothing that happened asks table tier-review
            touch: {role: care-call, on: 2026-03-10}       | on 2026-03-09
            """)
    void theConditionOfTheNearestRowThatDidNotHoldIsNamed(String expected, String words) {
        List<String> said = problems("a:", "  given: {date: 2026-03-02 10:00, customer: {kind: consumer, birthday: {month: 3, day: 9}}}", "  when:",
                "    - {type: purchase.made, order: O-1, amount: 100, items: [{product: P-1, category: antique-tile, quantity: 1, amount: 100}]}",
                "    - {type: complaint.opened, complaint: K-1, severity: low}", "    - after: 1 day", "  then:", "    - " + expected);
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).endsWith(words) || said.get(0).contains("; " + words + ", and row"), said.get(0));
    }

    @Test
    void theNearestTouchSaysWhatIsOtherThanExpected() {
        assertEquals(List.of("scenarios/a.yaml:6:7: error: no touch is role care-call, on 2026-03-10; the nearest has on 2026-03-09"),
                problems("a-day-off:", "  given: {date: 2026-03-02 10:00, customer: {kind: consumer}}", "  when:", "    - {type: purchase.made, order: O-1, amount: 100}", "  then:",
                        "    - touch: {role: care-call, on: 2026-03-10}"));
    }

    @Test
    void whatMustNotBeIsShownAsItIs() {
        List<String> said = problems("none:", "  given: {date: 2026-03-02 10:00, customer: {kind: consumer}}", "  when:", "    - {type: purchase.made, order: O-1, amount: 100}", "  then-not:",
                "    - touch: {role: care-call}");
        assertTrue(said.get(0).startsWith("scenarios/a.yaml:6:7: error: there is a touch that must not be: role care-call, occasion order/O-1, how call"), said::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x: {given: {date: soon}, then: [tier: gold]} | 'soon' is no moment like 2026-03-02 10:00",
        "x: {given: {}, then: [tier: gold]} | 'given' needs a 'date'",
        "x: {given: {date: 2026-03-02}, then: []} | a scenario says what follows",
        "x: {given: {date: 2026-03-02}, than: [tier: gold]} | 'than' is not known, did you mean then?",
        "x: {given: {date: 2026-03-02}, then: [toch: {role: x}]} | 'toch' is not known, did you mean touch?",
        "x: {given: {date: 2026-03-02}, then: [touch: {rolle: x}]} | 'rolle' is not known, did you mean role?",
        "x: {given: {date: 2026-03-02}, when: [after: a while], then: [tier: gold]} | is no time like 7 days",
        "x: {given: {date: 2026-03-02}, when: [until: 2026-03-01], then: [tier: gold]} | the clock does not go back: it is 2026-03-02 00:00",
        "x: {given: {date: 2026-03-02}, when: [{type: purchase.made, order: O-1, amount: much}], then: [tier: gold]} | amount",
        "x: {given: {date: 2026-03-02}, when: [{order: O-1}], then: [tier: gold]} | 'type' must be filled",
        "x: [1] | \"key: value\" is expected here"})
    void aMistakeIsShownAtItsPlace(String yaml, String words) {
        List<String> said = problems(yaml);
        assertTrue(said.stream().anyMatch(s -> s.startsWith("scenarios/a.yaml:1:") && s.contains(words)), said::toString);
    }

    @Test
    void aFailingScenarioRefusesTheRuleSet() {
        Map<String, byte[]> files = new TreeMap<>(FILES.files());
        files.put("scenarios/a.yaml", "x: {given: {date: 2026-03-02, customer: {kind: consumer}}, then: [tier: platinum]}".getBytes(StandardCharsets.UTF_8));
        assertTrue(RuleSetReader.read(RuleSetFiles.of(files), Optional.of(COMPANY)).ruleSet().isPresent(), "the rules themselves are right");
        assertTrue(RuleSetReader.tried(RuleSetFiles.of(files), Optional.of(COMPANY)).ruleSet().isEmpty());
        assertEquals(Optional.of(RuleProblem.Severity.WARNING), RuleSetReader.tried(RuleSetFiles.of(files), Optional.empty()).problems().stream()
                .filter(p -> p.file().startsWith("scenarios/")).map(RuleProblem::severity).findFirst());
    }
}
