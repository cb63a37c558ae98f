package dev.regard.engine.backtest;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.run.EngineCore;
import dev.regard.engine.run.Ranks;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An engine in memory to which events happen: before the period under the published rules, and from its beginning on under the draft, if there is
 * one, as if it had been published then. Every message counts as sent.
 */
final class Course implements AutoCloseable {
    private final Sides sides;
    private final Optional<Ranks> ranks;
    private final BiConsumer<Instant, Change> watch;
    private final Seen seen;
    private EngineCore engine;
    private boolean inPeriod;

    /**
     * Under which rules, and when.
     *
     * @param from first instant of the period, included
     * @param to   last instant, excluded
     */
    record Sides(Rulebook published, Optional<Rulebook> draft, Instant from, Instant to) {
        /** What decides at an instant; at the very beginning of the period, what was due by then is still the published rules' business. */
        Rulebook at(Instant instant) {
            return instant.isAfter(from) ? last() : published;
        }

        Rulebook last() {
            return draft.orElse(published);
        }
    }

    /** With all customers of the company. */
    Course(Sides sides) {
        this(sides, Optional.empty(), (at, change) -> { });
    }

    /**
     * @param ranks where only some of the customers are here
     * @param watch is given each change, and when it is made
     */
    Course(Sides sides, Optional<Ranks> ranks, BiConsumer<Instant, Change> watch) {
        this.sides = sides;
        this.ranks = ranks;
        this.watch = watch;
        this.seen = new Seen(sides.from(), sides.to(), this::watch);
    }

    private void watch(Change change) {
        watch.accept(engine.now(), change);
    }

    /** The next event happens when it arrives, and everything that follows from it at once: what others do meanwhile makes no difference. */
    void happen(Recorded recorded) {
        Instant at = recorded.receivedAt();
        if (!inPeriod && !at.isBefore(sides.from())) {
            enterPeriod();
        }
        open(at);
        engine.advanceTo(at);
        engine.accept(List.of(recorded.event()));
        engine.advanceTo(at);
    }

    private void open(Instant start) {
        if (engine == null) {
            engine = new EngineCore(seen.store(), EngineClock.virtual(start, seen.store().notes()), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""), sides.published(),
                    "replay", failure -> {
                        throw new IllegalStateException("the replay met a failure", failure);
                    });
            ranks.ifPresentOrElse(engine::openForManualWork, engine::openForManualWork);
        }
    }

    private void enterPeriod() {
        inPeriod = true;
        open(sides.from());
        engine.advanceTo(sides.from());
        sides.draft().ifPresent(rules -> {
            engine.publish(rules);
            engine.planAnew(rules, () -> true);
        });
    }

    /** Lets the rest of the period pass. */
    Seen end() {
        if (!inPeriod) {
            enterPeriod();
        }
        engine.advanceTo(sides.to());
        return seen;
    }

    /** The card that one of these keys leads to. */
    Optional<Card> card(Collection<String> keys) {
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
