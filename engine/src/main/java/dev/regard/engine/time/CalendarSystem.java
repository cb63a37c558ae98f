package dev.regard.engine.time;

/** The calendar in which an annual date is counted. */
public enum CalendarSystem {
    /** Gregorian. */
    SOLAR,
    /** The Chinese lunisolar calendar, Beijing time. */
    LUNAR
}
