package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Margin;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Store;
import dev.regard.engine.time.LocalDays;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The daily look at the whole customer base: who makes the first 80 % of the sales (T2), who are the vital few (T3), whose entries look implausible (C4). */
final class Nightly {
    private static final LocalTime TIME = LocalTime.of(2, 0);
    private static final String NOTE = "portfolio";
    private static final int BATCH = 500;
    private static final int SHARE_DIGITS = 12;
    private final Store store;
    private final CardCache cards;
    private volatile Portfolio latest;
    /** What was seen of each card; null where nothing is kept from night to night, as there may be more cards than fit into memory. */
    private Map<String, Glance> seen;

    Nightly(Store store, CardCache cards) {
        this.store = store;
        this.cards = cards;
    }

    /** From now on what was seen of a card is kept until the card changes: for many nights over cards that lie in memory themselves. */
    void remember() {
        seen = new HashMap<>();
    }

    /** One customer's line in the ranking. */
    private record Line(String id, Glance card) {
        BigDecimal sales() {
            return card.sales();
        }
    }

    /** When the next run is due; the first one is the next night. */
    Instant next(Rulebook book, Instant now) {
        Optional<String> last = store.notes().read(NOTE);
        if (last.isEmpty()) {
            store.notes().write(NOTE, now.toString());
        }
        // a run in the future was made before the clock went back
        return after(book, last.map(Instant::parse).filter(l -> !l.isAfter(now)).orElse(now));
    }

    private static Instant after(Rulebook book, Instant last) {
        LocalDate day = last.atZone(book.companyZone()).toLocalDate();
        Instant tonight = LocalDays.at(day, TIME, book.companyZone());
        return tonight.isAfter(last) ? tonight : LocalDays.at(day.plusDays(1), TIME, book.companyZone());
    }

    Optional<Portfolio> latest() {
        return Optional.ofNullable(latest);
    }

    /** Takes the figures as they are without changing any card. */
    void look(Rulebook book, Instant now) {
        latest = snapshot(rank(book, lines(now, (id, glance) -> { }), now), now);
    }

    /** Ranks all customers and writes the cards whose class or place changed. */
    void run(Rulebook book, Engagement engagement, Instant now) {
        SharedPhones phones = new SharedPhones();
        Set<String> typed = new HashSet<>();
        List<Line> before = lines(now, (id, glance) -> {
            phones.see(id, glance.phones());
            if (glance.suspect()) {
                typed.add(id);
            }
        });
        Map<String, Place> places = rank(book, before, now);
        List<String> changed = before.stream().filter(l -> {
            Place place = places.get(l.id());
            return !Objects.equals(place == null ? null : place.abc(), l.card().abc()) || (place != null && place.vital()) != l.card().vital();
        }).map(Line::id).toList();
        change(changed, card -> {
            Place place = places.get(card.id());
            return engagement.rank(card, place == null ? null : place.abc(), place != null && place.vital(),
                    place == null ? List.of(Reason.engine("no-sales", "sales12m", BigDecimal.ZERO)) : place.because(), now);
        });
        Map<String, Integer> sharers = phones.sharers();
        typed.addAll(sharers.keySet());
        change(typed.stream().sorted().toList(), card -> engagement.spotCheck(card, sharers.getOrDefault(card.id(), 1), now));
        latest = snapshot(places, now);
        store.notes().write(NOTE, now.toString());
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

    private List<Line> lines(Instant now, BiConsumer<String, Glance> each) {
        List<Line> lines = new ArrayList<>();
        store.cards().scan(card -> {
            if (!card.givenUp()) {
                Glance glance = glance(card, now);
                each.accept(card.id(), glance);
                if (glance.ranks()) {
                    lines.add(new Line(card.id(), glance));
                }
            }
        });
        return lines;
    }

    private Glance glance(Card card, Instant now) {
        if (seen == null) {
            return Glance.of(card, now);
        }
        Glance known = seen.get(card.id());
        if (known == null || !known.holds(card, now)) {
            known = Glance.of(card, now);
            seen.put(card.id(), known);
        }
        return known;
    }

    /** A buyer's place. */
    private record Place(BigDecimal sales, Margin margin, String abc, boolean vital, List<Reason> because) { }

    private static Map<String, Place> rank(Rulebook book, List<Line> lines, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, book.companyZone());
        List<Line> buyers = lines.stream().filter(l -> l.sales().signum() > 0)
                .sorted(Comparator.comparing(Line::sales).reversed().thenComparing(Line::id)).toList();
        BigDecimal total = buyers.stream().map(Line::sales).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Place> places = new LinkedHashMap<>();
        BigDecimal better = BigDecimal.ZERO;
        Answers classes = new Answers(book.rules(), Topic.ABC);
        Answers vitals = new Answers(book.rules(), Topic.VITAL);
        for (int i = 0; i < buyers.size(); i++) {
            Line line = buyers.get(i);
            Facts facts = Facts.builder().set(Attribute.DAY, today).set(Attribute.SALES_12M, line.sales())
                    .set(Attribute.CUMULATED_SHARE, better.divide(total, SHARE_DIGITS, RoundingMode.DOWN))
                    .set(Attribute.RANK_SHARE, BigDecimal.valueOf(i + 1L).divide(BigDecimal.valueOf(buyers.size()), SHARE_DIGITS, RoundingMode.UP))
                    .build();
            Optional<Match> abc = classes.to(facts);
            Optional<Match> vital = vitals.to(facts).filter(m -> m.flag("vital"));
            List<Reason> because = new ArrayList<>();
            abc.map(Reason::of).ifPresent(because::addAll);
            vital.map(Reason::of).ifPresent(because::addAll);
            if (because.isEmpty()) {
                because.add(Reason.engine("no-row", "sales12m", line.sales()));
            }
            places.put(line.id(), new Place(line.sales(), line.card().margin(), abc.map(m -> m.required("class")).orElse(null), vital.isPresent(), because));
            better = better.add(line.sales());
        }
        return places;
    }

    private Portfolio snapshot(Map<String, Place> places, Instant now) {
        Map<String, Portfolio.ClassFigures> classes = new LinkedHashMap<>();
        List<Portfolio.Place> vital = new ArrayList<>();
        BigDecimal sales = BigDecimal.ZERO;
        BigDecimal vitalSales = BigDecimal.ZERO;
        long vitalCount = 0;
        Margin margin = Margin.NONE;
        Margin vitalMargin = Margin.NONE;
        for (Map.Entry<String, Place> entry : places.entrySet()) {
            Place place = entry.getValue();
            sales = sales.add(place.sales());
            margin = margin.plus(place.margin());
            classes.merge(String.valueOf(place.abc()), new Portfolio.ClassFigures(1, place.sales()),
                    (a, b) -> new Portfolio.ClassFigures(a.customers() + b.customers(), a.sales().add(b.sales())));
            if (place.vital()) {
                vitalCount++;
                vitalSales = vitalSales.add(place.sales());
                vitalMargin = vitalMargin.plus(place.margin());
                if (vital.size() < Portfolio.LISTED) {
                    vital.add(new Portfolio.Place(entry.getKey(), place.sales(), place.margin(), place.abc()));
                }
            }
        }
        long customers = store.records().cardsByTier().values().stream().mapToLong(Long::longValue).sum();
        return new Portfolio(now, customers, places.size(), sales, classes, vital, vitalCount, vitalSales, margin, vitalMargin);
    }
}
