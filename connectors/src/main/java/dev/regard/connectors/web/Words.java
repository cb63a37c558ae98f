package dev.regard.connectors.web;

import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Terms;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What the pages say, in one language. */
final class Words {
    private static final Map<Language, Map<String, String>> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, read("words_" + language.tag() + ".properties"));
        }
    }

    private final Language language;

    Words(Language language) {
        this.language = language;
    }

    Language language() {
        return language;
    }

    /** The words of a key with {@code {0}}, {@code {1}}, … filled; a key without words is a mistake of ours and throws. */
    String say(String key, Object... values) {
        String words = ALL.get(language).get(key);
        if (words == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + language);
        }
        for (int i = 0; i < values.length; i++) {
            words = words.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return words;
    }

    /** The words of a key that may be unknown, because the company made it up: then the name itself. */
    String label(String prefix, String name) {
        return ALL.get(language).getOrDefault(prefix + name, name);
    }

    /** A share as whole per cent, rounded down: what is nearly complete is not complete. */
    String percent(BigDecimal share) {
        return share.movePointRight(2).setScale(0, RoundingMode.DOWN).toPlainString() + " %";
    }

    String term(String name) {
        return Terms.of(name, language);
    }

    String term(Enum<?> name) {
        return Terms.of(Json.name(name), language);
    }

    String occasion(String occasion) {
        return Terms.occasion(occasion, language);
    }

    static Map<String, String> all(Language language) {
        return ALL.get(language);
    }

    private static Map<String, String> read(String name) {
        Properties properties = new Properties();
        try (Reader text = new StringReader(new String(Resources.bytes(Words.class, name), StandardCharsets.UTF_8))) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> words = new TreeMap<>();
        properties.forEach((key, value) -> words.put((String) key, (String) value));
        return Map.copyOf(words);
    }
}
