package dev.regard.routes.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One run: the program, its mail server, the driver that feeds it, the keeper that kills it, and the verdict at the end. */
final class Hunt {
    private final Form form;
    private final Path folder;
    private final List<Path> classes;
    private final List<String> store;
    private final Ways ways;
    private final boolean hurried;
    private final Scars scars = new Scars();

    /**
     * @param folder  empty, for everything that the run writes
     * @param classes put before the program's own
     * @param store   the options that name the store; none for the embedded one
     * @param ways    what the program is to die of
     * @param hurried ends with the first violation
     */
    Hunt(Form form, Path folder, List<Path> classes, List<String> store, Ways ways, boolean hurried) {
        this.form = form;
        this.folder = folder;
        this.classes = classes;
        this.store = store;
        this.ways = ways;
        this.hurried = hurried;
    }

    Scars run() throws IOException, InterruptedException, ExecutionException {
        long began = System.nanoTime();
        Feed feed = new Feed(form.seed(), form.events());
        List<String> machine = classes.isEmpty() ? QuickStart.options(folder) : QuickStart.options();
        Path data = Files.createDirectories(folder.resolve("data"));
        List<Path> rules = RuleSets.in(folder);
        Remains remains = new Remains(data, store.isEmpty(), scars);
        try (MailSink mails = new MailSink(folder.resolve("mails"), form.seed());
                Driver driver = new Driver(data.resolve("inbox"), folder.resolve("acknowledged"), scars, form.seed())) {
            List<String> options = new ArrayList<>(List.of("--clock", Feed.START.toString(), "--time-zone", "Asia/Shanghai",
                    "--smtp", "smtp://127.0.0.1:" + mails.port() + "?starttls=off"));
            options.addAll(store);
            Keeper.Watch watch = Keeper.Watch.of(remains, driver);
            try (Keeper keeper = new Keeper(new Keeper.Setting(classes, data, machine, options, rules), Destiny.of(form, feed, ways),
                    feed.slots().size(), mails, scars, watch, form.seed())) {
                driver.live(feed, keeper, () -> hurried && scars.violations() > 0);
                keeper.mercy();
                mails.cheerUp();
                if (!hurried || scars.violations() == 0) {
                    judge(feed, keeper.alive(), driver, mails);
                    keeper.stop();
                }
            }
            remains.examineLast();
        }
        scars.note("customers", String.valueOf(feed.buyers().size()));
        scars.note("took", "%d s".formatted(Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        return scars;
    }

    private void judge(Feed feed, Prey prey, Driver driver, MailSink mails) throws IOException, InterruptedException {
        prey.advanceTo(Feed.END);
        driver.bringAllAgain(prey);
        prey.advanceTo(Feed.END);
        Answers answers = Answers.of(prey);
        Verdict verdict = new Verdict(feed, answers, scars);
        verdict.pass();
        new MailVerdict(answers, mails, scars).pass(verdict.mostMessages(), driver.openedAt());
    }

    String title(String storeName) {
        return "%s, seed %d: %d kills, %d events".formatted(storeName, form.seed(), scars.kills(), form.events());
    }
}
