package dev.regard.engine.rule;

import dev.regard.engine.time.AnnualDate;

/**
 * A day of the year that calls for a contact.
 *
 * @param name the occasion's name, such as {@code spring-festival}
 * @param date when it is; null for the solar term Qingming, which moves
 */
public record Festival(String name, AnnualDate date) { }
