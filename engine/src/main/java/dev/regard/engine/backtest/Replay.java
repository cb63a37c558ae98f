package dev.regard.engine.backtest;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Event;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Lets recorded events happen once more to an engine in memory: from the first one on under the published rules, and from the beginning of the
 * period under the draft, if there is one, as if it had been published then. Every message counts as sent, and nothing stands in it. What arrived
 * within the same minute is taken together. Nothing outside is read or written; the same events and rules give the same outcome. For one thread at a time.
 */
public final class Replay implements AutoCloseable {
    /** How long before the period a contact may have been planned for that was put off into it. */
    static final Duration MOVED_AT_MOST = Duration.ofDays(31);
    private static final Duration TOGETHER = Duration.ofMinutes(1);
    private static final int AT_ONCE = 10_000;

    private final Rulebook published;
    private final Optional<Rulebook> draft;
    private final Instant from;
    private final Instant to;
    private final Seen seen;
    private final List<Event> minute = new ArrayList<>();
    private Instant minuteAt;
    private Engine engine;
    private boolean inPeriod;
    private long events;

    /**
     * @param from first instant of the period, included
     * @param to   last instant, excluded
     */
    public Replay(Rulebook published, Optional<Rulebook> draft, Instant from, Instant to) {
        this.published = published.withoutTexts();
        this.draft = draft.map(Rulebook::withoutTexts);
        this.from = from;
        this.to = to;
        this.seen = new Seen(from, to);
    }

    /** The next event of the {@link Tape}. */
    public void take(Recorded recorded) {
        if (!recorded.receivedAt().isBefore(to)) {
            return;
        }
        Instant at = later(recorded.receivedAt());
        if (!minute.isEmpty() && (minute.size() == AT_ONCE || Duration.between(minuteAt, at).compareTo(TOGETHER) >= 0)) {
            happen();
        }
        if (!inPeriod && !at.isBefore(from)) {
            happen();
            enterPeriod();
        }
        if (minute.isEmpty()) {
            minuteAt = at;
        }
        minute.add(recorded.event());
        events++;
    }

    private void happen() {
        if (!minute.isEmpty()) {
            open(minuteAt);
            engine.advanceTo(later(minuteAt));
            engine.accept(minute);
            engine.advanceTo(engine.now());
            minute.clear();
        }
    }

    private Instant later(Instant at) {
        return engine != null && at.isBefore(engine.now()) ? engine.now() : at;
    }

    private void open(Instant start) {
        if (engine == null) {
            engine = new Engine(seen.store(), EngineClock.virtual(start, seen.store().notes()), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""), published, "replay",
                    failure -> {
                        throw new IllegalStateException("the replay met a failure", failure);
                    });
            engine.openForManualWork();
        }
    }

    private void enterPeriod() {
        inPeriod = true;
        open(from);
        engine.advanceTo(later(from));
        draft.ifPresent(rules -> {
            engine.publish(rules);
            engine.planAnew(rules, () -> true);
        });
    }

    /** Lets the rest of the period pass, and tells what came of it. */
    public Outcome end() {
        happen();
        if (!inPeriod) {
            enterPeriod();
        }
        engine.advanceTo(later(to));
        return seen.outcome(draft.orElse(published).rules().version(), events);
    }

    /** The card that one of these keys led to in the end. */
    public Optional<Card> card(Collection<String> keys) {
        Cards cards = seen.store().cards();
        return cards.standing(cards.resolve(keys).values()).values().stream().findFirst();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
