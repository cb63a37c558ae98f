package dev.regard.engine.store;

import dev.regard.engine.customer.Card;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a list of customers can be narrowed by, in the form in which every adapter stores it.
 *
 * @param words id and name, also those of cards that were merged into this one, e-mails and phones (as written and as keys), each on a
 *              line of its own, {@link #normalised}
 */
public record Searchable(String tier, String kind, String owner, String stage, String words) {

    public static Searchable of(Card card) {
        Set<String> lines = new LinkedHashSet<>();
        lines.add(card.id());
        lines.add(card.name());
        lines.addAll(card.profile().texts("emails"));
        lines.addAll(card.profile().texts("phones"));
        card.profile().keys().forEach(key -> lines.add(key.substring(key.indexOf(':') + 1)));
        lines.addAll(card.names());
        card.identity().members().forEach(member -> lines.add(member.card().name()));
        return new Searchable(card.standing().tier(), card.kind(), card.owner().orElse(null), card.standing().stage(),
                normalised(String.join("\n", lines)));
    }

    /** One form for what people take for the same: full-width and half-width, upper and lower case. */
    public static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The words of a question, each of which must occur. */
    public static List<String> wordsOf(String q) {
        return q == null ? List.of() : Arrays.stream(normalised(q).split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static boolean meets(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }

    public boolean meets(Records.CustomerFilter filter) {
        return meets(filter.tier(), tier) && meets(filter.kind(), kind) && meets(filter.owner(), owner) && meets(filter.stage(), stage)
                && wordsOf(filter.q()).stream().allMatch(words::contains);
    }
}
