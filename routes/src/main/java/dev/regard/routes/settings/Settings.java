package dev.regard.routes.settings;

import dev.regard.connectors.mail.SmtpServer;
import dev.regard.connectors.web.WebSettings;
import dev.regard.engine.outbox.Pace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What an engine is started with.
 *
 * @param data           the folder for everything that is written
 * @param mongodb        the store's address; empty for the embedded store in {@code data}
 * @param web            where to listen, and the token
 * @param inbox          the drop folder
 * @param rules          a rule-set folder to publish at start
 * @param smtp           the mail server; empty for {@code .eml} files
 * @param mailing        what outgoing messages say about the ways back
 * @param timeZone       the company's zone; empty for that of {@code organisation.yaml}
 * @param clock          where a virtual clock starts; empty for real time
 * @param yesVirtualTime allows what only rehearsals want
 * @param logFormat      how the log is written
 */
public record Settings(Path data, Optional<String> mongodb, WebSettings web, Path inbox, Optional<Path> rules, Optional<SmtpServer> smtp,
        Mailing mailing, Optional<ZoneId> timeZone, Optional<Instant> clock, boolean yesVirtualTime, LogFormat logFormat) {

    /** How the log is written. */
    public enum LogFormat { TEXT, JSON }

    public Settings {
        if (clock.isPresent() && mongodb.isPresent() && !yesVirtualTime) {
            throw new WrongSetting("--clock together with --mongodb would let a company's real customers live in a made-up time. "
                    + "For a rehearsal on a database of its own, add --yes-virtual-time");
        }
    }

    /** An embedded engine on a free port of this machine, by real time: where programs that need one start from. */
    public static Settings embedded(Path data) {
        return new Settings(data, Optional.empty(), WebSettings.at("127.0.0.1:0", Optional.empty()), data.resolve("inbox"), Optional.empty(),
                Optional.empty(), Mailing.NONE, Optional.empty(), Optional.empty(), false, LogFormat.TEXT);
    }

    /**
     * The same, for an engine that listens and publishes: what cannot be followed is said before anything is written.
     *
     * @throws WrongSetting when it must not listen as told, or the rules to publish are not there
     */
    public Settings serving() {
        web.refusal().ifPresent(why -> {
            throw new WrongSetting(Setting.HTTP.option() + ": " + why);
        });
        rules.filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new WrongSetting(Setting.RULES.option() + ": there is no folder " + folder);
        });
        return this;
    }

    /** How fast ordinary mail goes out. */
    public Pace pace() {
        return mailing.pace(smtp.isPresent(), clock.isEmpty());
    }

    /** The same by a virtual clock. */
    public Settings at(Instant start) {
        return new Settings(data, mongodb, web, inbox, rules, smtp, mailing, timeZone, Optional.of(start), yesVirtualTime, logFormat);
    }

    /** The same in another data folder; a drop folder that was told stays. */
    public Settings in(Path folder) {
        Path drop = inbox.equals(data.resolve("inbox")) ? folder.resolve("inbox") : inbox;
        return new Settings(folder, mongodb, web, drop, rules, smtp, mailing, timeZone, clock, yesVirtualTime, logFormat);
    }

    /** The same, saying other ways back in what goes out. */
    public Settings with(Mailing other) {
        return new Settings(data, mongodb, web, inbox, rules, smtp, other, timeZone, clock, yesVirtualTime, logFormat);
    }

    /** The same over another mail server. */
    public Settings over(SmtpServer server) {
        return new Settings(data, mongodb, web, inbox, rules, Optional.of(server), mailing, timeZone, clock, yesVirtualTime, logFormat);
    }

    /** The same, reached another way. */
    public Settings with(WebSettings other) {
        return new Settings(data, mongodb, other, inbox, rules, smtp, mailing, timeZone, clock, yesVirtualTime, logFormat);
    }

    /** The same, publishing this folder's rules at start. */
    public Settings publishing(Path folder) {
        return new Settings(data, mongodb, web, inbox, Optional.of(folder), smtp, mailing, timeZone, clock, yesVirtualTime, logFormat);
    }

    /** Without what may hold a password. */
    @Override
    public String toString() {
        return "Settings[data=" + data + ", store=" + (mongodb.isPresent() ? "MongoDB" : "embedded") + ", web=" + web + ", inbox=" + inbox
                + ", rules=" + rules + ", smtp=" + smtp + ", mailing=" + mailing + ", timeZone=" + timeZone + ", clock=" + clock + "]";
    }
}
