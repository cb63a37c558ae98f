package dev.regard.engine.rule;

/** What a cell or a fact holds, and by which Java type it is represented. */
public enum ValueType {
    /** {@code String}, compared without regard to case; such as a tier or a category. */
    NAME,
    /** {@code String}, free words. */
    TEXT,
    /** {@code BigDecimal}; a money amount or a count. */
    NUMBER,
    /** {@code BigDecimal} between 0 and 1, written {@code 90%}. */
    PERCENT,
    /** {@code Integer}; whole days, written {@code 14} or {@code 14 days}. */
    DAYS,
    /** {@code Boolean}, written {@code yes}, {@code no}, 是, 否. */
    FLAG,
    /** {@code java.time.LocalDate}, written {@code 2026-12-01}. */
    DATE,
    /** {@code java.time.LocalTime}, written {@code 09:00}; {@code 24:00} is {@code LocalTime.MAX}. */
    TIME,
    /** {@code java.util.Set<java.time.DayOfWeek>}, written {@code Mon-Fri} or {@code Sat, Sun} or 周一至周五. */
    WEEKDAYS,
    /** {@link WorkingSpan}, written {@code 2 working hours}, {@code 1 working hour before}, {@code 3 working days}, {@code at once}. */
    WORKING_SPAN,
    /** {@code java.util.List<String>}: phrases, separated by {@code ;} or line breaks. */
    WORDS
}
