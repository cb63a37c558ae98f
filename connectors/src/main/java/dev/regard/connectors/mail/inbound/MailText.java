package dev.regard.connectors.mail.inbound;

import dev.regard.engine.event.Texts;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** Text out of what mails call text: charsets that lie, headers in no charset, HTML, and the mail that an answer repeats. */
final class MailText {
    private static final String QUOTES = "blockquote, .gmail_quote, .moz-cite-prefix, .yahoo_quoted";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LONGEST_HTML = 500_000;
    private static final int LONGEST_REMARK = 300;
    private static final Pattern WORD = Pattern.compile("=\\?([^?]*)\\?([bBqQ])\\?([^?]*)\\?=");
    /** Programs name the year, the time or the address; who says "On 23 November your driver wrote:" names none of them. */
    private static final String WHEN_OR_WHO = "(?=[^\\n]{0,200}(\\d{4}|\\d{1,2}[:：.]\\d{2}\\b|@))";
    private static final String TO_THE_NEXT_LINE = ".{2,200}(\\n[^>\\n]{1,80})?";
    /** The line with which mail programs begin the mail that is answered. */
    private static final Pattern QUOTE = Pattern.compile("(?im)^[ \\t]*("
            + "on " + WHEN_OR_WHO + "[^\\d\\n]{0,60}\\d" + TO_THE_NEXT_LINE + "\\bwrote:|am " + WHEN_OR_WHO + "[^\\d\\n]{0,60}\\d" + TO_THE_NEXT_LINE + "\\bschrieb.{0,120}:"
            + "|.{0,120}\\d{4}.{0,80}写道[:：]|在" + WHEN_OR_WHO + ".{0,60}\\d.{2,160}写道[:：]"
            + "|-{2,}\\s*(original message|original-nachricht|ursprüngliche nachricht|原始邮件|原邮件)\\s*-{2,}.*"
            + "|(_{20,}\\s*\\R\\s*)?(from|von|发件人)[:：] .{1,200}\\R[ \\t]*(sent|date|gesendet|datum|发送时间|日期|时间)[:：].{3,200}\\R[ \\t]*"
            + "(to|cc|subject|an|betreff|收件人|抄送|主题)[:：].*)[ \\t]*$");
    /** As programs put it where somebody wrote in HTML alone. */
    private static final Pattern NO_HTML = Pattern.compile("(?i)\\bhtml\\b|(view|read) (this|it|the) .{0,40}\\b(browser|online)\\b|im browser|浏览器|(无法|不能)(正常)?(显示|查看)");
    private static final Pattern HANDED_ON = Pattern.compile("(?im)^[ \\t]*-{2,}\\s*(forwarded message|weitergeleitete nachricht|转发的邮件|转发邮件信息)\\s*-{2,}");
    private static final Pattern QUOTED_LINES = Pattern.compile("(?m)^[ \\t]*>.*(\\R|$)");

    /**
     * What was said, and what repeats.
     *
     * @param quoted marked as such by the program that wrote it
     * @param below  what follows the line that begins a quote, without a mark: most of it repeats, and somebody may have written into it
     */
    record Split(String said, String quoted, String below) {
        static final Split NOTHING = all("");

        private static Split all(String said) {
            return new Split(said, "", "");
        }

        /** Of a mail that consists of several texts. */
        Split and(Split next) {
            return new Split(joined(said, next.said), joined(quoted, next.quoted), joined(below, next.below));
        }

        private static String joined(String one, String other) {
            return one.isEmpty() ? other : other.isEmpty() ? one : one + "\n" + other;
        }
    }

    private MailText() { }

    /** Bytes by the declared charset where they fit it, else by the first that they fit of UTF-8 and GB18030; nothing is ever refused. */
    static String decoded(byte[] bytes, String declared) {
        Optional<Charset> said = charset(declared);
        if (said.isPresent() && !(said.get().equals(StandardCharsets.US_ASCII) || said.get().equals(StandardCharsets.ISO_8859_1))) {
            Optional<String> strict = strictly(bytes, said.get());
            if (strict.isPresent()) {
                return strict.get();
            }
        }
        return strictly(bytes, StandardCharsets.UTF_8)
                .or(() -> said.filter(StandardCharsets.ISO_8859_1::equals).map(c -> new String(bytes, c)))
                .or(() -> strictly(bytes, GB18030))
                .orElseGet(() -> new String(bytes, said.filter(c -> !c.equals(StandardCharsets.US_ASCII)).orElse(StandardCharsets.ISO_8859_1)));
    }

    /** What calls itself GB2312 or GBK is GB18030 in practice, of which both are parts. */
    private static Optional<Charset> charset(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (List.of("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "euc-cn").contains(plain)) {
            return Optional.of(GB18030);
        }
        try {
            return plain.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(MimeUtility.javaCharset(plain)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** A header unfolded and decoded (RFC 2047); bytes without any declaration are taken for what they fit. */
    static String header(String value) {
        String line = inItsCharset(value.replaceAll("\\r?\\n[ \\t]*", " ").strip());
        // what lies between two encoded words is no space (RFC 2047, 6.2)
        Matcher words = WORD.matcher(line.replaceAll("(\\?=)\\s+(=\\?)", "$1$2"));
        return words.replaceAll(word -> Matcher.quoteReplacement(word(word.group(), word.group(1), word.group(2), word.group(3)))).replaceAll("\\p{Cntrl}", " ");
    }

    private static String word(String whole, String charset, String encoding, String text) {
        try {
            byte[] bytes = encoding.equalsIgnoreCase("b") ? java.util.Base64.getMimeDecoder().decode(text) : quotedPrintable(text);
            return decoded(bytes, charset.split("\\*", 2)[0]);
        } catch (IllegalArgumentException e) {
            try {
                return MimeUtility.decodeText(whole);
            } catch (UnsupportedEncodingException f) {
                return whole;
            }
        }
    }

    private static byte[] quotedPrintable(String text) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length() && Character.digit(text.charAt(i + 1), 16) >= 0 && Character.digit(text.charAt(i + 2), 16) >= 0) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.writeBytes((c == '_' ? " " : String.valueOf(c)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Bytes that a header took for characters, in the charset that they fit. */
    static String inItsCharset(String raw) {
        boolean bytes = raw.chars().anyMatch(c -> c >= 0x80) && raw.chars().allMatch(c -> c < 0x100);
        return bytes ? decoded(raw.getBytes(StandardCharsets.ISO_8859_1), "") : raw;
    }

    /**
     * What was said in a mail of both kinds of text: the plain one, unless it is only a remark beside an HTML that says much more.
     *
     * @param handedOn when all of it is to be read, since somebody hands on what another wrote
     */
    static Split of(String plain, String html, boolean handedOn) {
        String said = plain.isBlank() || !html.isBlank() && isRemark(plain, html) ? whole(html) : plain;
        if (handedOn || HANDED_ON.matcher(said).find()) {
            return Split.all(said.replace("\u0000", "").strip());
        }
        if (!html.isBlank() && saysNoHtml(plain, html)) {
            return ofPlain(plain).and(ofHtml(html)); // a program's words or a person's: both are heard
        }
        return plain.isBlank() || !said.equals(plain) ? ofHtml(html) : ofPlain(plain);
    }

    private static boolean saysNoHtml(String plain, String html) {
        if (plain.strip().length() >= LONGEST_REMARK || !NO_HTML.matcher(plain).find()) {
            return false; // before the HTML is read, which can be long
        }
        String said = whole(html);
        return !said.isBlank() && !letters(said).contains(letters(plain));
    }

    private static boolean isRemark(String plain, String html) {
        return plain.strip().length() < LONGEST_REMARK && whole(html).length() > 2 * plain.strip().length() + 40;
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static String whole(String html) {
        Document document = parsed(html);
        return text(new Elements(document.body()));
    }

    private static Document parsed(String html) {
        Document document = Jsoup.parse(Texts.cut(html, LONGEST_HTML));
        document.select("script, style, head, title").remove();
        return document;
    }

    /** Cuts from where the answered mail begins; who writes below it, or between its lines, is heard too. */
    static Split ofPlain(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\u0000", "");
        Matcher quote = QUOTE.matcher(lines);
        boolean begins = quote.find();
        if (begins && QUOTED_LINES.matcher(lines).region(quote.end(), lines.length()).find()) {
            // the program marks each line that it repeats, so what has no mark is new
            String said = withoutQuotes(lines.substring(0, quote.start()) + lines.substring(quote.end()));
            return said.isBlank() ? Split.all(lines.strip()) : new Split(said, lines.substring(quote.start()).strip(), "");
        }
        if (begins && !lines.substring(0, quote.start()).isBlank()) {
            String before = lines.substring(0, quote.start());
            String said = withoutQuotes(before);
            return new Split(said, said.length() == before.strip().length() ? "" : before.strip(), lines.substring(quote.start()).strip());
        }
        String said = withoutQuotes(begins ? lines.substring(0, quote.start()) + lines.substring(quote.end()) : lines);
        return said.isBlank() ? Split.all(lines.strip()) : new Split(said, said.length() == lines.strip().length() ? "" : lines.strip(), "");
    }

    private static String withoutQuotes(String lines) {
        return QUOTED_LINES.matcher(lines).replaceAll("").replaceAll("\\n{3,}", "\n\n").strip();
    }

    static Split ofHtml(String html) {
        if (html.isBlank()) {
            return Split.NOTHING;
        }
        Document document = parsed(html);
        Elements quotes = document.select(QUOTES);
        quotes.removeIf(quote -> quote.parent() != null && quote.parent().closest(QUOTES) != null);
        String quoted = text(quotes);
        if (!quotes.isEmpty()) {
            Document without = document.clone();
            without.select(QUOTES).remove();
            if (!without.text().isBlank()) {
                document = without;
            }
        }
        Split split = ofPlain(text(new Elements(document.body())));
        return new Split(split.said(), split.quoted().isEmpty() ? quoted : split.quoted(), split.below());
    }

    private static String text(Elements elements) {
        StringBuilder text = new StringBuilder();
        for (Element element : elements) {
            element.select("p, div, tr, li, h1, h2, h3, h4, table").before("\n");
            text.append(element.wholeText());
        }
        return text.toString().replace('\u00a0', ' ').replaceAll("(?<![ \\t])[ \\t]++\\n", "\n").replaceAll("\\n[ \\t]+", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }
}
