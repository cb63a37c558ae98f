package dev.regard.connectors.files;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes one CSV row apart (RFC 4180), fed line by line for as long as a quoted cell is open. A quote inside an unquoted
 * cell stands for itself.
 */
final class CsvSplitter {
    private final char separator;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean open;
    private boolean textAfterQuote;

    CsvSplitter(char separator) {
        this.separator = separator;
    }

    /** True when the row goes on in the next line. */
    boolean open() {
        return open;
    }

    /** True when something other than a separator follows a closing quote. */
    boolean textAfterQuote() {
        return textAfterQuote;
    }

    /** The cells that are closed so far. */
    List<String> cells() {
        return cells;
    }

    void feed(String line) {
        int at = 0;
        if (open) {
            cell.append('\n');
            at = quoted(line, 0);
        }
        while (!open && !textAfterQuote && at <= line.length()) {
            int start = at;
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
            if (start < line.length() && line.charAt(start) == '"') {
                cell.setLength(0);
                at = quoted(line, start + 1);
            } else {
                int end = line.indexOf(separator, at);
                end = end < 0 ? line.length() : end;
                cells.add(line.substring(at, end).strip());
                at = end + 1;
            }
        }
    }

    /** Reads on inside quotes from {@code at}; gives the start of the next cell. */
    private int quoted(String line, int at) {
        open = true;
        while (at < line.length()) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                break;
            }
            cell.append(line, at, quote);
            at = quote + 1;
            if (at < line.length() && line.charAt(at) == '"') {
                cell.append('"');
                at++;
                continue;
            }
            open = false;
            cells.add(cell.toString().strip());
            while (at < line.length() && line.charAt(at) == ' ' && separator != ' ') {
                at++;
            }
            textAfterQuote = at < line.length() && line.charAt(at) != separator;
            return at + 1;
        }
        cell.append(line, Math.min(at, line.length()), line.length());
        return line.length() + 1;
    }
}
