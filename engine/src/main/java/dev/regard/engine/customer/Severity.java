package dev.regard.engine.customer;

import java.util.Arrays;
import java.util.Optional;

/** How bad a complaint is, from mild to worst. */
public enum Severity {
    LOW, NORMAL, HIGH, CRITICAL;

    /** Sales messages stop and nobody is greeted cheerfully while such a complaint is open. */
    public boolean severe() {
        return this == HIGH || this == CRITICAL;
    }

    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What a person wrote, where it is one of these. */
    public static Optional<Severity> stated(String words) {
        return Arrays.stream(values()).filter(s -> s.key().equalsIgnoreCase(words.strip())).findFirst();
    }

    public static Severity of(String name) {
        return valueOf(name.strip().toUpperCase(java.util.Locale.ROOT));
    }
}
