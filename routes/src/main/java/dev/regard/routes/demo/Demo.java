package dev.regard.routes.demo;

import dev.regard.engine.event.Event;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Brings the sample company in by the door that everybody uses, then lets it live for some days. */
public final class Demo {
    private static final int BATCH = 1_000;
    private static final Duration STEP = Duration.ofMinutes(30);

    private final SampleCompany company;
    private final DemoFolder folder;
    private final Instant start;
    private final int days;

    /** @param days how many days to let pass */
    public Demo(SampleCompany company, DemoFolder folder, int days) {
        this.company = company;
        this.folder = folder;
        this.start = folder.start();
        this.days = days;
    }

    /** Where the clock stands when the days have passed. */
    public Instant end() {
        return start.plus(Duration.ofDays(days));
    }

    /** Does whatever of it was not done yet; when it returns, everything due by then has been decided and handed out. */
    public void play(Intake intake, VirtualTime time, Instant now) {
        List<Event> coming = company.coming(days);
        if (!folder.loaded()) {
            load(intake, coming.stream().filter(e -> !e.time().isAfter(start)).toList());
            time.advanceTo(now);
            folder.nowLoaded();
        }
        live(intake, time, coming.stream().filter(e -> e.time().isAfter(now)).toList());
        if (now.isBefore(end())) {
            time.advanceTo(end());
        }
    }

    private void load(Intake intake, List<Event> open) {
        List<Event> batch = new ArrayList<>();
        company.past(event -> {
            batch.add(event);
            if (batch.size() == BATCH) {
                intake.accept(List.copyOf(batch));
                batch.clear();
            }
        });
        batch.addAll(open);
        intake.accept(batch);
    }

    /** Events arrive at most half an hour after they happened. */
    private static void live(Intake intake, VirtualTime time, List<Event> coming) {
        int from = 0;
        while (from < coming.size()) {
            Instant until = coming.get(from).time().plus(STEP);
            int to = from;
            while (to < coming.size() && coming.get(to).time().isBefore(until)) {
                to++;
            }
            time.advanceTo(coming.get(to - 1).time());
            intake.accept(coming.subList(from, to));
            from = to;
        }
    }
}
