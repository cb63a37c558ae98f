package dev.regard.connectors.mail.inbound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells people's mails from what machines write: our own mail that came back, bounces (RFC 3464 and the forms of servers that do not keep to
 * it), automatic answers (RFC 3834 and the headers used in practice), receipts and other reports (RFC 6522), and lists (RFC 2919). What a machine says of itself in a header counts
 * before what a subject looks like.
 */
final class Classifier {
    /** RFC 5321, 6.3, suggests a hundred; a mail that was handed on so often within one company's reach goes round in a circle. */
    static final int MOST_HOPS = 50;

    private static final Pattern REPORT = Pattern.compile("report-type\\s*=\\s*\"?(global-)?delivery-status");
    /** Receipts (RFC 8098) and reports of abuse (RFC 5965). */
    private static final Set<String> REPORTS = Set.of("message/disposition-notification", "message/global-disposition-notification", "message/feedback-report");
    private static final Pattern ROBOT = Pattern.compile("(mailer-daemon|postmaster|mail-daemon|mailerdaemon|mailsys)([+-].*)?@.*");
    private static final Pattern BOUNCE_SUBJECT = Pattern.compile("(?i)^\\s*(undeliver(able|ed)( mail)?\\b.*|delivery status notification.*"
            + "|mail delivery (failed|failure|subsystem|system).*|returned mail.*|failure notice|delivery failure.*|unzustellbar.*"
            + "|nicht zugestellt.*|.*zustellung (fehlgeschlagen|gescheitert).*|无法投递.*|系统退信.*|来自.*的退信.*|退信通知.*|未送达.*|未传递.*|邮件退回.*)");
    private static final Pattern BOUNCE_TEXT = Pattern.compile("(?is)^\\s*(hi\\. this is the qmail-send program.*|this is the mail system at host .*"
            + "|this message was created automatically by mail delivery software.*|.{0,200}您发送的邮件被退回.*|.{0,200}抱歉，您的邮件被退回来了.*)");
    /** As machines write it: a fixed phrase alone, or before a colon. What goes on like a sentence may be a person's. */
    private static final Pattern AWAY_SUBJECT = Pattern.compile("(?i)^\\s*[【\\[(（]?(auto(matic)?[- ]?(reply|response)|out of (the )?office|automatische (antwort|abwesenheitsnotiz)"
            + "|abwesenheits(notiz|meldung|nachricht|assistent)|自动(回复|答复|应答)|外出自动(回复|答复)|休假(通知|自动回复))[】\\])）]?\\s*([:：].*)?"
            + "|^\\s*out of (the )?office (until|till|from)\\b.*|^\\s*ich bin (derzeit |zurzeit )?nicht im (büro|haus)[.!]?\\s*", Pattern.DOTALL);

    private final String address;
    private final String domain;

    /** @param address the one that our mails come from, in any case */
    Classifier(String address) {
        this.address = address.toLowerCase(Locale.ROOT);
        this.domain = this.address.substring(this.address.indexOf('@') + 1);
    }

    Classified classify(InboundMail mail) {
        return own(mail).or(() -> bounce(mail)).or(() -> list(mail)).or(() -> automatic(mail)).or(() -> circling(mail))
                .orElse(new Classified(MailKind.HUMAN, "nothing says that a machine wrote it"));
    }

    /** Another engine's mark says only that a machine wrote it. */
    private Optional<Classified> own(InboundMail mail) {
        if (mail.all("x-regard").stream().anyMatch(mark -> mark.strip().equalsIgnoreCase(domain))) {
            return found(MailKind.OWN, "X-Regard: " + domain);
        }
        return mail.from().filter(address::equals).map(from -> new Classified(MailKind.OWN, "From: our own address"));
    }

    private static Optional<Classified> bounce(InboundMail mail) {
        if (mail.parts().stream().anyMatch(Bounce::isReport) || REPORT.matcher(header(mail, "content-type")).find()) {
            return found(MailKind.BOUNCE, "a delivery report (RFC 3464)");
        }
        if (mail.first("x-failed-recipients").isPresent()) {
            return found(MailKind.BOUNCE, "X-Failed-Recipients");
        }
        boolean nobody = mail.all("return-path").stream().anyMatch(p -> p.strip().equals("<>"));
        boolean robot = mail.from().map(f -> ROBOT.matcher(f).matches()).orElse(false);
        boolean subject = BOUNCE_SUBJECT.matcher(mail.subject()).matches();
        boolean text = BOUNCE_TEXT.matcher(mail.text()).matches();
        if (robot && (nobody || subject || text)) {
            return found(MailKind.BOUNCE, "from a mail system" + (nobody ? ", null return path" : subject ? ", subject of a bounce" : ", words of a bounce"));
        }
        return nobody && (subject || text) ? found(MailKind.BOUNCE, "null return path, " + (subject ? "subject" : "words") + " of a bounce") : Optional.empty();
    }

    /** Mail to an address of ours that is a list within the company, such as a group's, is a person's all the same. */
    private Optional<Classified> list(InboundMail mail) {
        if (mail.first("list-id").filter(id -> id.toLowerCase(Locale.ROOT).replaceAll("[<>\\s]+$", "").endsWith("." + domain)).isPresent()) {
            return Optional.empty();
        }
        for (String header : List.of("list-id", "list-post", "list-unsubscribe")) {
            if (mail.first(header).isPresent()) {
                return found(MailKind.LIST, header);
            }
        }
        String precedence = header(mail, "precedence");
        return precedence.equals("list") || precedence.equals("bulk") && !awaySubject(mail) && mail.first("auto-submitted").isEmpty()
                ? found(MailKind.LIST, "Precedence: " + precedence) : Optional.empty();
    }

    private static Optional<Classified> automatic(InboundMail mail) {
        String submitted = header(mail, "auto-submitted");
        if (!submitted.isEmpty() && !submitted.equals("no") && !submitted.startsWith("no;") && !submitted.startsWith("no ")) {
            return found(MailKind.AUTO_REPLY, "Auto-Submitted: " + submitted);
        }
        for (String header : List.of("x-autoreply", "x-autorespond", "x-autoresponder", "x-autoreply-from", "x-regard", "x-mail-autoreply",
                "x-qq-autoreply", "x-netease-autoreply")) {
            if (mail.first(header).filter(v -> !v.strip().equalsIgnoreCase("no")).isPresent()) {
                return found(MailKind.AUTO_REPLY, header);
            }
        }
        if (List.of("auto_reply", "junk", "bulk").contains(header(mail, "precedence")) || header(mail, "x-precedence").equals("auto_reply")) {
            return found(MailKind.AUTO_REPLY, "Precedence: " + header(mail, "precedence"));
        }
        if (header(mail, "content-type").startsWith("multipart/report") || mail.parts().stream().anyMatch(p -> !p.handedOn() && REPORTS.contains(p.type()))) {
            return found(MailKind.AUTO_REPLY, "a machine's report, such as a receipt (RFC 6522)");
        }
        boolean nobody = mail.all("return-path").stream().anyMatch(p -> p.strip().equals("<>"));
        // people's Exchange mail carries X-Auto-Response-Suppress too: it says what is wished for, not who wrote
        if (awaySubject(mail)) {
            return found(MailKind.AUTO_REPLY, "subject of an absence");
        }
        return nobody ? found(MailKind.AUTO_REPLY, "null return path") : Optional.empty();
    }

    private static Optional<Classified> circling(InboundMail mail) {
        int hops = mail.all("received").size();
        return hops > MOST_HOPS ? found(MailKind.AUTO_REPLY, hops + " hops: it goes round in a circle") : Optional.empty();
    }

    private static boolean awaySubject(InboundMail mail) {
        return AWAY_SUBJECT.matcher(mail.subject()).matches();
    }

    private static String header(InboundMail mail, String name) {
        return mail.first(name).map(v -> v.strip().toLowerCase(Locale.ROOT)).orElse("");
    }

    private static Optional<Classified> found(MailKind kind, String reason) {
        return Optional.of(new Classified(kind, reason));
    }
}
