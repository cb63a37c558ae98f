/**
 * Calendars and clocks of the domain: working days and working time, hours in which a customer may be contacted,
 * and the dates that come back each year, solar or lunar.
 *
 * <p>Everything here is a pure, immutable value: time is passed in, never read from a clock. Intervals are half-open.
 * Working time is elapsed time, so a day with a change of the offset has an hour more or less where its windows
 * span the change.
 */
package dev.regard.engine.time;
