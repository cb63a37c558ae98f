package dev.regard.rules.template;

import java.util.List;

/** A plain list in a text file: one entry a line, remarks begin with {@code #}. */
final class Listing {

    private Listing() { }

    static List<String> names(String text) {
        return text.lines().map(l -> l.replace("\uFEFF", "").strip()).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
    }

    /** The first word of each entry; what follows it explains. */
    static List<String> firstWords(String text) {
        return names(text).stream().map(l -> l.split("\\s+", 2)[0]).toList();
    }
}
