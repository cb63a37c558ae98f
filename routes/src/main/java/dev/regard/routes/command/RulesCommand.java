package dev.regard.routes.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.run.Groups;
import dev.regard.engine.run.Publishing.Publication;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.RulesDesk;
import dev.regard.rules.RuleSetDifference;
import dev.regard.rules.RuleSetFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules}: the published rule set as files, and back. */
@Command(name = "rules", mixinStandardHelpOptions = true, subcommands = {RulesCommand.Export.class, RulesCommand.Propose.class, RulesCommand.Approve.class,
        RulesCommand.Publish.class, RulesCommand.Outcome.class, RulesCommand.Versions.class, RulesCommand.Difference.class, RulesCommand.RollBack.class},
        description = "The published rule set as files, and back; changes that a second person approves; what was published before.",
        footer = {"", "The way of a change: export, edit in a spreadsheet program, check, backtest, and publish; or propose, have it approved, and publish.",
                "A version may be given by its beginning.", "", "Examples:",
                "  regard rules export my-rules",
                "  regard check my-rules",
                "  regard rules publish my-rules --reason 'gold from 80 000'",
                "  regard rules propose my-rules --by chen --reason 'gold from 80 000' --expect 'fewer calls, as many orders'",
                "  regard rules approve 1f0c... --by wang",
                "  regard rules publish 1f0c... --share 10",
                "  regard rules publish 1f0c... --at 2026-12-01",
                "  regard rules rollback --reason 'too few calls'"})
public final class RulesCommand implements Callable<Integer> {
    private static final Set<Setting> SETTINGS = EnumSet.of(Setting.DATA, Setting.MONGODB, Setting.TIME_ZONE, Setting.CLOCK, Setting.YES_VIRTUAL_TIME,
            Setting.TOKEN);

    /** Or its beginning. */
    private static final String VERSION = "[0-9a-f]{4,32}(\\.{2,3}|\u2026)?";
    private static final byte[] NOTHING = {};

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say export, propose, approve, publish, outcome, list, diff or rollback");
    }

    /** {@code rules export}. */
    @Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false, description = "Writes the published rule set into an empty folder.",
            footer = {"", "The folder notes in .versions which version it was made from, so that what is changed in it takes nothing back that comes in force meanwhile:",
                    "rules publish refuses it then, and rules propose warns."})
    static final class Export implements Callable<Integer>, EngineOptions.Taker {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "An empty folder, or one that is made.")
        private Path folder;

        @Override
        public Set<Setting> settings() {
            return SETTINGS;
        }

        @Override
        public Integer call() throws IOException {
            Settings settings = Engines.known(EngineOptions.settings(spec));
            Files.createDirectories(folder);
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    spec.commandLine().getErr().println(folder + " is not empty");
                    return ExitCode.USAGE;
                }
            }
            Logging.quiet();
            RuleSetFiles published = Engines.running(settings).map(engine -> RuleSetFiles.inArchive(engine.rules()))
                    .orElseGet(() -> RulesDesk.published(settings));
            for (Map.Entry<String, byte[]> file : published.files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            RuleSetFiles.note(folder, published.version());
            return ExitCode.OK;
        }
    }

    /** A step of a change, done by the engine that runs, or by one that does nothing else. */
    abstract static class Step implements Callable<Integer>, EngineOptions.Taker {
        @Spec
        private CommandSpec spec;

        @Override
        public final Set<Setting> settings() {
            return SETTINGS;
        }

        @Override
        public final Integer call() {
            Settings settings = Engines.known(EngineOptions.settings(spec));
            Logging.quiet();
            Engines.ask(settings, this::with);
            return ExitCode.OK;
        }

        abstract void with(EngineClient engine);

        /** A folder goes on from what was made of it. */
        final void note(Path folder, String version) {
            try {
                RuleSetFiles.note(folder, version);
            } catch (IOException e) {
                spec.commandLine().getErr().println("it could not be noted in " + folder + " that it was made " + version + ": " + e.getMessage());
            }
        }

        final void print(String line) {
            spec.commandLine().getOut().println(line);
        }

        final void warn(JsonNode problems) {
            warn(problems, "");
        }

        /** @param path of the problems that are told; empty for all */
        final void warn(JsonNode problems, String path) {
            problems.forEach(p -> {
                if (path.isEmpty() || p.path("path").asText().equals(path)) {
                    spec.commandLine().getErr().println(p.path("path").asText() + ": " + p.path("reason").asText());
                }
            });
        }
    }

    private static Map<String, String> given(String... namesAndValues) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                given.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return given;
    }

    /** {@code rules publish}. */
    @Command(name = "publish", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Checks a rule set, runs its scenarios and publishes it; an error refuses it.",
            footer = {"", "Where an engine runs on the data folder, the next event is decided by it and all customers are planned anew in the background;",
                    "else the next start does both. DATA/publishing.yaml may ask for an approval and for budgets that a back-test must not exceed; a back-test of nothing is",
                    "not passed. With --at both are asked for at the moment too, and what is in force must be the same as now: else it is held, and rules list says why.",
                    "A proposed one takes the place of what was in force when it was proposed: where another version came in force since, --over names that one, or somebody approves it",
                    "once more. While a back-test of it runs nobody else waits, and a rollback that comes in between stops it."})
    static final class Publish extends Step {
        @Parameters(paramLabel = "DIR|VERSION", description = "The rule set, or the version of a proposed one.")
        private String what;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept beside the version. A proposed one has a reason already.")
        private String reason;

        @Option(names = "--at", paramLabel = "INSTANT", description = "When, such as 2026-12-01 or 2026-12-01T03:00:00+08:00; with --share for that share. Only a proposed one. Default: at once.")
        private String at;

        @Option(names = "--share", paramLabel = "PERCENT", description = "Only for this share of the customers, always the same ones; the others stay with the published rules. Only a proposed one.")
        private String share;

        @Option(names = "--over", paramLabel = "VERSION", description = "The version in force, where it is replaced on purpose by one that was proposed in place of another. Only a proposed one.")
        private String over;

        @Option(names = "--override", paramLabel = "TEXT", description = "Why it may be published although it exceeds the budgets; kept in the history. Only a proposed one.")
        private String override;

        @Option(names = "--by", paramLabel = "NAME", description = "With --override: who says so.")
        private String person;

        @Spec
        private CommandSpec own;

        @Override
        void with(EngineClient engine) {
            if (override != null && person == null) {
                throw new CommandLine.ParameterException(own.commandLine(), "Missing required option: '--by=NAME': who overrides the budgets");
            }
            if (what.matches(VERSION) && !Files.exists(Path.of(what))) {
                JsonNode published = engine.changeRules("drafts/" + what + "/publish", given("at", at, "share", share, "over", over, "override", override, "by", person), NOTHING);
                String version = published.path("version").asText();
                warn(published.path("warnings"), "base");
                boolean waits = share == null ? !version.startsWith(what.replaceAll("[.\u2026]+$", "")) : at != null && published.hasNonNull("publishAt");
                print(share != null ? version + " decides for " + share + " % of the customers" + (waits ? " from " + at + " on" : "")
                        : waits ? what + " is published at " + at : "published " + version);
                return;
            }
            if (reason == null || at != null || share != null || over != null || override != null) {
                throw new CommandLine.ParameterException(own.commandLine(), reason == null ? "Missing required option: '--reason=TEXT'"
                        : "--at, --share, --over and --override are for a proposed rule set: propose it first");
            }
            Path folder = Path.of(what);
            Publication published = engine.publish(RuleSetFiles.in(folder).archiveWithOrigins(), reason);
            note(folder, published.version());
            published.warnings().forEach(own.commandLine().getErr()::println);
            print("published " + published.version());
        }
    }

    /** {@code rules propose}. */
    @Command(name = "propose", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Checks a rule set, runs its scenarios and keeps it for approval; prints its version.")
    static final class Propose extends Step {
        @Parameters(paramLabel = "DIR", description = "The rule set.")
        private Path folder;

        @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who proposes it.")
        private String person;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
        private String reason;

        @Option(names = "--expect", paramLabel = "TEXT", description = "What it is to improve.")
        private String expected;

        @Override
        void with(EngineClient engine) {
            JsonNode proposed = engine.changeRules("drafts", given("by", person, "reason", reason, "expect", expected), RuleSetFiles.in(folder).archiveWithOrigins());
            note(folder, proposed.path("version").asText());
            warn(proposed.path("warnings"));
            print("proposed " + proposed.path("version").asText());
        }
    }

    /** {@code rules approve}. */
    @Command(name = "approve", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Approves exactly the content of a version, as somebody else than the one who proposed it.",
            footer = {"", "The name is taken as it is typed: this is a rule among people who have the token, and no access control. Two names count as one person where they differ in",
                    "blanks, case or width alone, or are id, name or address of the same one in organisation.yaml; a name that is not in it is warned of."})
    static final class Approve extends Step {
        @Parameters(paramLabel = "VERSION", description = "As rules propose printed it, or its beginning.")
        private String version;

        @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who approves.")
        private String person;

        @Override
        void with(EngineClient engine) {
            JsonNode approved = engine.changeRules("drafts/" + version + "/approve", given("by", person), NOTHING);
            warn(approved.path("warnings"), "by");
            print("approved " + approved.path("version").asText());
        }
    }

    /** {@code rules list}. */
    @Command(name = "list", aliases = "history", mixinStandardHelpOptions = true, sortOptions = false,
            description = "What was published, staged, held and taken back, when, by whom and why; and what is proposed.")
    static final class Versions extends Step {
        @Override
        void with(EngineClient engine) {
            engine.rules("versions", Map.of()).path("items").forEach(r -> print(line(r, state(r.path("how").asText(), r.path("share").asInt()))));
            engine.rules("drafts", Map.of()).path("items").forEach(p -> print(line(p, "proposed" + (p.path("share").asInt() > 0 ? ", decides for " + p.path("share").asText() + " % of the customers" : "") + (p.hasNonNull("publishAt") ? planned(p) : ""))
                    + (p.path("trouble").asText("").isEmpty() ? "" : "; not published: " + p.path("trouble").asText())));
        }

        private static String planned(JsonNode proposal) {
            int share = proposal.path("shareAt").asInt();
            return ", published at " + proposal.path("publishAt").asText() + (share == 0 ? "" : " for " + share + " % of the customers");
        }

        private static String state(String how, int share) {
            return how + (share == 0 ? "" : " for " + share + " % of the customers");
        }

        private static String line(JsonNode item, String state) {
            StringBuilder approvals = new StringBuilder();
            item.path("approvals").forEach(a -> approvals.append(approvals.isEmpty() ? ", approved by " : ", ").append(a.path("by").asText()));
            String person = item.path("by").asText("");
            String expected = item.path("expected").asText("");
            JsonNode override = item.path("override");
            List<String> warnings = new ArrayList<>();
            item.path("warnings").forEach(w -> {
                if (Set.of("base", "trial").contains(w.path("path").asText())) {
                    warnings.add("; " + w.path("reason").asText());
                }
            });
            return item.path("version").asText() + "  " + item.path("at").asText() + "  " + state + (person.isEmpty() ? "" : " by " + person) + approvals + ": "
                    + item.path("reason").asText() + (expected.isEmpty() ? "" : " (expected: " + expected + ")")
                    + (override.isObject() ? "; the budgets were overridden by " + override.path("by").asText() + ": " + override.path("reason").asText() + exceeded(override) : "")
                    + (item.path("note").asText("").isEmpty() ? "" : "; " + item.path("note").asText()) + String.join("", warnings);
        }

        private static String exceeded(JsonNode override) {
            List<String> words = new ArrayList<>();
            override.path("exceeded").forEach(e -> words.add(e.asText()));
            return words.isEmpty() ? ", though nothing exceeded them" : " (" + String.join("; ", words) + ")";
        }
    }

    /** {@code rules diff}. */
    @Command(name = "diff", mixinStandardHelpOptions = true, sortOptions = false, description = "What is different in two rule sets: rows, cells, texts.",
            footer = {"", "Examples:", "  regard rules diff my-rules", "  regard rules diff 6dded98b237b413e1d3ed5052a787991 published"})
    static final class Difference extends Step {
        @Parameters(index = "0", paramLabel = "DIR|VERSION", description = "A folder, a version, or the word published.")
        private String one;

        @Parameters(index = "1", arity = "0..1", paramLabel = "DIR|VERSION", description = "The later one. Where it is left out, the first one is held against the published.")
        private String other;

        @Override
        void with(EngineClient engine) {
            RuleSetFiles from = files(engine, other == null ? "published" : one);
            List<String> lines = RuleSetDifference.of(from, files(engine, other == null ? one : other));
            lines.forEach(this::print);
            if (lines.isEmpty()) {
                print("no difference");
            }
        }

        private static RuleSetFiles files(EngineClient engine, String name) {
            return Files.isDirectory(Path.of(name)) ? RuleSetFiles.in(Path.of(name)) : RuleSetFiles.inArchive(name.equals("published") ? engine.rules() : engine.rules(name));
        }
    }

    /** {@code rules outcome}. */
    @Command(name = "outcome", mixinStandardHelpOptions = true, sortOptions = false,
            description = "What the customers with a staged rule set did since, beside all others; or what customers did after a row had them contacted, beside its control group.",
            footer = {"", "A column 'Control group' of a row leaves that share of its customers out, always the same ones. The 30 days after the first contact count, and",
                    "only what was decided by rules in which the row has the same control group as now. Whoever was to be contacted counts, whatever came in between.",
                    "A difference is shown where chance alone would leave a larger one less than 5 times in 100, and both groups have at least " + Groups.FEWEST + " customers.", "",
                    "Examples:", "  regard rules outcome", "  regard rules outcome --row occasions/birthday-message --from 2026-01-01"})
    static final class Outcome extends Step {
        @Option(names = "--row", paramLabel = "TABLE/ROW", description = "A row whose contacts are looked at.")
        private String row;

        @Option(names = "--from", paramLabel = "DATE", description = "With --row: the first day of the decisions that count. Default: all.")
        private String from;

        @Override
        void with(EngineClient engine) {
            JsonNode outcome = engine.rules("outcome", given("row", row, "from", from));
            if (row == null) {
                print("%s decides for %d %% of the customers since %s: %,d customers, beside %,d others".formatted(outcome.path("draft").asText(), outcome.path("share").asInt(),
                        outcome.path("since").asText(), outcome.path("customers").asLong(), outcome.path("control").asLong()));
            } else {
                print("%s: %,d customers were to be contacted, %,d left out; of %,d more the 30 days are not over".formatted(row, outcome.path("customers").asLong(), outcome.path("control").asLong(),
                        outcome.path("open").asLong()));
            }
            String treated = row == null ? "draft" : "contacted";
            print("  %-12s %12s %12s %12s %12s".formatted("per customer", treated, row == null ? "others" : "left out", "difference", "+/-"));
            outcome.path("measures").forEach(m -> print("  %-12s %,12.3f %,12.3f %+,12.3f %,12.3f %s".formatted(m.path("measure").asText(), m.path(treated).asDouble(), m.path("control").asDouble(),
                    m.path("difference").asDouble(), m.path("margin").asDouble(), m.path("shown").asBoolean() ? "shown" : m.path("tooFew").asBoolean() ? "too few" : "may be chance")));
        }
    }

    /** {@code rules rollback}. */
    @Command(name = "rollback", mixinStandardHelpOptions = true, sortOptions = false, description = "Publishes a former rule set once more, without an approval.",
            footer = {"", "While a proposal decides for a share of the customers, the first rollback takes only that share back. Each further one goes one step further",
                    "back, to what was in force before and was not taken back itself. Where no answer comes, nobody knows whether it took effect: repeated with",
                    "--of and the version that was to be taken back, it takes back nothing more."})
    static final class RollBack extends Step {
        @Parameters(arity = "0..1", paramLabel = "VERSION", description = "Any former one. Default: the one that was in force before the published one.")
        private String version;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
        private String reason;

        @Option(names = "--by", paramLabel = "NAME", description = "Who. Default: the name that the operating system knows you by.")
        private String person = System.getProperty("user.name");

        @Option(names = "--of", paramLabel = "VERSION",
                description = "What is to be taken back, staged or published; nothing is where that is another one by now. Default: what it is at this moment.")
        private String of;

        @Override
        void with(EngineClient engine) {
            String meant = of == null ? latest(engine) : of;
            JsonNode done = takenBack(engine, meant);
            JsonNode taken = done.path("takenBack");
            print(taken.path("share").asInt() == 0 ? "published " + done.path("version").asText() + " in place of " + taken.path("version").asText()
                    : taken.path("version").asText() + " decides no longer for " + taken.path("share").asText() + " % of the customers; published is " + done.path("version").asText()
                            + " as before, and another rollback goes behind it");
        }

        /** What a rollback would take back now. */
        private String latest(EngineClient engine) {
            String published = engine.published();
            if (version == null || version.equals("published") || published.startsWith(version.replaceAll("[.\u2026]+$", ""))) {
                for (JsonNode draft : engine.rules("drafts", Map.of()).path("items")) {
                    if (draft.path("share").asInt() > 0) {
                        return draft.path("version").asText();
                    }
                }
            }
            return published;
        }

        private JsonNode takenBack(EngineClient engine, String meant) {
            try {
                return engine.changeRules("rollback", given("to", version, "reason", reason, "by", person, "of", meant), NOTHING);
            } catch (UncheckedIOException e) {
                throw new UncheckedIOException(e.getMessage() + "; whether " + meant + " was taken back, rules list tells, and with --of " + meant
                        + " the same command takes back nothing else", e.getCause());
            }
        }
    }
}
