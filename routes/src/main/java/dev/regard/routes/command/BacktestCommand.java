package dev.regard.routes.command;

import dev.regard.connectors.gateway.Gateways;
import dev.regard.connectors.json.JsonTree;
import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Tape;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.trial.Backtest;
import dev.regard.routes.trial.BacktestReport;
import dev.regard.routes.trial.Policy;
import dev.regard.routes.trial.Trial;
import dev.regard.routes.wiring.Company;
import dev.regard.routes.wiring.RulesDesk;
import dev.regard.routes.wiring.RulesRefused;
import dev.regard.routes.wiring.Stores;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backtest}: what a draft would have done with the customers of a period. */
@Command(name = "backtest", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Replays the recorded events under another rule set, beside the published one, and prints what would have been decided differently: "
                + "tiers, contacts, alerts, by rule, day, channel and person.",
        footer = {"", "All events before the period are replayed too, under the published rules, so that both begin with the same customers; the draft counts from the",
                "first day on, as if it had been published then. What was imported as history happens when it happened, as if the engine had been there. Everything happens in memory: nothing is sent, nothing is written, and an engine may be at work on",
                "the data folder meanwhile. Every message counts as sent, and tasks count as done when the recorded events say so.", "",
                "Examples:",
                "  regard backtest --rules my-rules --from 2025-01-01 --to 2025-12-31",
                "  regard backtest --rules my-rules --from 2025-01-01 --to 2025-12-31 --customer C-1001",
                "  regard backtest --rules my-rules --from 2025-01-01 --to 2025-12-31 --format json"})
public final class BacktestCommand implements Callable<Integer>, EngineOptions.Taker {
    @Spec
    private CommandSpec spec;

    @Option(names = "--rules", required = true, paramLabel = "DIR", description = "The draft.")
    private Path folder;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first day, such as 2025-01-01.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "The last day.")
    private LocalDate to;

    @Option(names = "--customer", paramLabel = "ID", description = "What differs for one customer, with the reasons of both sides.")
    private String customer;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object. Default: text.")
    private String format;

    @Override
    public Set<Setting> settings() {
        return EnumSet.of(Setting.DATA, Setting.MONGODB, Setting.TIME_ZONE, Setting.CLOCK, Setting.YES_VIRTUAL_TIME, Setting.TOKEN);
    }

    @Override
    public Integer call() {
        if (to.isBefore(from)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--to " + to + " is before --from " + from);
        }
        if (!format.equals("text") && !format.equals("json")) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--format is text or json, not '" + format + "'");
        }
        Settings settings = Engines.known(EngineOptions.settings(spec));
        Organisation organisation = Company.read(settings).organisation();
        Logging.quiet();
        Rulebook draft = rules(RuleSetFiles.in(folder), organisation, "the draft has errors: see regard check " + folder);
        RuleSetFiles current = Engines.running(settings).map(engine -> RuleSetFiles.inArchive(engine.rules())).orElseGet(() -> RulesDesk.published(settings));
        Rulebook published = rulebook(RuleSetReader.resumed(current, Optional.of(organisation)), organisation, "the published rule set cannot be used");
        Backtest backtest = new Backtest(published, draft, from, to);
        List<Recorded> events = events(settings);
        Instant now = Engines.now(settings);
        Instant last = events.stream().map(Recorded::receivedAt).max(Instant::compareTo).orElse(now); // a virtual clock may be ahead of the world's
        LocalDate today = LocalDate.ofInstant(last.isAfter(now) ? last : now, organisation.zone());
        Backtest.refusal(from, to, today).ifPresent(why -> {
            throw new CommandLine.ParameterException(spec.commandLine(), why);
        });
        Optional<String> only = Optional.ofNullable(customer).filter(one -> format.equals("text")); // an object tells the totals too
        BacktestReport report = Trial.of(backtest, difference(backtest, events, only), events, organisation, policy(settings, published).cost(), today).report();
        if (customer != null && !report.knows(customer)) {
            spec.commandLine().getErr().println("regard: there is no customer " + customer + " in what was recorded until " + to + "; a customer is named by the id of the card");
            return ExitCode.SOFTWARE;
        }
        if (format.equals("json")) {
            spec.commandLine().getOut().println(new String(JsonTree.write(report.tree(Optional.ofNullable(customer))), StandardCharsets.UTF_8));
        } else {
            (customer == null ? report.text() : report.text(customer)).forEach(spec.commandLine().getOut()::println);
        }
        return ExitCode.OK;
    }

    private static Policy policy(Settings settings, Rulebook published) {
        try {
            return Policy.in(settings.data(), Policy.Names.of(published, Gateways.offered(settings.data())));
        } catch (Policy.Unreadable e) {
            throw new RulesRefused(e.getMessage(), e.problems());
        }
    }

    private static Rulebook rules(RuleSetFiles files, Organisation organisation, String otherwise) {
        return rulebook(RuleSetReader.read(files, Optional.of(organisation)), organisation, otherwise);
    }

    private static Rulebook rulebook(LoadedRuleSet loaded, Organisation organisation, String otherwise) {
        return new Rulebook(loaded.ruleSet().orElseThrow(() -> new RulesRefused(otherwise, loaded.problems())), organisation);
    }

    private static List<Recorded> events(Settings settings) {
        Tape tape = new Tape();
        Stores.replay(settings, tape::add);
        return tape.events();
    }

    private static Difference difference(Backtest backtest, List<Recorded> events, Optional<String> only) {
        AtomicLong done = new AtomicLong();
        try (Progress progress = Progress.of("backtest", "events", events.size())) {
            return backtest.run(events, only, Runtime.getRuntime().availableProcessors(), () -> progress.to(done.incrementAndGet() / 2));
        }
    }
}
