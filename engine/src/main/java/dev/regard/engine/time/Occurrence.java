package dev.regard.engine.time;

import java.time.LocalDate;

/**
 * One return of an annual date.
 *
 * @param date the solar date on which it falls
 * @param year the year that it belongs to in its own calendar: a lunar date late in 2026 falls on a date of 2027
 */
public record Occurrence(LocalDate date, int year) {
}
