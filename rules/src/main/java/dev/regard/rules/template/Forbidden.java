package dev.regard.rules.template;

import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Phrases that a company never says. They are found without regard to case, width and line breaks. */
record Forbidden(List<String> phrases) {

    /** One phrase a line; lines that begin with {@code #} are remarks. */
    static Forbidden read(byte[] content) {
        return new Forbidden(Listing.names(new String(content, StandardCharsets.UTF_8)).stream().map(Forbidden::plain).toList());
    }

    List<RuleProblem> in(String file, List<String> lines) {
        List<RuleProblem> found = new ArrayList<>();
        String whole = plain(String.join("\n", lines));
        for (String phrase : phrases) {
            if (whole.contains(phrase)) {
                found.add(Place.inText(file, line(lines, phrase), 1).error("'" + phrase + "' is never said to a customer"));
            }
        }
        return found;
    }

    /** The line in which the phrase ends. */
    private static int line(List<String> lines, String phrase) {
        int line = 1;
        while (line < lines.size() && !plain(String.join("\n", lines.subList(0, line))).contains(phrase)) {
            line++;
        }
        return line;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replace('\u2019', '\'')
                .replaceAll("[\\s\\p{Z}]+", " ").strip();
    }
}
