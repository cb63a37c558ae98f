package dev.regard.connectors.mail.inbound;

import dev.regard.engine.event.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    /** RFC 3463: bad mailbox or system address, moved, null MX, mailbox disabled; of the first class all but those about the sender. */
    private static final Set<String> NO_SUCH_ADDRESS = Set.of("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1");
    private static final Pattern ACTION = Pattern.compile("(?im)^action:\\s*([a-z]+)");
    private static final Pattern STATUS = Pattern.compile("(?im)^status:\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final Pattern DIAGNOSTIC = Pattern.compile("(?im)^diagnostic-code:\\s*(?:[a-z0-9-]+;\\s*)?(.*+(?:\\R[ \\t].*+)*+)");
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([45]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([45]\\d\\d)(?=[ -])");
    private static final Pattern UNKNOWN = Pattern.compile("user (is )?unknown|unknown user|no such (user|mailbox|recipient|address)|(user|mailbox|recipient|address|account)[^.\\n]{0,60}"
            + "(does not exist|doesn't exist|not found|no longer exists|is disabled|unknown)|invalid (recipient|mailbox|address)|unbekannter? (nutzer|empfänger|benutzer)"
            + "|(empfänger|adresse|postfach)[^.\\n]{0,40}(unbekannt|existiert nicht)|(用户|收件人|邮箱|地址|账号)[^。\\n]{0,20}(不存在|无效|已停用|未找到)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FULL = Pattern.compile("mailbox (is )?full|over ?quota|quota exceeded|postfach (ist )?voll|邮箱已满|容量已满|空间不足", Pattern.CASE_INSENSITIVE);
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
        return Optional.of(new Bounce(status.isEmpty() ? words.status : status, NO_SUCH_ADDRESS.contains(status) || vague && words.stops, cut(said)));
    }

    /** Whether a part is a delivery report, and one of the mail itself: people hand on those that they got, too. */
    static boolean isReport(InboundMail.Part part) {
        return !part.handedOn() && (part.type().endsWith("/delivery-status") || part.type().endsWith("/global-delivery-status"));
    }

    private static Bounce ofWords(String text) {
        String status = first(ENHANCED, text);
        String reply = first(REPLY, text);
        boolean unknown = UNKNOWN.matcher(text).find() && !FULL.matcher(text).find();
        boolean permanent = status.startsWith("5") || status.isEmpty() && !reply.startsWith("4");
        String code = status.isEmpty() ? reply : status;
        Matcher line = Pattern.compile("(?m)^.*" + Pattern.quote(code) + ".*$").matcher(text);
        return new Bounce(code, permanent && (NO_SUCH_ADDRESS.contains(status) || unknown), cut(!code.isEmpty() && line.find() ? line.group().strip() : text.strip()));
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? Texts.cut(text, LONGEST) + "..." : text;
    }
}
