package dev.regard.engine.customer;

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

    public static Severity of(String name) {
        return valueOf(name.strip().toUpperCase(java.util.Locale.ROOT));
    }
}
