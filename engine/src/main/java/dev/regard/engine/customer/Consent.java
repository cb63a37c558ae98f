package dev.regard.engine.customer;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a customer said about one purpose on one channel.
 *
 * @param proof where that is written
 */
public record Consent(boolean granted, Instant at, String proof) {

    /** Of two statements about the same: a withdrawal before a grant, else the later one. */
    Consent stricter(Consent other) {
        return granted != other.granted ? granted ? other : this : other.at.isAfter(at) ? other : this;
    }

    /** What either of two cards states; where both do, the stricter counts. */
    public static Map<String, Consent> stricter(Map<String, Consent> mine, Map<String, Consent> others) {
        Map<String, Consent> all = new TreeMap<>(mine);
        others.forEach((about, consent) -> all.merge(about, consent, Consent::stricter));
        return all;
    }
}
