package dev.regard.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.sqlite.SqliteStore;
import dev.regard.engine.customer.Card;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Store;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.RunningEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Regard.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }

    private int run(Path data, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data.toString();
        return run(all);
    }

    @Test
    void everyCommandHasHelpWithAnExampleAndSaysItsVariables() {
        for (String command : List.of("run", "check", "backtest", "preview", "import", "export", "explain", "rules", "clock", "events")) {
            assertEquals(0, run(command, "--help"), command);
            assertTrue(out.toString().contains("regard " + command + " "), out.toString());
        }
        run("run", "--help");
        for (Setting setting : Setting.values()) {
            assertTrue(out.toString().contains(setting.option()) && out.toString().contains(setting.variable()), setting.key());
        }
        assertFalse(out.toString().contains("--kafka"));
    }

    @Test
    void helpIsThatOfTheCommandThatIsNamedOnEveryLevel() {
        assertEquals(0, run("rules", "propose", "--help"));
        String propose = out.toString();
        assertEquals(0, run("help", "rules", "propose"), err::toString);
        assertEquals(propose, out.toString());
        assertTrue(propose.startsWith("Usage: regard rules propose"), propose);
        assertEquals(0, run("help", "run"));
        assertTrue(out.toString().startsWith("Usage: regard run"), out.toString());
        assertEquals(0, run("help"));
        assertTrue(out.toString().startsWith("Usage: regard ["), out.toString());
        assertEquals(2, run("help", "rules", "propse"));
        assertTrue(err.toString().startsWith("there is no command 'propse' in regard help rules propse; known are export, propose"), err.toString());
    }

    @Test
    void aDraftIsTriedOnHistoryBesideTheRunningEngineAndTheSameTwiceGivesTheSameBytes() throws Exception {
        Path data = folder.resolve("data");
        Path csv = folder.resolve("purchases.csv");
        Files.writeString(csv, "customer,order,amount,time\nC-1,A,45000,2026-03-02T10:00:00+08:00\nC-2,B,60000,2026-03-03T10:00:00+08:00\n");
        assertEquals(0, run(data, "import", "--history", "--time-zone", "Asia/Shanghai", csv.toString()), err::toString);
        Path draft = folder.resolve("draft");
        assertEquals(0, run(data, "rules", "export", draft.toString()), err::toString);
        Files.delete(draft.resolve("tables/tiers.xlsx"));
        Files.writeString(draft.resolve("tables/tiers.csv"), "Tiers\nDecides.\nKey,Sales in 12 months,Tier is,Kept down to\nplatinum,>= 200000,platinum,90%\ngold,>= 40000,gold,90%\niron,>= 5000,iron,90%\nlead,-,lead,\n");
        String[] backtest = {"backtest", "--rules", draft.toString(), "--from", "2026-03-01", "--to", "2026-03-31", "--time-zone", "Asia/Shanghai"};

        try (RunningEngine engine = RunningEngine.start(Settings.embedded(data))) {
            assertEquals(0, run(data, backtest), err::toString);
        }
        assertTrue(out.toString().contains("iron -> gold") && out.toString().contains("2 events, 2 customers"), out::toString);
        String[] json = Arrays.copyOf(backtest, backtest.length + 2);
        json[backtest.length] = "--format";
        json[backtest.length + 1] = "json";
        assertEquals(0, run(data, json), err::toString);
        String first = out.toString();
        assertEquals(0, run(data, json), err::toString);
        assertEquals(first, out.toString());
        assertTrue(first.contains("\"tiers\":[{\"customer\":\"C-1\",\"published\":\"iron\",\"draft\":\"gold\""), first);
        String[] one = Arrays.copyOf(backtest, backtest.length + 2);
        one[backtest.length] = "--customer";
        one[backtest.length + 1] = "C-1";
        assertEquals(0, run(data, one), err::toString);
        assertTrue(out.toString().startsWith("tier at the end: published iron, draft gold"), out::toString);

        one[backtest.length + 1] = "NOPE";
        assertEquals(1, run(data, one));
        assertTrue(err.toString().contains("there is no customer NOPE in what was recorded until 2026-03-31"), err::toString);

        assertFalse(first.contains("no event"), first);
        String winter = "Winter\nWho is called.\nAdds to,revisits\nValid from,2026-11-01\nKey,After,Days after,Role,How,Template\nheating,purchase,3,winter-call,call,care-call\n";
        Files.writeString(draft.resolve("tables/winter.csv"), winter);
        Files.writeString(draft.resolve("tables/spring.csv"), winter.replace("2026-11-01", "2026-03-15").replace("winter-call", "spring-call"));
        assertEquals(0, run(data, backtest), err::toString);
        assertTrue(out.toString().contains("note: table winter of the draft counts from 2026-11-01 on: it decides nothing in the period"), out::toString);
        assertTrue(out.toString().contains("note: table spring of the draft counts from 2026-03-15 on, which is a part of the period"), out::toString);
        String[] quiet = backtest.clone();
        quiet[4] = "2026-05-01";
        quiet[6] = "2026-05-02";
        assertEquals(0, run(data, quiet), err::toString);
        assertTrue(out.toString().contains("note: no event was recorded from 2026-05-01 to 2026-05-02, but from 2026-03-02 to 2026-03-03"), out::toString);
        Files.delete(draft.resolve("tables/winter.csv"));
        Files.delete(draft.resolve("tables/spring.csv"));

        backtest[6] = "2026-02-28";
        assertEquals(2, run(data, backtest), err::toString);
        backtest[6] = "2026-03-31";
        Files.writeString(draft.resolve("tables/tiers.csv"), "Tiers\nDecides.\nKey,Sales in 12 months,Tier is\ngold,>= lots,gold\n");
        assertEquals(1, run(data, backtest));
        assertTrue(err.toString().contains("the draft has errors") && err.toString().contains("tiers.csv:4:B"), err::toString);
    }

    @Test
    void aDryRunShowsHowRowsAreUnderstoodAndAllThatIsWrongAndTakesNothing() throws Exception {
        Path data = folder.resolve("data");
        Path csv = folder.resolve("purchases.csv");
        Files.writeString(csv, "客户,订单,金额,时间\nC-1,A,45000,2026-03-02T10:00:00+08:00\nC-2,B,lots,2026-03-03\nC-3,C,7,sometime\n");
        assertEquals(1, run(data, "import", "--dry-run", csv.toString()), err::toString);
        assertTrue(out.toString().contains("2026-03-02T02:00:00Z  purchase.made  id:C-1  {\"order\":\"A\",\"amount\":45000"), out::toString);
        assertTrue(out.toString().contains("line 3, ") && out.toString().contains("'lots'") && out.toString().contains("line 4, "), out::toString);
        assertTrue(out.toString().contains("1 events would be taken, 2 rows refused"), out::toString);
        assertFalse(Files.exists(data));
    }

    @Test
    void aDryRunSaysWhatMayBeMeantOtherwise() throws Exception {
        Path csv = Files.write(folder.resolve("customers.csv"), "customer,name,emial,Geschäft\nC-1,Müller,m@customer.example,Süd\n".getBytes("windows-1252"));
        assertEquals(0, run("import", "--dry-run", csv.toString()), err::toString);
        assertEquals(List.of("  note: it is not UTF-8 and is read as windows-1252",
                "  note: the column 'emial' is not known, did you mean email? It is kept as a free field",
                "  note: the column 'Geschäft' is not known. It is kept as a free field"), out.toString().lines().filter(l -> l.contains("note: ")).toList());
        assertTrue(out.toString().contains("\"name\":\"Müller\""), out::toString);

        Path many = folder.resolve("purchases.csv");
        Files.writeString(many, "customer,order,amount,time\n" + "C-1,A,5,\nC-1,B,5,2026-03-01\n".repeat(30) + "C-2,B,5,2026-03-01\nC-1,B,7,2026-03-01\n");
        assertEquals(0, run("import", "--dry-run", many.toString()), err::toString);
        List<String> notes = out.toString().lines().filter(l -> l.contains("note: ")).toList();
        assertTrue(notes.get(0).startsWith("  note: line 2, time: is empty, so that the row counts as of today, 20"), notes::toString);
        assertEquals("  note: line 63, order: the same order stands in line 61 with 5 in place of 7; only one of the two will count", notes.get(20), notes::toString);
        assertEquals("  note: 10 more like these about the column 'time'", notes.get(21));
        assertEquals(22, notes.size());
    }

    @Test
    void whatAFileThatIsNotUtf8WasReadAsIsToldByTheImport() throws Exception {
        Path csv = Files.write(folder.resolve("customers.csv"), "customer,name\nC-1,Müller\n".getBytes("windows-1252"));
        assertEquals(0, run(folder.resolve("data"), "import", csv.toString()), err::toString);
        assertTrue(out.toString().startsWith("customers.csv: 1 accepted, 0 repeated, 0 rejected, read as windows-1252"), out::toString);
    }

    @Test
    void aFolderWithoutTemplatesHasNoPreview() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertEquals(1, run("preview", "--rules", empty.toString(), "--out", folder.resolve("look").toString()));
        assertEquals("there are no templates in " + empty.resolve("templates") + System.lineSeparator(), err.toString());
        assertFalse(Files.exists(folder.resolve("look")));
        assertEquals(1, run("preview", "birthday", "--rules", empty.toString(), "--out", folder.resolve("look").toString()));
        assertTrue(err.toString().startsWith("there are no templates in "), err::toString);
    }

    @Test
    void aSecretThatIsNotSetStopsTheEngineAndNotTheCommandsThatListenToNobody() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        RunningEngine.deciding(Settings.embedded(data)).close();
        Files.writeString(data.resolve("webhooks.yaml"), "crm:\n  secrets: [\"env:REGARD_TEST_NOT_SET\"]\n");

        assertEquals(0, run(data, "rules", "export", folder.resolve("rules").toString()), err::toString);
        String refused = assertThrows(RuntimeException.class, () -> RunningEngine.start(Settings.embedded(data))).getMessage();
        assertTrue(refused.contains("REGARD_TEST_NOT_SET"), refused);
    }

    @Test
    void aChangeIsProposedApprovedPublishedShownAndTakenBackWithoutAnEngine() throws Exception {
        Path data = folder.resolve("data");
        RunningEngine.deciding(Settings.embedded(data)).close();
        Files.writeString(data.resolve("publishing.yaml"), "approval: required\n");
        Path rules = folder.resolve("rules");
        assertEquals(0, run(data, "rules", "export", rules.toString()));
        Path stages = rules.resolve("tables/stages.csv");
        Files.writeString(stages, Files.readString(stages).replace("> 730", "> 700"));

        assertEquals(0, run(data, "rules", "diff", rules.toString()), err::toString);
        assertTrue(out.toString().matches("stages: row \\S+: [^:]+: > 730 -> > 700\\R"), out.toString());
        assertEquals(1, run(data, "rules", "publish", rules.toString(), "--reason", "a try"));
        assertTrue(err.toString().contains("A second person has to approve"), err.toString());
        assertEquals(0, run(data, "rules", "propose", rules.toString(), "--by", "chen", "--reason", "sooner", "--expect", "fewer lost"), err::toString);
        String version = out.toString().strip().replace("proposed ", "");
        String begin = version.substring(0, 6);
        assertEquals(1, run(data, "rules", "approve", version, "--by", "chen"));
        assertEquals(0, run(data, "rules", "approve", begin + "...", "--by", "wang"), err::toString);
        assertEquals("approved " + version, out.toString().strip());
        assertEquals(0, run(data, "rules", "diff", begin), err::toString);
        assertTrue(out.toString().matches("stages: row \\S+: [^:]+: > 730 -> > 700\\R"), out.toString());
        assertEquals(1, run(data, "rules", "outcome"));
        assertEquals(0, run(data, "rules", "publish", begin, "--share", "10", "--at", "2999-01-01T00:00:00Z"), err::toString);
        assertEquals(version + " decides for 10 % of the customers from 2999-01-01T00:00:00Z on", out.toString().strip());
        assertEquals(0, run(data, "rules", "list"));
        assertTrue(out.toString().contains("the first start; the first rule set here; nobody approved it"), out.toString());
        assertTrue(out.toString().contains("proposed, published at 2999-01-01T00:00:00Z for 10 % of the customers by chen"), out.toString());
        assertEquals(0, run(data, "rules", "publish", begin + "\u2026", "--share", "20"), err::toString);
        assertEquals(version + " decides for 20 % of the customers", out.toString().strip());
        assertEquals(0, run(data, "rules", "outcome"), err::toString);
        assertTrue(out.toString().startsWith(version + " decides for 20 % of the customers since "), out.toString());
        assertEquals(0, run(data, "rules", "list"));
        assertTrue(out.toString().contains("proposed, decides for 20 % of the customers, published at 2999-01-01T00:00:00Z for 10 % of the customers by chen"), out.toString());
        assertEquals(0, run(data, "rules", "rollback", "--reason", "too early"), err::toString);
        assertEquals(0, run(data, "rules", "list"));
        assertTrue(out.toString().lines().anyMatch(l -> l.endsWith(": sooner (expected: fewer lost); not published: taken back from its share: too early")), out.toString());
        assertEquals(1, run(data, "rules", "publish", begin, "--over", begin));
        assertTrue(err.toString().contains("It was to take the place of " + begin), err.toString());
        assertEquals(2, run(data, "rules", "publish", rules.toString(), "--reason", "a try", "--over", begin));
        assertEquals(0, run(data, "rules", "publish", begin), err::toString);
        assertEquals("published " + version, out.toString().strip());
        assertEquals(0, run(data, "rules", "list"));
        assertTrue(out.toString().lines().anyMatch(l -> l.startsWith(version) && l.endsWith("published by chen, approved by wang: sooner (expected: fewer lost)")), out.toString());
        assertEquals(1, run(data, "rules", "rollback", "--reason", "too soon", "--of", "0".repeat(32)));
        assertTrue(err.toString().contains("It was to take back " + "0".repeat(32) + "; by now " + version + " would be taken back."), err.toString());
        assertEquals(0, run(data, "rules", "rollback", "--reason", "too soon", "--of", begin), err::toString);
        assertTrue(out.toString().strip().matches("published [0-9a-f]{32} in place of " + version), out.toString());
        assertEquals(0, run(data, "rules", "history"));
        assertTrue(out.toString().lines().anyMatch(l -> l.endsWith("rolled-back by " + System.getProperty("user.name") + ": too soon")), out.toString());
        assertEquals(2, run(data, "rules", "publish", rules.toString()));
        assertEquals(2, run(data, "rules", "publish", version, "--override", "it has to be"));
        assertEquals(1, run(data, "rules", "rollback", "--reason", "too soon", "--of", begin));
        assertTrue(err.toString().contains(version + " was already taken back"), err.toString());
        assertEquals(0, run(data, "rules", "rollback", begin, "--reason", "not too soon"), err::toString);
        assertEquals(1, run(data, "rules", "diff", begin.substring(0, 3)), "too short to be meant");
        assertTrue(err.toString().contains("is too short for the beginning of a version: at least four characters"), err.toString());
        assertEquals(2, run(data, "rules"));
    }

    @Test
    void aFolderTakesNothingBackUnawaresThatCameInForceSinceItWasExported() throws Exception {
        Path data = folder.resolve("data");
        RunningEngine.deciding(Settings.embedded(data)).close();
        Path chens = exported(data, "chens");
        Path wangs = exported(data, "wangs");
        replace(chens.resolve("tables/stages.csv"), "> 730", "> 700");
        assertEquals(0, run(data, "rules", "publish", chens.toString(), "--reason", "sooner"), err::toString);
        String chensVersion = out.toString().strip().replace("published ", "");

        replace(wangs.resolve("tables/stages.csv"), "> 365", "> 360");
        assertEquals(1, run(data, "rules", "publish", wangs.toString(), "--reason", "later"));
        assertTrue(err.toString().contains("since then " + chensVersion + " came in force: it would take back what changed with that"), err.toString());
        assertEquals(0, run(data, "rules", "propose", wangs.toString(), "--by", "wang", "--reason", "later"), err::toString);
        assertTrue(err.toString().contains("since then " + chensVersion + " came in force"), err.toString());
        String wangsVersion = out.toString().strip().replace("proposed ", "");
        assertEquals(1, run(data, "rules", "publish", wangsVersion));
        assertEquals(0, run(data, "rules", "publish", wangsVersion, "--over", chensVersion), err::toString);

        replace(wangs.resolve("tables/stages.csv"), "> 360", "> 350");
        assertEquals(0, run(data, "rules", "publish", wangs.toString(), "--reason", "his folder knows what was made of it"), err::toString);
        replace(chens.resolve("tables/stages.csv"), "> 700", "> 710");
        assertEquals(1, run(data, "rules", "publish", chens.toString(), "--reason", "even later"));
        Files.delete(chens.resolve(".versions"));
        assertEquals(0, run(data, "rules", "publish", chens.toString(), "--reason", "on purpose"), err::toString);
    }

    private Path exported(Path data, String name) {
        Path rules = folder.resolve(name);
        assertEquals(0, run(data, "rules", "export", rules.toString()), err::toString);
        return rules;
    }

    private static void replace(Path file, String one, String other) throws Exception {
        String text = Files.readString(file);
        assertTrue(text.contains(one), text);
        Files.writeString(file, text.replace(one, other));
    }

    @Test
    void wrongUseEndsWithTwo() {
        assertEquals(2, run("run", "--bogus"));
        assertEquals(2, run("run", "--kafka", "localhost:9092"));
        assertEquals(2, run("import"));
        assertEquals(2, run("check"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http 0.0.0.0:0", "--http nowhere.invalid:0", "--http 8080", "--time-zone Asia/Shangai", "--clock noon", "--smtp mail.example.com",
        "--smtp smtp://user@host", "--rules nothing-there", "--log-format xml", "--public-url care.example.com", "--mail-rate fast", "--warm-up soon", "--bounce-address nobody", "--mongodb localhost", "--mongodb mongodb://127.0.0.1:1/?w=1 --yes-virtual-time",
        "--mongodb mongodb://127.0.0.1:1 --clock 2026-01-01T00:00:00Z"})
    void aSettingThatCannotBeFollowedEndsWithTwoBeforeAnythingIsWritten(String wrong) {
        Path data = folder.resolve("data");
        for (String command : new String[] {"run", "demo"}) {
            String[] arguments = (command + " " + wrong).split(" ");
            assertEquals(2, run(data, arguments), () -> out + " " + err);
            assertTrue(err.toString().contains(arguments[1]), err.toString());
            assertFalse(Files.exists(data), command + " " + wrong);
        }
    }

    @Test
    void aRuleSetWithAnErrorEndsWithOneAndIsNotPublished() throws Exception {
        RunningEngine.deciding(Settings.embedded(folder.resolve("data"))).close();
        assertEquals(0, run(folder.resolve("data"), "rules", "export", folder.resolve("rules").toString()));
        assertEquals(0, run("check", folder.resolve("rules").toString()), out.toString());
        Files.writeString(folder.resolve("rules/tables/winter.csv"), "Winter\nWho is called.\nAdds to: revisits\nValid until: 2020-12-31\nKey,After,Days after,Role,How,Template\nheating,purchase,3,winter-call,call,care-call\n");
        assertEquals(0, run("check", folder.resolve("rules").toString()), out.toString());
        assertTrue(out.toString().contains("tables/winter.csv:4:A: warning: this day is over: the table decides nothing any more"), out.toString());
        Files.delete(folder.resolve("rules/tables/winter.csv"));
        Files.writeString(folder.resolve("rules/tables/tiers.xlsx"), "not a workbook");

        assertEquals(1, run("check", folder.resolve("rules").toString()));
        assertTrue(out.toString().startsWith("tables/tiers.xlsx"), out.toString());
        assertEquals(1, run(folder.resolve("data"), "rules", "publish", folder.resolve("rules").toString(), "--reason", "a try"));
    }

    @Test
    void anExportedRuleSetIsCheckedWithTheScenariosAndTheCompanyOfTheDataFolder() throws Exception {
        Path data = folder.resolve("data");
        Path rules = folder.resolve("rules");
        RunningEngine.deciding(Settings.embedded(data)).close();
        assertEquals(0, run(data, "rules", "export", rules.toString()), err::toString);
        assertEquals(0, run(data, "check", rules.toString()), out::toString);
        assertEquals("", out.toString());
        Path stages = rules.resolve("tables/stages.csv");
        Files.writeString(stages, Files.readString(stages).replace("> 730", "> 10"));
        assertEquals(1, run(data, "check", rules.toString()));
        assertTrue(out.toString().lines().anyMatch(l -> l.startsWith("scenarios/") && l.contains(": error: ")), out.toString());
        assertEquals(0, run(folder.resolve("none"), "check", rules.toString()));
        assertTrue(out.toString().contains("without organisation.yaml beside the rules no scenario is run"), out.toString());
    }

    @Test
    void whileAnEngineRunsRulesAreExportedAndPublishedThroughIt() throws Exception {
        Path data = folder.resolve("data");
        Path rules = folder.resolve("rules");
        try (RunningEngine engine = RunningEngine.start(Settings.embedded(data).at(Instant.parse("2026-03-02T00:00:00Z")))) {
            assertEquals(0, run(data, "rules", "export", rules.toString()), err.toString());
            Path stages = rules.resolve("tables/stages.csv");
            String text = Files.readString(stages);
            Files.writeString(stages, text.replace("> 730", "about 700"));
            assertEquals(1, run(data, "rules", "publish", rules.toString(), "--reason", "a try"));
            assertTrue(err.toString().startsWith("tables/stages.csv:5:D: error: "), err.toString());
            String former = engine.engine().rules().version();

            Files.writeString(stages, text.replace("> 730", "> 700"));
            assertEquals(0, run(data, "rules", "publish", rules.toString(), "--reason", "former after 700 days"), err.toString());
            String version = engine.engine().rules().version();
            assertEquals("published " + version + System.lineSeparator(), out.toString());
            assertNotEquals(former, version);
            engine.intake().accept(List.of(new Event("test", "1", "purchase.made", engine.engine().now(), CustomerKey.id("C-1").orElseThrow(),
                    Data.of("order", "O-1", "amount", 60_000))));
            engine.engine().advanceTo(engine.engine().now());
            Set<String> versions = engine.store().records().decisions(new DecisionFilter("C-1", null, null, null), new Paging(100, null)).items().stream()
                    .map(Decision::ruleSet).collect(Collectors.toSet());
            assertEquals(Set.of(version), versions);
        }
        assertEquals(0, run(data, "rules", "export", folder.resolve("again").toString()), err.toString());
        assertEquals(Files.readString(rules.resolve("tables/stages.csv")), Files.readString(folder.resolve("again/tables/stages.csv")));
    }

    @Test
    void aDataFolderThatNoEngineHasWorkedOnIsNotMade() throws Exception {
        Path data = folder.resolve("misspelt");
        Path rules = Files.createDirectory(folder.resolve("rules"));
        for (String[] command : new String[][] {{"export", "--out", folder.resolve("out").toString()}, {"explain", "C-1"}, {"events"},
            {"rules", "export", folder.resolve("exported").toString()}, {"rules", "publish", rules.toString(), "--reason", "a try"}}) {
            assertEquals(2, run(data, command), command[0]);
            assertTrue(err.toString().contains(data.toString()), err.toString());
        }
        try (Stream<Path> made = Files.list(folder)) {
            assertEquals(List.of(rules), made.toList());
        }
        RunningEngine.deciding(Settings.embedded(data)).close();
        assertEquals(0, run(data, "export", "--out", folder.resolve("out").toString()), err.toString());
    }

    @Test
    void importedFilesAreDecidedExplainedAndExported() throws Exception {
        Path file = Files.writeString(folder.resolve("purchases-2026.csv"),
                "customer,order,time,amount\nC-1,O-1,2026-03-01T10:00:00+08:00,60000\nC-1,O-2,2026-03-01T10:00:00+08:00,much\n");
        Path data = folder.resolve("data");

        assertEquals(1, run(data, "import", file.toString(), "--clock", "2026-03-02T00:00:00Z"), "a row was rejected");
        assertTrue(out.toString().endsWith("1 accepted, 0 repeated, 1 rejected" + System.lineSeparator()), out.toString());
        assertEquals(0, run(data, "explain", "C-1", "--language", "en"));
        assertTrue(out.toString().contains("gold, because sales in 12 months were 60,000 (table tiers"), out.toString());
        assertEquals(0, run(data, "export", "--out", folder.resolve("out").toString(), "--customer", "C-1"));
        assertEquals(1, Files.readAllLines(folder.resolve("out/customers.ndjson")).size());
        assertEquals(1, run(data, "explain", "C-404"));
        assertEquals(0, run(data, "explain", "C-1", "--language", "en", "--why-not", "tiers"), err::toString);
        assertTrue(out.toString().contains("  platinum (line 4): no: Sales in 12 months is 60000, asked for is >= 200000"), out.toString());
        assertTrue(out.toString().contains(", tier gold" + System.lineSeparator() + "  platinum"), out.toString());
        assertEquals(0, run(data, "explain", "C-1", "--language", "en", "--why-not", "tiers", "--at", "2026-03-02T08:00:00+08:00"), err::toString);
        assertTrue(out.toString().contains(" at 2026-03-02 08:00, tier gold") && out.toString().contains("  what was known is made of the events"), out.toString());
        assertEquals(0, run(data, "explain", "C-1", "--language", "en", "--why-not", "revisits", "--given", "after=purchase,category=wood-floor"), err::toString);
        assertTrue(out.toString().lines().anyMatch(l -> l.endsWith("): answers")) && out.toString().contains("      had one 2026-03-08 "), out.toString());
        assertEquals(0, run(data, "explain", "C-1", "--language", "en", "--why-not", "occasions", "--given", "occasion=birthday"), err::toString);
        assertTrue(out.toString().contains("      the date is not known: the card has no birthday") && !out.toString().contains("not at this hour"), out.toString());
        assertEquals(0, run(data, "explain", "C-1", "--language", "zh", "--why-not", "occasions", "--given", "occasion=birthday"), err::toString);
        assertTrue(out.toString().contains("      日期未知：客户卡没有字段 birthday"), out.toString());
        assertEquals(0, run(data, "explain", "C-1", "--language", "en", "--why-not-touch", "birthday/gift"), err::toString);
        assertTrue(out.toString().contains("occasions" + System.lineSeparator() + "  birthday-gift (line 5): no: Tier is gold, asked for is platinum"), out.toString());
        Path rules = folder.resolve("scenario-rules");
        assertEquals(0, run(data, "rules", "export", rules.toString()), err::toString);
        Files.copy(data.resolve("organisation.yaml"), rules.resolve("organisation.yaml"));
        assertEquals(0, run(data, "explain", "C-1", "--scenario"), err::toString);
        Files.writeString(rules.resolve("scenarios/mine.yaml"), out.toString());
        assertTrue(out.toString().contains("    - tier: gold\n") && !out.toString().contains("C-1"), out.toString());
        assertEquals(0, run("check", rules.toString()), out.toString());
        assertEquals(0, run(data, "explain", "C-1", "--language", "en", "--why-not", "tiers"), err::toString);
        assertTrue(out.toString().contains("  gold (line 5): answers") && out.toString().contains("  lead (line 7): holds, below one that answers"), out.toString());
    }

    @Test
    void theCheckKnowsTheDayOfTheCompany() throws Exception {
        Path data = folder.resolve("data");
        RunningEngine.deciding(Settings.embedded(data)).close();
        Path rules = folder.resolve("rules");
        assertEquals(0, run(data, "rules", "export", rules.toString()));
        Files.writeString(rules.resolve("tables/winter.csv"), "Winter\nWho is called.\nAdds to,revisits\nValid until,2026-02-28\nKey,After,Days after,Role,How,Purpose,Template\n"
                + "heating,purchase,3,winter-call,call,care,care-call\n");
        String late = "2026-02-28T20:00:00Z";
        assertEquals(0, run(data, "check", rules.toString(), "--clock", late, "--time-zone", "UTC"), err::toString);
        assertFalse(out.toString().contains("tables/winter.csv"), out.toString());
        assertEquals(0, run(data, "check", rules.toString(), "--clock", late), err::toString);
        assertTrue(out.toString().contains("tables/winter.csv"), "in Shanghai it is March: " + out);
    }

    @Test
    void theCheckRunsTheScenariosAndSaysWhichRowsTheyReach() throws Exception {
        RunningEngine.deciding(Settings.embedded(folder.resolve("data"))).close();
        Path rules = folder.resolve("rules");
        assertEquals(0, run(folder.resolve("data"), "rules", "export", rules.toString()));
        Files.copy(folder.resolve("data/organisation.yaml"), rules.resolve("organisation.yaml"));
        assertEquals(0, run("check", rules.toString(), "--coverage"), out.toString());
        assertTrue(out.toString().matches("(?s)\\d+ scenarios; \\d+ of \\d+ rows decide something in them\\R.*no scenario: abc/class-b\\R.*"), out.toString());
        Files.writeString(rules.resolve("scenarios/mine.yaml"), "x: {given: {date: 2026-03-02, customer: {kind: consumer}}, then: [tier: platinum]}");
        assertEquals(1, run("check", rules.toString()));
        assertTrue(out.toString().startsWith("scenarios/mine.yaml:1:"), out.toString());
        assertEquals(1, run(folder.resolve("data"), "rules", "publish", rules.toString(), "--reason", "a try"));
        assertTrue(err.toString().contains("no card is tier platinum; the nearest has tier lead"), err.toString());
    }

    @Test
    void theClockIsThatOfTheEngineThatRunsOnTheFolder() {
        Path data = folder.resolve("data");
        assertEquals(1, run(data, "clock"));
        assertTrue(err.toString().startsWith("no engine runs on " + data), err.toString());

        try (RunningEngine engine = RunningEngine.start(Settings.embedded(data))) {
            assertEquals(0, run(data, "clock", "--release"), err.toString());
            List<String> said = out.toString().lines().toList();
            assertEquals("there was nothing to release", said.get(0));
            assertFalse(Instant.parse(said.get(1)).isAfter(engine.engine().now()), said.get(1));
        }
    }

    @Test
    void anEventThatWasSetAsideIsListedShownAndTakenAgain() throws Exception {
        Path data = folder.resolve("data");
        RunningEngine.deciding(Settings.embedded(data)).close();
        Event purchase = new Event("shop", "1", "purchase.made", Instant.parse("2026-03-02T02:00:00Z"), CustomerKey.stated("C-1").orElseThrow(), Data.of("order", "O-1", "amount", "60000"));
        try (Store store = SqliteStore.open(data)) {
            store.journal().append(List.of(purchase), purchase.time());
            Card blank = Card.blank("C-1", purchase.time());
            Card card = new Card("C-1", 1, blank.madeAt(), blank.keys(), blank.profile(), blank.standing(), blank.dealings(), blank.contacts(), List.of(), List.of(), List.of(), List.of(), Map.of(), null,
                    Map.of(), List.of(), null);
            store.cards().commit(List.of(new Change(card, 0, List.of(), Map.of(), List.of(new Decision("d-1", purchase.time(), "C-1", "set-aside",
                    Map.of("problem", "a table could not answer"), "v1", List.of(Reason.engine("failure", "problem", "a table could not answer")), purchase.key())), List.of(), List.of(), List.of(),
                    store.journal().pending(1), true)));
        }

        assertEquals(0, run(data, "events"), err.toString());
        assertTrue(out.toString().matches("2026-03-02 \\d\\d:00  " + purchase.key() + "  purchase.made shop/1 of C-1\\R    a table could not answer\\R"), out.toString());
        assertEquals(0, run(data, "events", purchase.key()), err.toString());
        assertTrue(out.toString().contains("\"order\" : \"O-1\""), out.toString());
        assertEquals(2, run(data, "events", "--again"));
        assertEquals(1, run(data, "events", "--again", "0000"));
        assertTrue(err.toString().contains("no event was set aside under 0000"), err.toString());

        assertEquals(0, run(data, "events", "--again-all"), err.toString());
        assertEquals("1 taken again" + System.lineSeparator(), out.toString());
        assertEquals(0, run(data, "events", "--again", purchase.key()), err.toString());
        assertEquals("0 taken again, 1 were already" + System.lineSeparator(), out.toString());
        assertEquals(0, run(data, "import", Files.writeString(folder.resolve("surveys.csv"), "customer,survey,score\n").toString()), "which waits until all is decided: " + err);
        assertEquals(0, run(data, "explain", "C-1", "--language", "en"), err.toString());
        assertTrue(out.toString().contains("gold"), out.toString());
    }

    @Test
    void historyMakesNoTouches() throws Exception {
        Path file = Files.writeString(folder.resolve("purchases-2026.csv"), "customer,order,time,amount\nC-1,O-1,2026-03-01T10:00:00+08:00,60000\n");
        Path data = folder.resolve("data");

        assertEquals(0, run(data, "import", "--history", file.toString(), "--clock", "2026-03-02T00:00:00Z"), err.toString());
        assertEquals(0, run(data, "export", "--out", folder.resolve("out").toString()));
        assertEquals(List.of(), Files.readAllLines(folder.resolve("out/touches.ndjson")).stream().filter(t -> t.contains("order/O-1")).toList());
        assertEquals(1, Files.readAllLines(folder.resolve("out/customers.ndjson")).size());
    }
}
