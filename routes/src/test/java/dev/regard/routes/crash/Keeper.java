package dev.regard.routes.crash;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.routes.crash.Fate.Kind;
import dev.regard.routes.crash.Prey.Birth;
import dev.regard.rules.RuleSetFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps one life of the program going: kills it as its fate says, and begins the next one. */
final class Keeper implements AutoCloseable {
    /** A fate that has not come to pass so many slots after its place has been missed. */
    private static final double MISSED_AFTER = 1.3;
    /** Of the feed: from there on deaths do not wait for an occasion that others wait for too. */
    private static final double LAST_CALL = 0.7;
    /** So many slots at the end are left in peace. */
    private static final int TAIL = 3;
    private static final int LONGEST_START_MILLIS = 3_000;
    private static final int LONGEST_PUBLICATION_MILLIS = 3_000;
    private static final int KILLED_BY_SIGNAL = 137;
    private static final int STOPPED_IN_ORDER = 0;

    private final Setting setting;
    private final Scars scars;
    private final MailSink mails;
    private final Watch watch;
    private final Random random;
    private final List<Fate> fates;
    private final int slots;
    private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor();
    private final Thread thread = new Thread(this::keep, "keeper");
    private double progress;
    private Life life;
    private Prey current;
    private int lives;
    private boolean otherRules;
    private boolean over;
    private Throwable broken;

    /** What is the same in all lives. */
    record Setting(List<Path> classes, Path data, List<String> machine, List<String> options, List<Path> rules) {
        boolean onRealTime() {
            return !options.contains("--clock");
        }
    }

    /** Looks at what is left of a life, and at what the next one makes of it. */
    interface Watch {
        void afterDeath(int lives) throws IOException;

        void onReturn(Prey prey) throws IOException, InterruptedException;

        /** Looks at what a death left, and brings the next life what was acknowledged before. */
        static Watch of(Remains remains, Driver driver) {
            return new Watch() {
                @Override
                public void afterDeath(int lives) throws IOException {
                    remains.examine(lives);
                }

                @Override
                public void onReturn(Prey prey) throws IOException, InterruptedException {
                    driver.bringAgain(prey);
                }
            };
        }
    }

    /** One life and how it is to end. */
    private static final class Life {
        private final Prey prey;
        private final Fate fate;
        private Kind killedBy;

        Life(Prey prey, Fate fate) {
            this.prey = prey;
            this.fate = fate;
        }
    }

    /** @param slots of the feed that the fates are spread over */
    Keeper(Setting setting, List<Fate> fates, int slots, MailSink mails, Scars scars, Watch watch, long seed) {
        this.setting = setting;
        this.fates = new ArrayList<>(fates);
        this.slots = slots;
        this.mails = mails;
        this.scars = scars;
        this.watch = watch;
        this.random = new Random(seed);
        thread.start();
    }

    /** The program that answers now; waits while there is none. */
    synchronized Prey alive() throws InterruptedException {
        while (current == null) {
            checkOnIt();
            wait();
        }
        return current;
    }

    /** @throws IllegalStateException when there is no program any more, nor will be */
    synchronized void checkOnIt() {
        if (broken != null) {
            throw new IllegalStateException("there is no next life", broken);
        }
    }

    /** Waits a little, or until this life is known to be over. */
    synchronized void awaitNext(Prey prey) throws InterruptedException {
        if (current == prey) {
            wait(100);
        }
    }

    /** Tells how far the feed has come. */
    synchronized void reached(double place) {
        progress = Math.max(progress, place);
        if (current == null || life.killedBy != null) {
            return;
        }
        if (life.fate == null && !fates.isEmpty() && fates.get(0).place() <= progress) {
            kill(life, Kind.AT_RANDOM, 150);
        } else if (life.fate != null && progress > life.fate.place() + MISSED_AFTER) {
            again(life.fate);
            kill(life, Kind.AT_RANDOM, 150);
        }
    }

    /** Whether it lives on from now on unless somebody else ends it. */
    synchronized boolean hasNoFateLeft() {
        return fates.isEmpty() && current != null && life.fate == null && life.killedBy == null;
    }

    /** No more deaths; what has not come to pass never will. */
    synchronized void mercy() {
        fates.forEach(f -> scars.unfulfilled(f.title()));
        fates.clear();
        if (life != null && life.fate != null && life.killedBy == null) {
            scars.unfulfilled(life.fate.title());
        }
        progress = Double.MAX_VALUE;
        mails.spare();
    }

    private void again(Fate fate) {
        if (fate.retries() == 0) {
            scars.unfulfilled(fate.title());
            return;
        }
        Fate next = fate.again(progress);
        if (fate.point() == CrashPoint.RECOVERING) {
            fates.add(new Fate(next.place(), Kind.POINT, CrashPoint.SENDING, 1, 0));
        }
        fates.add(next);
        fates.sort(Comparator.comparing(Fate::place));
    }

    private void kill(Life doomed, Kind kind, int withinMillis) {
        doomed.killedBy = kind;
        reaper.schedule(doomed.prey::kill, random.nextInt(withinMillis), TimeUnit.MILLISECONDS);
    }

    private void keep() {
        try {
            while (!isOver()) {
                live();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            synchronized (this) {
                broken = e;
                notifyAll();
            }
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private void live() throws IOException, InterruptedException {
        Life now = begin();
        boolean ready = now.prey.awaitReady();
        if (ready) {
            scars.ready(now.prey.start(), lives);
            if (now.fate == null || !now.fate.wantsNews()) {
                try {
                    watch.onReturn(now.prey);
                } catch (IOException e) {
                    // it is dying already
                }
            }
            publish(now);
        }
        int status = now.prey.awaitDeath();
        scars.died();
        mails.spare();
        bury(now, ready, status);
        watch.afterDeath(lives);
    }

    private synchronized Life begin() throws IOException {
        Fate fate = next();
        List<String> machine = new ArrayList<>(setting.machine());
        List<String> options = new ArrayList<>(setting.options());
        if (fate != null && fate.point() != null) {
            machine.add("-D" + CrashPoint.PROPERTY + "=" + fate.point() + ":" + fate.passes());
        }
        if (fate != null && fate.kind() == Kind.PUBLISHING) {
            options.addAll(List.of("--rules", otherRules().toString()));
        }
        lives++;
        life = new Life(Prey.born(new Birth(setting.classes(), setting.data(), machine, options), log(lives)), fate);
        if (fate != null && fate.kind() == Kind.WHILE_STARTING) {
            kill(life, Kind.WHILE_STARTING, LONGEST_START_MILLIS);
        }
        return life;
    }

    /**
     * The first whose turn it is: of those that need files, mail or the night before those that events alone bring about, which can wait. Where many
     * deaths queue up, an occasion can be over before its turn comes: that one waits for the next.
     */
    private Fate next() {
        if (progress >= slots * LAST_CALL) {
            scatter();
        }
        fates.replaceAll(f -> f.isOver(progress) ? f.later(progress) : f);
        fates.sort(Comparator.comparing(Fate::place));
        List<Fate> due = fates.stream().filter(f -> f.place() <= progress).toList();
        Optional<Fate> next = due.stream().filter(f -> f.occasion() != Fate.Occasion.EVENTS).findFirst().or(() -> due.stream().findFirst());
        next.ifPresent(fates::remove);
        return next.orElse(null);
    }

    /** Towards the end too few occasions are left for all that queue up: deaths of a way that has had its turn happen at random instead. */
    private void scatter() {
        Set<String> had = scars.points();
        List<Fate> late = fates.stream().filter(f -> f.occasion() != Fate.Occasion.EVENTS && had.contains(f.title())).toList();
        fates.removeAll(late);
        double from = Math.min(progress, slots - TAIL);
        for (int i = 0; i < late.size(); i++) {
            fates.add(new Fate(from + (slots - TAIL - from) * i / late.size(), Kind.AT_RANDOM, null, 0, 0));
        }
    }

    private Path log(int number) {
        return setting.data().resolveSibling("life-%04d.log".formatted(number));
    }

    private synchronized void publish(Life now) {
        current = now.prey;
        notifyAll();
        if (now.fate == null) {
            return;
        }
        switch (now.fate.kind()) {
            case AT_RANDOM -> kill(now, Kind.AT_RANDOM, 150);
            case STOPPING -> reaper.schedule(now.prey::ask, 100 + random.nextInt(300), TimeUnit.MILLISECONDS);
            case WHILE_STOPPING -> reaper.schedule(() -> {
                now.prey.ask();
                kill(now, Kind.WHILE_STOPPING, 200);
            }, 100 + random.nextInt(300), TimeUnit.MILLISECONDS);
            case WHILE_PUBLISHING -> {
                byte[] rules = RuleSetFiles.in(otherRules()).archive();
                reaper.schedule(() -> {
                    Thread publisher = new Thread(() -> publish(now.prey, rules), "publisher");
                    publisher.setDaemon(true);
                    publisher.start();
                    kill(now, Kind.WHILE_PUBLISHING, LONGEST_PUBLICATION_MILLIS);
                }, 100 + random.nextInt(300), TimeUnit.MILLISECONDS);
            }
            case DOT_KEPT, DOT_LOST -> mails.killAtDot(now.fate.passes(), now.fate.kind() == Kind.DOT_KEPT, () -> {
                now.killedBy = now.fate.kind();
                now.prey.kill();
            });
            default -> { }
        }
    }

    /** Those that were not published last. */
    private Path otherRules() {
        otherRules = !otherRules;
        return setting.rules().get(otherRules ? 1 : 0);
    }

    private static void publish(Prey prey, byte[] rules) {
        try {
            prey.publish(rules);
        } catch (IOException e) {
            // it was killed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void bury(Life dead, boolean ready, int status) throws IOException {
        current = null;
        notifyAll();
        Optional<String> point = dead.prey.point();
        if (point.isPresent()) {
            scars.killed(dead.fate.title(), dead.fate.mayCutOffAMessage(setting.onRealTime()));
            if (dead.fate.isOfIntake()) {
                scars.diedOfEvents(dead.fate.title(), dead.prey);
            }
        } else if (status == KILLED_BY_SIGNAL && dead.killedBy != null) {
            Fate how = new Fate(0, dead.killedBy, null, 0, 0);
            scars.killed(how.title(), how.mayCutOffAMessage(setting.onRealTime()));
        } else if (status == STOPPED_IN_ORDER && (over || dead.fate != null && (dead.fate.kind() == Kind.STOPPING || dead.fate.kind() == Kind.WHILE_STOPPING))) {
            if (!over) {
                again(dead.fate);
            }
        } else {
            scars.violation("the program died by itself", "status " + status + (ready ? " at work:\n" : " while it started:\n") + dead.prey.lastWords());
            if (!ready) {
                broken = new IllegalStateException(dead.prey.lastWords());
                over = true;
            }
        }
    }

    /** Stops the program in order. */
    void stop() throws InterruptedException {
        Prey last = alive();
        synchronized (this) {
            over = true;
        }
        last.ask();
        thread.join(Duration.ofSeconds(30).toMillis());
    }

    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            over = true;
            if (life != null) {
                life.killedBy = Kind.AT_RANDOM;
                life.prey.kill();
            }
        }
        reaper.shutdownNow();
        thread.join(Duration.ofSeconds(30).toMillis());
    }
}
