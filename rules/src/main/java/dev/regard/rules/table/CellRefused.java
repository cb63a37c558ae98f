package dev.regard.rules.table;

import java.util.Optional;

/** The cell is not in the grammar; the message says why in words for its author. */
final class CellRefused extends Exception {
    private final String unclear;
    private final String taken;

    CellRefused(String words) {
        this(words, null, null);
    }

    /**
     * A number that may be two.
     *
     * @param unclear how it is written
     * @param taken   how the one is written that it was taken for before anybody asked
     */
    CellRefused(String words, String unclear, String taken) {
        super(words, null, false, false);
        this.unclear = unclear;
        this.taken = taken;
    }

    /** The cell as it was read before such numbers were refused; empty where it was refused then too. */
    Optional<String> before(String cell) {
        return Optional.ofNullable(unclear).filter(cell::contains).map(number -> cell.replace(number, taken));
    }
}
