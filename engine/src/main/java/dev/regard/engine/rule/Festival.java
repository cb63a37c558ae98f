package dev.regard.engine.rule;

import dev.regard.engine.time.AnnualDate;
import java.util.List;

/**
 * A day of the year that calls for a contact.
 *
 * @param name the occasion's name, such as {@code spring-festival}
 * @param date when it is; null for the solar term Qingming, which moves
 */
public record Festival(String name, AnnualDate date) {
    /** The occasions that are dates of the customer's own: tables may name them like festivals. */
    public static final List<String> OWN = List.of("birthday", "first-purchase", "founding-day", "wedding-day", "moving-in-day");
}
