package dev.regard.engine.decision;

import java.util.Locale;

/** The languages that the engine itself speaks; templates may have others. */
public enum Language {
    ENGLISH("en"), CHINESE("zh");

    private static final String BOTH = " / ";
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

    /**
     * Of a text that somebody wrote in both languages, Chinese and English in any order with {@code  / } in between, the part in this one; any
     * other text whole.
     */
    public String part(String text) {
        int between = text.indexOf(BOTH);
        if (between < 0 || between != text.lastIndexOf(BOTH)) {
            return text;
        }
        String first = text.substring(0, between);
        String second = text.substring(between + BOTH.length());
        return isChinese(first) == isChinese(second) ? text : isChinese(first) == (this == CHINESE) ? first : second;
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }

    /** One of two wordings. */
    public String pick(String english, String chinese) {
        return this == CHINESE ? chinese : english;
    }
}
