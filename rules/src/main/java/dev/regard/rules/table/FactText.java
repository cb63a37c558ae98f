package dev.regard.rules.table;

import dev.regard.engine.rule.ValueType;
import java.util.Optional;

/** Values of facts outside of tables, written as their cells write them. */
public final class FactText {
    private FactText() { }

    /** Which two numbers a text may mean, as {@code 5.000} may be five thousand or five; empty where it is one number or none. */
    public static Optional<String> unclearNumber(String written) {
        return Quantity.unclear(Cells.plain(written));
    }

    /**
     * The value of a fact; a name or a text as it stands.
     *
     * @throws IllegalArgumentException when it is none of this type; the message says what would be
     */
    public static Object value(ValueType type, String written) {
        String plain = Cells.plain(written);
        try {
            return switch (type) {
                case NUMBER, PERCENT, DAYS -> Quantity.of(type).number(plain);
                case FLAG -> Cells.flag(plain).orElseThrow(() -> new CellRefused(Cells.quoted(plain) + " is neither yes nor no"));
                case DATE -> Dates.day(plain);
                default -> written;
            };
        } catch (CellRefused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
