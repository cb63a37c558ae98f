package dev.regard.engine.run;

import dev.regard.engine.customer.Margin;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Distinctions;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The buyers of one night, the best first, with what the tables answer about each place (T2, T3). Along a ranking the facts only rise or only fall, and
 * two places in one situation ({@link Distinctions}) have all places between them in it: rules are asked once for each such stretch.
 */
final class Ranking {
    /** The best first. */
    static final Comparator<Glance> ORDER = Comparator.comparing(Glance::sales).reversed().thenComparing(Glance::id);
    static final List<Reason> NO_SALES = List.of(Reason.engine("no-sales", "sales12m", BigDecimal.ZERO));
    private static final int SHARE_DIGITS = 12;

    private final List<Glance> buyers;
    /** What all better ones bought together. */
    private final BigDecimal[] better;
    private final Night night;
    private final Place[] places;

    /** What the tables say of a buyer. */
    record Place(String abc, boolean vital) {
        static final Place NONE = new Place(null, false);

        boolean isThatOf(Glance card) {
            return is(card.abc(), card.vital());
        }

        boolean isThatOf(Standing standing) {
            return is(standing.abc(), standing.vital());
        }

        private boolean is(String itsAbc, boolean itsVital) {
            return Objects.equals(abc, itsAbc) && vital == itsVital;
        }
    }

    /** @param buyers in {@link #ORDER}, each with sales above zero */
    Ranking(Rulebook book, List<Glance> buyers, Instant now) {
        this.buyers = buyers;
        this.better = new BigDecimal[buyers.size()];
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < better.length; i++) {
            better[i] = sum;
            sum = sum.add(buyers.get(i).sales());
        }
        this.night = new Night(book.rules(), LocalDate.ofInstant(now, book.companyZone()), sum, buyers.size());
        this.places = new Place[buyers.size()];
        if (places.length > 0) {
            distinctions().ifPresentOrElse(tables -> fill(tables, 0, situations(tables, 0), places.length - 1, situations(tables, places.length - 1)),
                    () -> Arrays.setAll(places, this::answer));
        }
    }

    int size() {
        return places.length;
    }

    Glance buyer(int place) {
        return buyers.get(place);
    }

    Place place(int place) {
        return places[place];
    }

    /** Why a buyer has that place. */
    List<Reason> because(int place) {
        return night.because(facts(place));
    }

    private Place answer(int place) {
        return night.answer(facts(place));
    }

    private Facts facts(int place) {
        return night.facts(place, buyers.get(place).sales(), better[place]);
    }

    /** What all better ones bought together. */
    BigDecimal better(int place) {
        return better[place];
    }

    Night night() {
        return night;
    }

    /**
     * What all places of one night have in common.
     *
     * @param total  what all buyers bought together
     * @param buyers how many they are
     */
    record Night(RuleSet rules, LocalDate today, BigDecimal total, int buyers) {

        /**
         * What is known of a buyer.
         *
         * @param place  0 for the best one
         * @param better what all better ones bought together
         */
        Facts facts(int place, BigDecimal sales, BigDecimal better) {
            return Facts.builder().set(Attribute.DAY, today).set(Attribute.SALES_12M, sales)
                    .set(Attribute.CUMULATED_SHARE, better.divide(total, SHARE_DIGITS, RoundingMode.DOWN))
                    .set(Attribute.RANK_SHARE, BigDecimal.valueOf(place + 1L).divide(BigDecimal.valueOf(buyers), SHARE_DIGITS, RoundingMode.UP)).build();
        }

        Place answer(Facts facts) {
            return new Place(abc(facts).map(m -> m.required("class")).orElse(null), vital(facts).isPresent());
        }

        List<Reason> because(Facts facts) {
            List<Reason> because = new ArrayList<>();
            abc(facts).map(Reason::of).ifPresent(because::addAll);
            vital(facts).map(Reason::of).ifPresent(because::addAll);
            if (because.isEmpty()) {
                because.add(Reason.engine("no-row", "sales12m", facts.get(Attribute.SALES_12M)));
            }
            return because;
        }

        private Optional<Match> abc(Facts facts) {
            return Match.first(rules.evaluate(Topic.ABC, facts));
        }

        private Optional<Match> vital(Facts facts) {
            return Match.first(rules.evaluate(Topic.VITAL, facts)).filter(m -> m.flag("vital"));
        }
    }

    /** What each table that has a say can tell apart; empty where one of them can tell too much. */
    private Optional<List<Distinctions>> distinctions() {
        List<Optional<Distinctions>> all = Stream.of(Topic.ABC, Topic.VITAL).flatMap(topic -> night.rules.deciding(topic).stream()).map(Distinctions::of).toList();
        return all.stream().allMatch(Optional::isPresent) ? Optional.of(all.stream().flatMap(Optional::stream).toList()) : Optional.empty();
    }

    private List<OptionalLong> situations(List<Distinctions> tables, int place) {
        Facts facts = facts(place);
        return tables.stream().map(table -> table.situation(facts)).toList();
    }

    private void fill(List<Distinctions> tables, int from, List<OptionalLong> first, int to, List<OptionalLong> last) {
        if (from == to || first.equals(last) && first.stream().allMatch(OptionalLong::isPresent)) {
            Arrays.fill(places, from, to + 1, answer(from));
        } else {
            int middle = (from + to) / 2;
            fill(tables, from, first, middle, situations(tables, middle));
            fill(tables, middle + 1, situations(tables, middle + 1), to, last);
        }
    }

    /** @param customers how many cards there are */
    Portfolio portfolio(long customers, Instant at) {
        Map<String, Portfolio.ClassFigures> classes = new LinkedHashMap<>();
        List<Portfolio.Place> vital = new ArrayList<>();
        BigDecimal vitalSales = BigDecimal.ZERO;
        long vitalCount = 0;
        Margin margin = Margin.NONE;
        Margin vitalMargin = Margin.NONE;
        for (int i = 0; i < places.length; i++) {
            Glance buyer = buyers.get(i);
            margin = margin.plus(buyer.margin());
            classes.merge(String.valueOf(places[i].abc()), new Portfolio.ClassFigures(1, buyer.sales()),
                    (a, b) -> new Portfolio.ClassFigures(a.customers() + b.customers(), a.sales().add(b.sales())));
            if (places[i].vital()) {
                vitalCount++;
                vitalSales = vitalSales.add(buyer.sales());
                vitalMargin = vitalMargin.plus(buyer.margin());
                if (vital.size() < Portfolio.LISTED) {
                    vital.add(new Portfolio.Place(buyer.id(), buyer.sales(), buyer.margin(), places[i].abc()));
                }
            }
        }
        return new Portfolio(at, customers, places.length, night.total, classes, vital, vitalCount, vitalSales, margin, vitalMargin);
    }
}
