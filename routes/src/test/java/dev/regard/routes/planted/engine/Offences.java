package dev.regard.routes.planted.engine;

import com.nlf.calendar.Lunar;
import dev.regard.routes.planted.routes.Wiring;
import dev.regard.routes.planted.rules.Offences.SeesConnectors;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;

public final class Offences {
    private Offences() {
    }

    public static class AsksForNow {
        Instant due() {
            return Instant.now();
        }
    }

    public static class AsksForNowByReference {
        Supplier<LocalDate> today() {
            return LocalDate::now;
        }
    }

    public static class AsksForTheDate {
        Date date() {
            return new Date();
        }
    }

    public static class LeavesIdsToChance {
        UUID id() {
            return UUID.randomUUID();
        }
    }

    public static class Logs {
        Logger logger;
    }

    public static class KnowsAFile {
        Path path;
    }

    public static class KnowsTheMoon {
        Lunar date;
    }

    public static class SeesRules {
        SeesConnectors rules;
    }

    public static class SeesRoutes {
        Wiring wiring;
    }

    public static class Innocent {
        Instant due(Clock clock) {
            return Instant.now(clock).plusSeconds(new Date(0).getTime());
        }
    }
}
