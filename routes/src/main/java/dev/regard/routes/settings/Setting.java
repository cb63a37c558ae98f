package dev.regard.routes.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set, under the same name as an option, an environment variable and a key of {@code regard.yaml}. */
public enum Setting {
    DATA("DIR", "./regard-data", "The folder for everything that the engine writes."),
    MONGODB("URI", "", "Keep customers in this MongoDB (a replica set or a sharded cluster) instead of in the data folder."),
    HTTP("HOST:PORT", "127.0.0.1:8080", "Listen here for the pages, the API, probes and metrics. Port 0 picks a free one."),
    INBOX("DIR", "DATA/inbox", "Read files that are dropped into this folder."),
    RULES("DIR", "", "Publish the rule set of this folder at start. Without it the published one goes on, at first start the shipped one."),
    SMTP("URI", "", "Send mail over smtp://user:pass@host:port or smtps://, ?starttls=required. A password leaves this machine encrypted, unless ?starttls=off. "
            + "Without it mails become .eml files in DATA/sent-mail."),
    PUBLIC_URL("URL", "", "Where customers reach this server, such as https://care.example.com: links in messages lead there. Without it messages name no way to unsubscribe."),
    BOUNCE_ADDRESS("ADDRESS", "", "Where undelivered mail goes back to, such as bounces@example.com; each mail says bounces+TOKEN@example.com. Without it, to the sender."),
    REPLY_ADDRESS("ADDRESS", "", "Where customers' replies go, such as care@example.com; each mail says care+TOKEN@example.com. Without it, to the sender."),
    MAIL_RATE("N[,DOMAIN=N...]", "", "At most so many ordinary mails a minute to the addresses of one domain, such as 300,qq.com=60. Alerts never wait. "
            + "Default: 300 over SMTP by real time."),
    WARM_UP("DATE:N", "", "For a new sender address: at most N ordinary mails on this first day, half as many again on each of the 29 days after it, such as 2026-12-01:50."),
    IMAP("URI", "", "Read this mailbox: imap(s)://user:pass@host:port/INBOX, ?starttls=required. A password leaves this machine encrypted, unless ?starttls=off."),
    MAIL_AUTH_SERVER("NAME", "", "Believe a sender as far as this server says so in Authentication-Results (RFC 8601), such as mx.example.com. It must take foreign headers of its name off. "
            + "Without it no sender is proven."),
    TIME_ZONE("ZONE", "", "The company's time zone, such as Asia/Shanghai. Without it organisation.yaml says."),
    CLOCK("INSTANT", "", "Run by a virtual clock that starts here, such as 2026-01-01T00:00:00Z, and moves by POST /api/v1/clock only."),
    YES_VIRTUAL_TIME("", "", "Allow what only rehearsals want: --clock with --mongodb, and a MongoDB that is no replica set."),
    TOKEN("TOKEN", "", "Ask for this token. Needed to listen anywhere but on this machine."),
    LOG_FORMAT("FORMAT", "text", "How the log on standard error is written: text or json.");

    /** Planned names that this version does not fulfil: better refused than ignored. */
    static final List<String> NOT_YET = List.of("kafka");
    static final String PREFIX = "REGARD_";

    private final String label;
    private final String fallback;
    private final String words;

    Setting(String label, String fallback, String words) {
        this.label = label;
        this.fallback = fallback;
        this.words = words;
    }

    /** As in {@code regard.yaml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String option() {
        return "--" + key();
    }

    public String variable() {
        return PREFIX + name();
    }

    /** What stands for its value in the help; empty when it takes none. */
    public String label() {
        return label;
    }

    /** Empty when there is none. */
    public String fallback() {
        return fallback;
    }

    /** One or two sentences for the help. */
    public String words() {
        return words;
    }

    public boolean isFlag() {
        return label.isEmpty();
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Setting::name).toList();
    }

    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
