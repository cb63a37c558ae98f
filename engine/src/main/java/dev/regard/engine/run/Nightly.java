package dev.regard.engine.run;

import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.run.NightChanges.Placing;
import dev.regard.engine.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The nights of all customers, who give each other their places. */
final class Nightly implements Nights {
    /** From any moment on, with an hour more for the clocks that are put back in autumn. */
    private static final Duration LONGEST_TO_NIGHT = Duration.ofHours(25);
    private static final String NOTE = "portfolio";
    private final Store store;
    private final NightChanges changes;
    private volatile Portfolio latest;

    Nightly(Store store, CardCache cards) {
        this.store = store;
        this.changes = new NightChanges(cards);
    }

    /** The first one is the next night. */
    @Override
    public Instant next(Rulebook book, Instant now) {
        Optional<String> last = store.notes().read(NOTE);
        if (last.isEmpty()) {
            store.notes().write(NOTE, now.toString());
        }
        // a run in the future was made before the clock went back
        return Nights.after(book, last.map(Instant::parse).filter(l -> !l.isAfter(now)).orElse(now));
    }

    /** When the clock went back. */
    @Override
    public boolean mayMove(Instant next, Instant now, boolean done) {
        return next.isAfter(now.plus(LONGEST_TO_NIGHT));
    }

    @Override
    public void pass(Instant now) { }

    Optional<Portfolio> latest() {
        return Optional.ofNullable(latest);
    }

    /** Takes the figures as they are without changing any card. */
    void look(Rulebook book, Instant now) {
        Look look = look(now, glance -> { });
        latest = look.ranking(book, now).portfolio(look.customers, now);
    }

    @Override
    public void run(Rulebook book, Engagement engagement, Instant now) {
        Suspects suspects = new Suspects();
        Look look = look(now, suspects::see);
        changes.place(placings(book, look, now), engagement, now);
        changes.spotCheck(suspects.sharers(), engagement, now);
        store.notes().write(NOTE, now.toString());
    }

    private Map<String, Placing> placings(Rulebook book, Look look, Instant now) {
        Map<String, Placing> placings = new HashMap<>();
        Ranking ranking = look.ranking(book, now);
        look.ranked.forEach(id -> placings.put(id, Placing.NONE));
        for (int i = 0; i < ranking.size(); i++) {
            int place = i;
            if (!ranking.place(i).isThatOf(ranking.buyer(i))) {
                placings.put(ranking.buyer(i).id(), new Placing(ranking.place(i), () -> ranking.because(place)));
            }
        }
        latest = ranking.portfolio(look.customers, now);
        return placings;
    }

    /** What one look at all cards found. */
    private static final class Look {
        private long customers;
        private final List<Glance> buyers = new ArrayList<>();
        /** Cards without sales that still have a class or place. */
        private final List<String> ranked = new ArrayList<>();

        Ranking ranking(Rulebook book, Instant now) {
            buyers.sort(Ranking.ORDER);
            return new Ranking(book, buyers, now);
        }
    }

    private Look look(Instant now, Consumer<Glance> each) {
        Look look = new Look();
        store.cards().scan(card -> {
            if (!card.givenUp()) {
                look.customers++;
                Glance glance = Glance.of(card, now);
                each.accept(glance);
                if (glance.sales().signum() > 0) {
                    look.buyers.add(glance);
                } else if (glance.ranks()) {
                    look.ranked.add(card.id());
                }
            }
        });
        return look;
    }
}
