package dev.regard.connectors.files;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * CSV that finds its feet again after each bad row. A quoted cell may span lines, but only when it closes as it should,
 * soon, and the row has then as many cells as the heading; otherwise the line on which the quote opened is bad alone, and
 * reading goes on with the very next line.
 */
final class CsvRows implements TableRows {
    /** How many lines a row may span. */
    static final int MOST_LINES = 50;
    /** The longest line, in characters. */
    static final int LONGEST_LINE = 1 << 18;
    /** From so many columns on, a line of running text hardly ever has the separators of a whole row. */
    private static final int TELLING_COLUMNS = 4;

    private final Reader text;
    private final Lines lines;
    private final Deque<Lines.Line> ahead = new ArrayDeque<>();
    private final char separator;
    private final List<String> headings;
    private final RowShapes shapes;

    CsvRows(Reader text) throws IOException {
        this.text = text;
        this.lines = new Lines(text, LONGEST_LINE);
        Lines.Line first = firstLine();
        boolean declared = first.text().length() == 5 && first.text().startsWith("sep=");
        Lines.Line heading = declared ? firstLine() : first;
        this.separator = declared ? first.text().charAt(4) : separatorOf(heading.text());
        CsvSplitter splitter = new CsvSplitter(separator);
        splitter.feed(heading.text());
        if (heading.cut() || splitter.open() || splitter.textAfterQuote()) {
            throw new FileRefused("its heading, line " + heading.number() + ", is no row of column names");
        }
        this.headings = List.copyOf(splitter.cells());
        this.shapes = new RowShapes(headings.size());
    }

    @Override
    public List<String> headings() {
        return headings;
    }

    @Override
    public char separator() {
        return separator;
    }

    @Override
    public TableRow next() throws IOException {
        for (Lines.Line line = take(); line != null; line = take()) {
            if (line.text().isBlank()) {
                continue;
            }
            TableRow row = row(line);
            if (!(row instanceof TableRow.Cells cells && cells.blank())) {
                return row;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private TableRow row(Lines.Line line) throws IOException {
        if (line.cut()) {
            return broken(line, "", "is longer than " + LONGEST_LINE + " characters");
        }
        CsvSplitter splitter = new CsvSplitter(separator);
        splitter.feed(line.text());
        if (splitter.open()) {
            return spanning(line, splitter);
        }
        if (splitter.textAfterQuote()) {
            return broken(line, title(splitter.cells().size() - 1), "has text behind a closing quote");
        }
        return cells(line, splitter.cells(), line.text());
    }

    private TableRow spanning(Lines.Line first, CsvSplitter splitter) throws IOException {
        String column = title(splitter.cells().size());
        StringBuilder raw = new StringBuilder(first.text());
        List<Lines.Line> read = new ArrayList<>();
        while (splitter.open() && read.size() + 1 < MOST_LINES && raw.length() < LONGEST_LINE) {
            Lines.Line line = take();
            if (line == null) {
                break;
            }
            read.add(line);
            // of two rows with one stray quote each, the second one's would seem to close the first one's
            boolean twoRows = countsAsRow(first.text()) && shapes.fit(line.text(), separator);
            if (line.cut() || twoRows || wholeRow(line.text())) {
                break;
            }
            raw.append('\n').append(line.text());
            splitter.feed(line.text());
        }
        if (!splitter.open() && !splitter.textAfterQuote() && fits(splitter.cells())) {
            return cells(first, splitter.cells(), raw.toString());
        }
        for (int i = read.size() - 1; i >= 0; i--) {
            ahead.addFirst(read.get(i));
        }
        return broken(first, column, "opens a quote that is not closed");
    }

    /** An open quote swallows such a line only by mistake. */
    private boolean wholeRow(String line) {
        return headings.size() >= TELLING_COLUMNS && line.indexOf('"') < 0 && countsAsRow(line);
    }

    /** As many separators as a row has, wherever they stand. */
    private boolean countsAsRow(String line) {
        return line.chars().filter(c -> c == separator).count() == headings.size() - 1;
    }

    private boolean fits(List<String> cells) {
        return cells.size() >= headings.size() && cells.subList(headings.size(), cells.size()).stream().allMatch(String::isEmpty);
    }

    private TableRow cells(Lines.Line line, List<String> cells, String raw) {
        if (fits(cells)) {
            shapes.learn(cells);
            return new TableRow.Cells(line.number(), cells.subList(0, headings.size()).toArray(String[]::new), raw);
        }
        return broken(line, title(cells.size()), "has " + cells.size() + " cells where the heading has " + headings.size());
    }

    private static TableRow broken(Lines.Line line, String column, String reason) {
        return new TableRow.Broken(new BadRow(line.number(), column, reason, line.text()));
    }

    private String title(int column) {
        return column < headings.size() ? headings.get(column) : "";
    }

    private Lines.Line take() throws IOException {
        return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
    }

    private Lines.Line firstLine() throws IOException {
        Lines.Line line = lines.next();
        while (line != null && line.text().isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            throw new FileRefused("it is empty");
        }
        return line;
    }

    private static char separatorOf(String heading) {
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            CsvSplitter splitter = new CsvSplitter(candidate);
            splitter.feed(heading);
            if (splitter.cells().size() > most) {
                most = splitter.cells().size();
                best = candidate;
            }
        }
        return best;
    }
}
