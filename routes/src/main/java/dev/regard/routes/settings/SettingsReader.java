package dev.regard.routes.settings;

import dev.regard.connectors.mail.SmtpServer;
import dev.regard.connectors.mail.inbound.ImapServer;
import dev.regard.connectors.mongodb.MongoStore;
import dev.regard.connectors.web.WebSettings;
import dev.regard.engine.outbox.Pace;
import dev.regard.routes.settings.Settings.LogFormat;
import dev.regard.rules.check.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes settings of an option, else an environment variable, else a line of {@code regard.yaml}, else the default. */
public final class SettingsReader {
    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    /** @param where the option, the variable or the place in the file, for whoever has to change it */
    record Given(String value, String where) { }

    private SettingsReader() { }

    /**
     * Reads all settings.
     *
     * @param options     those that were given
     * @param environment the process's; empty values count as not given
     * @param config      the YAML file; empty when there is none
     * @throws WrongSetting when one of them cannot be followed, or a key is not known
     */
    public static Settings read(Map<Setting, String> options, Map<String, String> environment, Optional<Path> config) {
        SettingsReader reader = new SettingsReader();
        config.ifPresent(file -> reader.given.putAll(SettingsFile.read(file)));
        reader.environment(environment);
        options.forEach((setting, value) -> reader.given.put(setting, new Given(value, setting.option())));
        return reader.settings();
    }

    private void environment(Map<String, String> environment) {
        for (Setting setting : Setting.values()) {
            String value = environment.getOrDefault(setting.variable(), "");
            if (!value.isBlank()) {
                given.put(setting, new Given(value, setting.variable()));
            }
        }
        for (String key : Setting.NOT_YET) {
            if (!environment.getOrDefault(Setting.variable(key), "").isBlank()) {
                throw notYet(Setting.variable(key));
            }
        }
        // variables of one's own, such as secrets of webhooks, may begin in the same way
        List<String> known = Arrays.stream(Setting.values()).map(Setting::variable).toList();
        environment.keySet().stream().filter(name -> name.startsWith(Setting.PREFIX) && !known.contains(name) && !environment.get(name).isBlank()).sorted()
                .flatMap(name -> Nearest.to(name.substring(Setting.PREFIX.length()), Setting.names()).map(near -> name + " is not known, did you mean " + Setting.PREFIX + near + "?").stream())
                .findFirst().ifPresent(words -> {
                    throw new WrongSetting(words);
                });
    }

    /** What a name is answered with that stands in the plan and not yet in the program. */
    public static WrongSetting notYet(String name) {
        return new WrongSetting(name + " is not available in this version");
    }

    private Settings settings() {
        Path data = value(Setting.DATA, SettingsReader::path).orElse(Path.of(Setting.DATA.fallback()));
        Optional<String> token = value(Setting.TOKEN, Function.identity());
        WebSettings web = value(Setting.HTTP, address -> WebSettings.at(address, token))
                .orElseGet(() -> WebSettings.at(Setting.HTTP.fallback(), token));
        return new Settings(data, value(Setting.MONGODB, MongoStore::checked), web,
                value(Setting.INBOX, SettingsReader::path).orElse(data.resolve("inbox")),
                value(Setting.RULES, SettingsReader::path), value(Setting.SMTP, SmtpServer::parse),
                mailing(),
                value(Setting.TIME_ZONE, SettingsReader::zone), value(Setting.CLOCK, SettingsReader::instant),
                value(Setting.YES_VIRTUAL_TIME, SettingsReader::flag).orElse(false),
                value(Setting.LOG_FORMAT, SettingsReader::logFormat).orElse(LogFormat.TEXT));
    }

    private Mailing mailing() {
        return new Mailing(value(Setting.PUBLIC_URL, Mailing::url), value(Setting.BOUNCE_ADDRESS, Mailing::address), value(Setting.REPLY_ADDRESS, Mailing::address), pace(),
                value(Setting.IMAP, ImapServer::parse), value(Setting.MAIL_AUTH_SERVER, Function.identity()));
    }

    private Optional<Pace> pace() {
        Optional<Pace> rate = value(Setting.MAIL_RATE, Mailing::rate);
        Optional<Pace.WarmUp> warmUp = value(Setting.WARM_UP, Mailing::warmUp);
        Pace rates = rate.orElse(Pace.ANY);
        return rate.isEmpty() && warmUp.isEmpty() ? Optional.empty() : Optional.of(new Pace(rates.perMinute(), rates.domains(), warmUp));
    }

    private <T> Optional<T> value(Setting setting, Function<String, T> parser) {
        Given value = given.get(setting);
        if (value == null || value.value().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(value.value().strip()));
        } catch (IllegalArgumentException e) {
            throw new WrongSetting(value.where() + ": " + e.getMessage());
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path", e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the time zone " + Nearest.to(text, ZoneId.getAvailableZoneIds())
                    .map(near -> "'" + text + "' is not known, did you mean " + near + "?")
                    .orElse("'" + text + "' is not known; an example is Asia/Shanghai"), e);
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no instant; an example is 2026-01-01T00:00:00Z", e);
        }
    }

    private static Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    private static LogFormat logFormat(String text) {
        return Arrays.stream(LogFormat.values()).filter(f -> f.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is neither text nor json"));
    }
}
