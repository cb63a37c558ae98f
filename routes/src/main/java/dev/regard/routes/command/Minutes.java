package dev.regard.routes.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments as people at the company read them, to the minute; programs get them in UTC. */
final class Minutes {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private final ZoneId zone;

    /** @param zone the company's */
    Minutes(ZoneId zone) {
        this.zone = zone;
    }

    String of(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** Of an instant in the API's form (RFC 3339). */
    String of(JsonNode instant) {
        return of(Instant.parse(instant.asText()));
    }
}
