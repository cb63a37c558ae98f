package dev.regard.connectors.files;

import java.util.List;

/**
 * What the rows of a table look like: columns in which every cell so far had the same pattern of digits, letters and signs, such as
 * {@code C-1001} or {@code 2026-03-02}. Running text does not fall into such patterns by accident.
 */
final class RowShapes {
    /** So many rows are learned from. */
    private static final int LEARNED = 100;
    private static final int LONGEST_CELL = 40;

    private final String[] shapes;
    private int learned;

    RowShapes(int columns) {
        shapes = new String[columns];
    }

    /** Learns from a good row, which has a cell for each column. */
    void learn(List<String> cells) {
        if (learned == LEARNED) {
            return;
        }
        for (int i = 0; i < shapes.length; i++) {
            String shape = shape(cells.get(i));
            shapes[i] = learned == 0 || shape.equals(shapes[i]) ? shape : "";
        }
        learned++;
    }

    /** Whether a line, cut at each separator, has a cell for each column, and in those with a pattern that pattern; false where none has one. */
    boolean fit(String line, char separator) {
        boolean some = false;
        int from = 0;
        for (int i = 0; i < shapes.length; i++) {
            int end = line.indexOf(separator, from);
            boolean last = i == shapes.length - 1;
            if (last != end < 0) {
                return false;
            }
            if (learned > 0 && !shapes[i].isEmpty()) {
                if (!shape(line.substring(from, last ? line.length() : end)).equals(shapes[i])) {
                    return false;
                }
                some = true;
            }
            from = end + 1;
        }
        return some;
    }

    /** Runs of digits become 9, runs of letters a; empty where no digit is in it. */
    private static String shape(String cell) {
        String text = cell.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        text = quoted ? text.substring(1, text.length() - 1) : text;
        StringBuilder shape = new StringBuilder();
        boolean digit = false;
        for (int i = 0; i < text.length() && i < LONGEST_CELL; i++) {
            char c = text.charAt(i);
            char sign = Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'a' : c;
            digit |= sign == '9';
            if (shape.length() == 0 || sign != shape.charAt(shape.length() - 1) || sign != '9' && sign != 'a') {
                shape.append(sign);
            }
        }
        return digit && text.length() <= LONGEST_CELL ? shape.toString() : "";
    }
}
