package dev.regard.engine.event;

/** Texts as any encoding of Unicode can write them: no half of a surrogate pair stands alone in them. */
public final class Texts {
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() { }

    /** The beginning of a text, at most so many characters; a pair that does not fit is left out as a whole. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean between = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, between ? most - 1 : most);
    }

    /** The text with U+FFFD in place of each half that stands alone. */
    public static String whole(String text) {
        StringBuilder whole = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                whole = whole == null ? new StringBuilder(text) : whole;
                whole.setCharAt(i, REPLACEMENT);
            }
        }
        return whole == null ? text : whole.toString();
    }
}
