package dev.regard.routes.command;

import dev.regard.connectors.files.EventFileReader;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.Intake.Receipt;
import dev.regard.routes.intake.FileIntake;
import dev.regard.routes.intake.FileIntake.Taken;
import dev.regard.routes.intake.Inbox;
import dev.regard.routes.intake.PatientIntake;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.remote.EngineClient.Backlog;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.Company;
import dev.regard.routes.wiring.RunningEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: files through the same intake as the drop folder. */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Brings files in like the drop folder does, waits until everything is decided, and prints accepted / repeated / rejected.",
        footer = {"", "The name of a table says what a row is: customers.csv, purchases-2026.xlsx, complaints.csv, ...; *.ndjson and *.json hold CloudEvents.",
                "Where an engine runs on the data folder the events go to it; else they are decided here, and messages that become due wait for 'run'.",
                "While that engine cannot work, since its store does not answer or its disk is full, the import waits and says so.",
                "The files stay where they are. Rejected rows land in INBOX/.rejected with line, column and reason.",
                "The same file again changes nothing.",
                "", "Exit status 1 when a row was rejected.",
                "", "Examples:",
                "  regard import --dry-run customers.csv",
                "  regard import customers.csv purchases-2026.xlsx",
                "  regard import --history purchases-2019.csv     figures count, nobody is contacted because of them"})
public final class ImportCommand implements Callable<Integer>, EngineOptions.Taker {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long UNKNOWN = Long.MAX_VALUE;
    /** Between two looks at an engine that cannot work. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "*.csv, *.xlsx, *.ndjson or *.json.")
    private List<Path> files;

    @Option(names = "--history", description = "Records of the past: they change figures and never make anybody contact a customer.")
    private boolean history;

    @Option(names = "--dry-run", description = "Show how the first rows are understood and everything that is wrong; take nothing.")
    private boolean dryRun;

    private boolean toldToWait;

    @Override
    public Set<Setting> settings() {
        return EnumSet.of(Setting.DATA, Setting.MONGODB, Setting.INBOX, Setting.TIME_ZONE, Setting.CLOCK, Setting.YES_VIRTUAL_TIME, Setting.TOKEN);
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = EngineOptions.settings(spec);
        Optional<Path> missing = files.stream().filter(f -> !Files.isReadable(f) || Files.isDirectory(f)).findFirst();
        if (missing.isPresent()) {
            spec.commandLine().getErr().println("there is no readable file " + missing.get());
            return ExitCode.USAGE;
        }
        if (dryRun) {
            EventFileReader reader = RunningEngine.reader(settings, Company.asItStands(settings));
            long bad = 0;
            for (Path file : files) {
                bad += DryRun.of(file, reader, Arrival.at(Instant.now()), spec.commandLine().getOut());
            }
            return bad == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        Optional<EngineClient> running = Engines.running(settings);
        if (running.isPresent()) {
            EngineClient engine = running.get();
            EventFileReader reader = RunningEngine.reader(settings, Company.read(settings).organisation());
            return bring(reader, engine, engine::arrival, engine::backlog, rejected(settings));
        }
        Logging.quiet();
        try (RunningEngine engine = RunningEngine.deciding(settings)) {
            EventFileReader reader = RunningEngine.reader(settings, engine.organisation());
            return bring(reader, engine.intake(), engine.engine()::arrival, () -> Backlog.of(engine.engine().waiting()), rejected(settings));
        }
    }

    private static Path rejected(Settings settings) {
        return settings.inbox().resolve(Inbox.REJECTED);
    }

    private int bring(EventFileReader reader, Intake engine, Supplier<Arrival> clock, Supplier<Backlog> backlog, Path rejectedFolder) throws IOException {
        Intake given = history ? events -> engine.accept(events.stream().map(Event::asHistory).toList()) : engine;
        PrintWriter out = spec.commandLine().getOut();
        Receipt all = new Receipt(0, 0);
        long rejected = 0;
        long before = 0;
        try (Progress progress = Progress.of("import", bytes())) {
            LongSupplier waiting = () -> waiting(backlog.get(), progress);
            FileIntake door = new FileIntake(reader, new PatientIntake(given, waiting, () -> false), clock, rejectedFolder);
            door.tidy();
            for (Path file : files) {
                long start = before;
                long size = Files.size(file);
                Taken taken = door.take(file, (share, soFar) -> {
                    progress.to(start + Math.round(share * size));
                    progress.note(soFar.accepted() + soFar.repeated() + " events");
                });
                before += size;
                out.println(file.getFileName() + ": " + words(taken.taken(), taken.rejected()) + taken.readAs().map(c -> ", read as " + c).orElse("") + taken.rejectedRows().map(r -> ", see " + r).orElse(""));
                all = all.plus(taken.taken());
                rejected += taken.rejected();
            }
            for (long left = waiting.getAsLong(); left > 0; left = waiting.getAsLong()) {
                if (left < UNKNOWN) {
                    progress.note("deciding, " + left + " wait");
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
        out.println(words(all, rejected));
        return rejected == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Tells of an engine that cannot work: on a terminal for as long as that is so, elsewhere once. */
    private long waiting(Backlog backlog, Progress progress) {
        if (backlog.events().isPresent()) {
            toldToWait = false;
            return backlog.events().getAsLong();
        }
        if (progress.isShown()) {
            progress.note("waits for the engine: " + backlog.trouble());
        } else if (!toldToWait) {
            Logging.tell(spec.commandLine().getErr(), "regard: the import waits until the engine can work again: " + backlog.trouble());
        }
        toldToWait = true;
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        return UNKNOWN;
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static String words(Receipt taken, long rejected) {
        return taken.accepted() + " accepted, " + taken.repeated() + " repeated, " + rejected + " rejected";
    }
}
