package dev.regard.engine.decision;

import java.util.Locale;

/** The languages that the engine itself speaks; templates may have others. */
public enum Language {
    ENGLISH("en"), CHINESE("zh");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** BCP 47. */
    public String tag() {
        return tag;
    }

    /** Chinese for {@code zh}, {@code zh-CN} and their like, else English. */
    public static Language of(String bcp47) {
        return bcp47 != null && bcp47.toLowerCase(Locale.ROOT).startsWith("zh") ? CHINESE : ENGLISH;
    }

    /** One of two wordings. */
    public String pick(String english, String chinese) {
        return this == CHINESE ? chinese : english;
    }
}
