package dev.regard.routes.crash;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.routes.crash.Fate.Kind;
import dev.regard.routes.year.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * One run on real time, where the program decides, alerts and writes to customers side by side: customers whose birthday is today come all the time, some of
 * them are found to be one while they are written to, and the program is killed at the points of deciding and sending, and at random.
 */
final class RealTimeHunt {
    private static final List<CrashPoint> POINTS = List.of(CrashPoint.SENDING, CrashPoint.RECOVERING, CrashPoint.DECIDED, CrashPoint.BEFORE_SENT, CrashPoint.IN_CLAIM,
            CrashPoint.AFTER_LEDGER, CrashPoint.AFTER_SENT, CrashPoint.IN_LEDGER, CrashPoint.AFTER_COMMIT);
    private static final List<Kind> OTHERS = List.of(Kind.DOT_LOST, Kind.DOT_KEPT);
    /** So many lives end at each place of the feed, besides the one that comes to it; the batches from one place to the next. */
    private static final int AT_ONE_PLACE = 4;
    private static final int BETWEEN_PLACES = 8;
    private static final int MOST_PASSES = 8;
    /** The feed ends there, whatever did not come to pass; as a share of it a place is far from what the keeper takes for late. */
    private static final int MOST_BATCHES = 5_000;
    /** More than the place of any death. */
    private static final int SLOTS = 100;
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(150);
    /** What the other side takes for a message, so that one is nearly always under way. */
    private static final Duration FOR_A_MESSAGE = Duration.ofMillis(15);
    private static final Duration SETTLED_BY_THEN = Duration.ofSeconds(120);

    private final Path folder;
    private final List<Path> classes;
    private final int rounds;
    private final long seed;
    private final Scars scars = new Scars();

    /**
     * @param folder  empty, for everything that the run writes
     * @param classes put before the program's own
     * @param rounds  how often the program dies in each of the ways
     */
    RealTimeHunt(Path folder, List<Path> classes, int rounds, long seed) {
        this.folder = folder;
        this.classes = classes;
        this.rounds = rounds;
        this.seed = seed;
    }

    Scars run() throws IOException, InterruptedException, ExecutionException {
        long began = System.nanoTime();
        Birthdays birthdays = new Birthdays(Instant.now());
        List<String> machine = classes.isEmpty() ? QuickStart.options(folder) : QuickStart.options();
        Path data = Files.createDirectories(folder.resolve("data"));
        Remains remains = new Remains(data, true, scars);
        try (MailSink mails = new MailSink(folder.resolve("mails"), seed); GatewaySink gateway = new GatewaySink(FOR_A_MESSAGE);
                Driver driver = new Driver(data.resolve("inbox"), folder.resolve("acknowledged"), scars, seed)) {
            mails.cheerUp();
            mails.takeItsTime(FOR_A_MESSAGE);
            gateway.nameIn(data);
            List<String> options = List.of("--time-zone", birthdays.zone().getId(), "--mail-rate", "1000000",
                    "--smtp", "smtp://127.0.0.1:" + mails.port() + "?starttls=off");
            Keeper.Watch watch = Keeper.Watch.of(remains, driver);
            try (Keeper keeper = new Keeper(new Keeper.Setting(classes, data, machine, options, List.of()), fates(), SLOTS, mails, scars, watch, seed)) {
                driver.stream(birthdays, keeper, new Driver.Stream(MOST_BATCHES, BETWEEN_BATCHES));
                keeper.mercy();
                Prey prey = keeper.alive();
                settle(prey, driver, mails);
                driver.bringAllAgain(prey);
                Answers answers = Answers.of(prey);
                BirthdayVerdict verdict = new BirthdayVerdict(driver.acknowledged(), answers, scars);
                verdict.pass();
                new MailVerdict(answers, mails, gateway.kept(), scars).pass(verdict.mostMessages(), driver.openedAt());
                keeper.stop();
            }
            remains.examineLast();
            scars.note("by the gateway", String.valueOf(gateway.kept().size()));
            scars.note("mergers", String.valueOf(driver.acknowledged().stream().filter(f -> f.is("customer.merged")).count()));
        }
        scars.note("took", "%d s".formatted(Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        return scars;
    }

    /** Each way as often as there are rounds, in their order, so that after whoever dies in the middle of a message comes one who dies of finding that. */
    private List<Fate> fates() {
        Random random = new Random(seed);
        List<Fate> fates = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            POINTS.forEach(point -> fates.add(new Fate(place(fates.size()), Kind.POINT, point, point == CrashPoint.RECOVERING ? 1 : 1 + random.nextInt(MOST_PASSES), 0)));
            OTHERS.forEach(kind -> fates.add(new Fate(place(fates.size()), kind, null, 1 + random.nextInt(MOST_PASSES), 0)));
        }
        return fates;
    }

    private static double place(int number) {
        return (double) BETWEEN_PLACES * (number / AT_ONE_PLACE + 1) / MOST_BATCHES;
    }

    /** Waits until what was brought has had its effect; what has none by then is judged as it is. */
    private void settle(Prey prey, Driver driver, MailSink mails) throws IOException, InterruptedException {
        List<Fact> facts = driver.acknowledged();
        long end = System.nanoTime() + SETTLED_BY_THEN.toNanos();
        Set<String> sent;
        do {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            sent = mails.kept().stream().map(m -> m.id().substring(1, m.id().indexOf('@'))).collect(Collectors.toSet());
        } while (!new BirthdayVerdict(facts, Answers.of(prey), new Scars()).isSettled(sent) && System.nanoTime() < end);
    }
}
