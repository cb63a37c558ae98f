package dev.regard.engine.time;

/**
 * A date of the Chinese lunisolar calendar. Its year begins with the Spring Festival and is numbered like the solar year
 * in which it begins.
 *
 * @param leapMonth whether the month is the second of its number in that year
 */
public record LunarDate(int year, int month, boolean leapMonth, int day) {
}
