package dev.regard.connectors.mail;

/** HTML as it is written piece by piece; what comes from a text is escaped. */
final class Markup {
    private final StringBuilder html = new StringBuilder(4_096);

    /** Our own markup, as it is; a line to itself. */
    Markup tag(String markup) {
        html.append(markup).append("\r\n");
        return this;
    }

    /** Our own markup inside of a line. */
    Markup raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Anybody's words. */
    Markup text(String words) {
        html.append(escaped(words));
        return this;
    }

    /** Escaped for text and for a quoted attribute; what no HTML may hold (control characters, lone surrogates) is left out. */
    static String escaped(String words) {
        StringBuilder safe = new StringBuilder(words.length() + 16);
        words.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (c == '\t' || !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF) && (c & 0xFFFE) != 0xFFFE) {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
