package dev.regard.engine.run;

import dev.regard.engine.customer.Margin;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Which place among all customers the tables give each one on each night (T2, T3), worked out from their sales alone: what a part of them has to be told. */
public final class Ranks {
    /** Where nobody has a place and there are no nights. */
    public static final Ranks NONE = new Ranks();
    private static final long[] NO_PHONES = {};
    private final Map<String, List<Placed>> placed = new HashMap<>();

    /**
     * What a customer has bought in the twelve months before a night.
     *
     * @param night from that night on, until the customer's next figure
     */
    public record Sales(Instant night, BigDecimal amount) { }

    /** A place that a customer gets on a night, with the reasons of that night, though it may be on a later one that the card takes it over. */
    record Placed(Instant night, Ranking.Place place, int rank, BigDecimal sales, BigDecimal better, Ranking.Night among) {
        static final Placed NOWHERE = new Placed(Instant.MIN, Ranking.Place.NONE, 0, BigDecimal.ZERO, null, null);

        List<Reason> because() {
            return among == null ? Ranking.NO_SALES : among.because(among.facts(rank, sales, better));
        }
    }

    /** The nights after an instant up to another one. */
    public static List<Instant> nights(Rulebook book, Instant after, Instant until) {
        List<Instant> nights = new ArrayList<>();
        for (Instant night = Nights.after(book, after); !night.isAfter(until); night = Nights.after(book, night)) {
            nights.add(night);
        }
        return nights;
    }

    /**
     * @param rules those that count on a night
     * @param sales of each customer, each night later than the one before
     */
    public static Ranks of(Function<Instant, Rulebook> rules, List<Instant> nights, Map<String, List<Sales>> sales) {
        Ranks ranks = new Ranks();
        TreeMap<Instant, Map<String, BigDecimal>> changes = new TreeMap<>();
        nights.forEach(night -> changes.put(night, new HashMap<>()));
        sales.forEach((customer, all) -> all.forEach(one -> changes.get(one.night()).put(customer, one.amount())));
        Map<String, Glance> known = new HashMap<>();
        BuyerOrder order = new BuyerOrder();
        changes.forEach((night, changed) -> {
            List<Glance> gone = new ArrayList<>();
            List<Glance> fresh = new ArrayList<>();
            changed.forEach((customer, amount) -> {
                Glance before = known.get(customer);
                Optional.ofNullable(before).ifPresent(gone::add);
                if (amount.signum() > 0) {
                    fresh.add(buyer(customer, amount, before == null ? Ranking.Place.NONE : new Ranking.Place(before.abc(), before.vital())));
                } else {
                    known.remove(customer);
                    ranks.add(customer, new Placed(night, Ranking.Place.NONE, 0, amount, null, null));
                }
            });
            fresh.forEach(buyer -> known.put(buyer.id(), buyer));
            ranks.place(order.replace(gone, fresh), rules.apply(night), night, known);
        });
        return ranks;
    }

    private static Glance buyer(String customer, BigDecimal sales, Ranking.Place place) {
        return new Glance(customer, sales, Margin.NONE, place.abc(), place.vital(), NO_PHONES, false);
    }

    private void place(List<Glance> buyers, Rulebook rules, Instant night, Map<String, Glance> known) {
        Ranking ranking = new Ranking(rules, buyers, night);
        for (int i = 0; i < buyers.size(); i++) {
            Glance buyer = buyers.get(i);
            Ranking.Place place = ranking.place(i);
            if (!place.isThatOf(buyer)) {
                add(buyer.id(), new Placed(night, place, i, buyer.sales(), ranking.better(i), ranking.night()));
                Glance moved = buyer(buyer.id(), buyer.sales(), place);
                buyers.set(i, moved);
                known.put(buyer.id(), moved);
            }
        }
    }

    private void add(String customer, Placed place) {
        placed.computeIfAbsent(customer, c -> new ArrayList<>(2)).add(place);
    }

    /** The first night after an instant on which the customer gets another place. */
    Optional<Instant> next(String customer, Instant after) {
        for (Placed one : all(customer)) {
            if (one.night.isAfter(after)) {
                return Optional.of(one.night);
            }
        }
        return Optional.empty();
    }

    /** The customer's place on a night. */
    Placed at(String customer, Instant night) {
        Placed last = Placed.NOWHERE;
        for (Placed one : all(customer)) {
            if (one.night.isAfter(night)) {
                break;
            }
            last = one;
        }
        return last;
    }

    private List<Placed> all(String customer) {
        return placed.getOrDefault(customer, List.of());
    }
}
