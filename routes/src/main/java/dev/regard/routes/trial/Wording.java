package dev.regard.routes.trial;

import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Sentence;
import dev.regard.engine.organisation.Organisation;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** How a report of a company says what a back-test found. */
record Wording(Organisation company, Language language) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    String sentence(Decision decision) {
        return Sentence.of(decision, language, company);
    }

    /** The sentence with its moment. */
    String dated(Decision decision) {
        return minute(decision.at()) + " " + sentence(decision);
    }

    /** In the company's zone. */
    String minute(Instant moment) {
        return MINUTE.format(moment.atZone(company.zone()));
    }

    /** What planned a touch; empty where that was long before the period. */
    Optional<String> why(Outcome side, Touch touch) {
        return Optional.ofNullable(side.reasons().get(touch.why())).map(this::sentence);
    }

    /** Why contacts are not made, with what became of them. */
    String unmade(Outcome.Unmade unmade) {
        return name(unmade.status()) + (unmade.because().isEmpty() ? "" : ": " + Cause.in(unmade.because(), language));
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String row(Outcome.Row row) {
        return row.table() + "/" + row.row();
    }

    static String move(Comparison.TierMove move) {
        return move.published() + " -> " + move.draft();
    }

    /** Counts by words, in their order; those that have the same words are added up. */
    static <K> TreeMap<String, Pair> named(Map<K, Pair> counts, Function<K, String> words) {
        return named(counts, words, Pair::plus);
    }

    /** How many customers move from tier to tier, in the order of the words. */
    static TreeMap<String, Integer> moves(Map<Comparison.TierMove, Integer> moves) {
        return named(moves, Wording::move, Integer::sum);
    }

    private static <K, V> TreeMap<String, V> named(Map<K, V> counts, Function<K, String> words, BinaryOperator<V> plus) {
        TreeMap<String, V> named = new TreeMap<>();
        counts.forEach((key, count) -> named.merge(words.apply(key), count, plus));
        return named;
    }
}
