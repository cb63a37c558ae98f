package dev.regard.connectors.mail.inbound;

import dev.regard.connectors.mail.Unreachable;
import dev.regard.engine.event.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a delivery report says of a mail that was not delivered: by its fields (RFC 3464), else by the codes (RFC 3463, RFC 5321) and words in the texts of
 * servers that send none.
 *
 * @param status the enhanced status code, such as {@code 5.1.1}; empty where none is said
 * @param stops  whether there is no such address; a full mailbox or a refused text says nothing about the address
 * @param words  the other server's words
 */
record Bounce(String status, boolean stops, String words) {
    private static final Pattern ACTION = Pattern.compile("(?im)^action:\\s*([a-z]+)");
    private static final Pattern STATUS = Pattern.compile("(?im)^status:\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final Pattern DIAGNOSTIC = Pattern.compile("(?im)^diagnostic-code:\\s*(?:[a-z0-9-]+;\\s*)?(.*+(?:\\R[ \\t].*+)*+)");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([45]\\d\\d)(?=[ -])");
    private static final int LONGEST = 300;

    /** Empty when nothing failed for good: the mail is late, or has arrived. */
    static Optional<Bounce> of(InboundMail mail) {
        Optional<String> report = mail.parts().stream().filter(Bounce::isReport).map(InboundMail.Part::text).filter(t -> !t.isBlank()).findFirst();
        return report.map(Bounce::ofFields).orElseGet(() -> Optional.of(ofWords(mail.subject() + "\n" + mail.words())).filter(b -> !b.status.startsWith("4")));
    }

    private static Optional<Bounce> ofFields(String fields) {
        String action = first(ACTION, fields).toLowerCase(Locale.ROOT);
        if (!action.isEmpty() && !action.equals("failed")) {
            return Optional.empty();
        }
        String said = first(DIAGNOSTIC, fields).replaceAll("\\s+", " ").strip();
        String status = first(STATUS, fields);
        // servers that know no better say 5.0.0 and tell the rest in words
        Bounce words = ofWords(said);
        boolean vague = status.isEmpty() || status.endsWith(".0.0");
        return Optional.of(new Bounce(status.isEmpty() ? words.status : status, Unreachable.isMeantBy(status) || vague && words.stops, cut(said)));
    }

    /** Whether a part is a delivery report, and one of the mail itself: people hand on those that they got, too. */
    static boolean isReport(InboundMail.Part part) {
        return !part.handedOn() && (part.type().endsWith("/delivery-status") || part.type().endsWith("/global-delivery-status"));
    }

    private static Bounce ofWords(String text) {
        String status = Unreachable.status(text);
        String reply = first(REPLY, text);
        boolean unknown = Unreachable.isSaidBy(text);
        boolean permanent = status.startsWith("5") || status.isEmpty() && !reply.startsWith("4");
        String code = status.isEmpty() ? reply : status;
        Matcher line = Pattern.compile("(?m)^.*" + Pattern.quote(code) + ".*$").matcher(text);
        return new Bounce(code, permanent && (Unreachable.isMeantBy(status) || unknown), cut(!code.isEmpty() && line.find() ? line.group().strip() : text.strip()));
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? Texts.cut(text, LONGEST) + "..." : text;
    }
}
