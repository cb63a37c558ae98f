package dev.regard.routes.command;

import dev.regard.engine.decision.Language;
import dev.regard.routes.demo.Demo;
import dev.regard.routes.demo.DemoFolder;
import dev.regard.routes.demo.SampleCompany;
import dev.regard.routes.demo.Story;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.RunningEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: a company to look at. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs the engine for a made-up dealer in building materials, by a virtual clock, lets some days pass and tells what happened.",
        footer = {"", "2,200 customers of all kinds with 14 months of purchases come in as events, like any others; nothing in the engine knows of the demo.",
                "Without --data everything is in a folder that is removed at the end. No message leaves: addresses end in .example or example.com,",
                "and without --smtp mails are files.",
                "Standard output says 'regard ready http://HOST:PORT' once there is something to look at, then what happened.",
                "", "Examples:",
                "  regard demo",
                "  regard demo --days 14 --language zh        past National Day and the monthly review of the tiers",
                "  regard demo --clock 2026-02-09T00:00:00Z   the week before the Spring Festival"})
public final class DemoCommand implements Callable<Integer>, EngineOptions.Taker {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
    private static final int DAYS_AT_MOST = 366;

    @Spec
    private CommandSpec spec;

    @Option(names = "--days", paramLabel = "N", defaultValue = "7", description = "How many days to let pass. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--language", paramLabel = "TAG", description = "en or zh: the language of what is told. Default: that of the environment.")
    private String language;

    @Override
    public Set<Setting> settings() {
        return EnumSet.allOf(Setting.class);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (days < 0 || days > DAYS_AT_MOST) {
            throw new ParameterException(spec.commandLine(), "--days must be from 0 to " + DAYS_AT_MOST);
        }
        Settings read = EngineOptions.settings(spec);
        Settings told = read.at(read.clock().orElse(SampleCompany.START)).serving();
        Instant start = told.clock().orElseThrow();
        Path fallback = Path.of(Setting.DATA.fallback());
        boolean kept = spec.commandLine().getParseResult().hasMatchedOption(Setting.DATA.option()) || !told.data().equals(fallback);
        DemoFolder folder = kept ? DemoFolder.at(told.data(), start) : DemoFolder.temporary(start);
        Settings settings = told.in(folder.path()).at(folder.start());
        boolean[] started = {false};
        try {
            Foreground.run(() -> RunningEngine.start(settings), engine -> {
                started[0] = true;
                play(engine, folder);
            }, folder::leave);
        } finally {
            if (!started[0]) {
                folder.leave();
            }
        }
        return 0;
    }

    private void play(RunningEngine engine, DemoFolder folder) {
        SampleCompany company = new SampleCompany(SampleCompany.SEED, folder.start(), engine.organisation());
        Demo demo = new Demo(company, folder, days);
        LOG.info("bringing in {} customers and letting {} days pass", company.size(), days);
        demo.play(engine.intake(), engine.engine(), engine.engine().now());
        engine.engine().lookAtPortfolio();
        Language spoken = Language.of(language == null ? Locale.getDefault().toLanguageTag() : language);
        String url = engine.url().orElseThrow().toString();
        spec.commandLine().getOut().println("regard ready " + url);
        spec.commandLine().getOut().flush();
        new Story(engine.engine(), spoken, spec.commandLine().getOut()).tell(url, folder.start(), engine.settings().web().token().isPresent());
    }
}
