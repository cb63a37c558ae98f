package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Store;
import dev.regard.engine.time.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The daily look at the whole customer base: who makes the first 80 % of the sales (T2), who are the vital few (T3), whose entries look implausible (C4). */
final class Nightly {
    private static final LocalTime TIME = LocalTime.of(2, 0);
    private static final String NOTE = "portfolio";
    private static final int BATCH = 500;
    private final Store store;
    private final CardCache cards;
    private volatile Portfolio latest;
    /** By which the places are given; null where all customers are here and give them themselves. */
    private Ranks ranks;
    private Instant over = Instant.MIN;
    /** Whether there is more than one card: none ever goes. */
    private boolean several;
    /** The fields that were last asked whether they are suspect, and whether they are. */
    private Profile asked;
    private boolean typed;

    Nightly(Store store, CardCache cards) {
        this.store = store;
        this.cards = cards;
    }

    /** From now on the places come from there, and a night on which nothing can happen is left out. */
    void follow(Ranks given) {
        ranks = given;
    }

    boolean follows() {
        return ranks != null;
    }

    /** When the next run is due; the first one is the next night. */
    Instant next(Rulebook book, Instant now) {
        if (ranks != null) {
            return nextOfFew(book, now);
        }
        Optional<String> last = store.notes().read(NOTE);
        if (last.isEmpty()) {
            store.notes().write(NOTE, now.toString());
        }
        // a run in the future was made before the clock went back
        return after(book, last.map(Instant::parse).filter(l -> !l.isAfter(now)).orElse(now));
    }

    /** Alone and beyond suspicion, a card meets only the nights that give it another place. */
    private Instant nextOfFew(Rulebook book, Instant now) {
        if (ranks == Ranks.NONE) {
            return Instant.MAX;
        }
        if (!several) {
            List<Card> all = new ArrayList<>(1);
            store.cards().scan(all::add);
            several = all.size() > 1;
            if (all.isEmpty() || !several && !isSuspect(all.get(0))) {
                return all.isEmpty() ? Instant.MAX : ranks.next(all.get(0).id(), over).orElse(Instant.MAX);
            }
        }
        return after(book, over.isBefore(now) ? now.minusNanos(1) : over);
    }

    /** What {@link Glance#suspect} says, without the rest. */
    private boolean isSuspect(Card only) {
        if (only.profile() != asked) {
            asked = only.profile();
            typed = Glance.isTyped(asked);
        }
        return typed || Engagement.isSpotChecked(only);
    }

    /** Nights up to that instant do not come any more. */
    void pass(Instant now) {
        over = now;
    }

    /** The first night after an instant. */
    static Instant after(Rulebook book, Instant last) {
        LocalDate day = last.atZone(book.companyZone()).toLocalDate();
        Instant tonight = LocalDays.at(day, TIME, book.companyZone());
        return tonight.isAfter(last) ? tonight : LocalDays.at(day.plusDays(1), TIME, book.companyZone());
    }

    Optional<Portfolio> latest() {
        return Optional.ofNullable(latest);
    }

    /** Takes the figures as they are without changing any card. */
    void look(Rulebook book, Instant now) {
        Look look = look(now, glance -> { });
        latest = look.ranking(book, now).portfolio(look.customers, now);
    }

    /** Ranks all customers and writes the cards whose class or place changed. */
    void run(Rulebook book, Engagement engagement, Instant now) {
        SharedPhones phones = new SharedPhones();
        Set<String> typed = new HashSet<>();
        Map<String, Placing> changed = new TreeMap<>();
        Look look = look(now, glance -> {
            phones.see(glance.id(), glance.phones());
            if (glance.suspect()) {
                typed.add(glance.id());
            }
            if (ranks != null) {
                Ranks.Placed given = ranks.at(glance.id(), now);
                if (!given.place().isThatOf(glance)) {
                    changed.put(glance.id(), new Placing(given.place(), given::because));
                }
            }
        });
        if (ranks == null) {
            rank(book, look, now, changed);
        }
        change(List.copyOf(changed.keySet()), card -> {
            Placing to = changed.get(card.id());
            return engagement.rank(card, to.place.abc(), to.place.vital(), to.because.get(), now);
        });
        Map<String, Integer> sharers = phones.sharers();
        typed.addAll(sharers.keySet());
        change(typed.stream().sorted().toList(), card -> engagement.spotCheck(card, sharers.getOrDefault(card.id(), 1), now));
        store.notes().write(NOTE, now.toString());
        over = now;
    }

    /** The place that a card gets, and why. */
    private record Placing(Ranking.Place place, Supplier<List<Reason>> because) {
        static final Placing NONE = new Placing(Ranking.Place.NONE, () -> Ranking.NO_SALES);
    }

    private void rank(Rulebook book, Look look, Instant now, Map<String, Placing> changed) {
        Ranking ranking = look.ranking(book, now);
        look.ranked.forEach(id -> changed.put(id, Placing.NONE));
        for (int i = 0; i < ranking.size(); i++) {
            int place = i;
            if (!ranking.place(i).isThatOf(ranking.buyer(i))) {
                changed.put(ranking.buyer(i).id(), new Placing(ranking.place(i), () -> ranking.because(place)));
            }
        }
        latest = ranking.portfolio(look.customers, now);
    }

    /** Changes cards until each change is written or no longer wanted. */
    private void change(List<String> all, Function<Card, Optional<Change>> wanted) {
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> left = new ArrayList<>(all.subList(from, Math.min(all.size(), from + BATCH)));
            while (!left.isEmpty()) {
                List<Change> changes = new ArrayList<>();
                cards.load(left).values().stream().filter(card -> !card.givenUp()).forEach(card -> wanted.apply(card).ifPresent(changes::add));
                left = new ArrayList<>(cards.commit(changes));
                CrashPoint.MID_NIGHT.pass();
            }
        }
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
