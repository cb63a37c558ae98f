package dev.regard.connectors.files;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.connectors.json.EventSink;
import dev.regard.connectors.json.Reading;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a file into checked events: {@code *.ndjson} and {@code *.json} of CloudEvents, {@code *.csv} and {@code *.xlsx} tables
 * whose name says what a row is. Reading the same file again gives the same ids. Immutable; many threads may share one.
 */
public final class EventFileReader {
    private static final Set<String> KINDS = Set.of("ndjson", "json", "csv", "xlsx");
    private static final Set<String> UNFINISHED = Set.of("part", "tmp");

    private final Columns columns;
    private final ZoneId zone;
    private final int batchSize;

    /**
     * @param zone      the company's, in which times without an offset are meant
     * @param batchSize how many events go to the sink at a time
     */
    public EventFileReader(Columns columns, ZoneId zone, int batchSize) {
        this.columns = columns;
        this.zone = zone;
        this.batchSize = batchSize;
    }

    /** False for what lies in a drop folder but is not for us: dot files, unfinished ones, the mapping of columns. */
    public static boolean isDropped(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && !UNFINISHED.contains(extension(name)) && !name.equals("columns.yaml");
    }

    /**
     * Reads the whole file.
     *
     * @param arrival when the file is read: a row without a time happened then
     * @throws IOException when the file cannot be read; what the sink got before stands, and reading again repeats it
     */
    public FileOutcome read(Path file, Arrival arrival, FileSink sink) throws IOException {
        Batches out = new Batches(sink, batchSize);
        String name = file.getFileName().toString();
        try {
            switch (extension(name)) {
                case "ndjson" -> lines(file, arrival, out);
                case "json" -> json(file, arrival, out);
                case "csv" -> csv(file, arrival, out);
                case "xlsx" -> xlsx(file, arrival, out);
                default -> throw new FileRefused("its name ends in none of "
                        + KINDS.stream().sorted().collect(Collectors.joining(", ")));
            }
            return out.end();
        } catch (FileRefused e) {
            return new FileOutcome.Rejected(e.getMessage());
        } catch (StackOverflowError | OutOfMemoryError e) {
            return new FileOutcome.Rejected("it cannot be read with the memory that there is: " + e);
        }
    }

    private void lines(Path file, Arrival arrival, Batches out) throws IOException {
        try (TextScan.Text text = scan(file, out).open()) {
            out.measureBy(text::share);
            Lines lines = new Lines(text, CloudEventsJson.LARGEST_EVENT);
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                if (line.cut()) {
                    out.bad(new BadRow(line.number(), "", "is longer than " + CloudEventsJson.LARGEST_EVENT + " characters", line.text()));
                } else if (!line.text().isBlank()) {
                    line(line, CloudEventsJson.structured(line.text(), arrival), out);
                }
            }
        }
    }

    private static TextScan scan(Path file, Batches out) throws IOException {
        TextScan scan = TextScan.of(file);
        scan.otherThanUtf8().ifPresent(charset -> out.remark(new Remark.ReadAs(charset)));
        return scan;
    }

    private static void line(Lines.Line line, Reading reading, Batches out) {
        if (reading instanceof Reading.Events good) {
            good.events().forEach(out::add);
        } else if (reading instanceof Reading.Refused refused) {
            out.bad(badRow(line.number(), refused.problems(), line.text()));
        }
    }

    private void json(Path file, Arrival arrival, Batches out) throws IOException {
        try (TextScan.Text text = scan(file, out).open()) {
            out.measureBy(text::share);
            CloudEventsJson.stream(text, arrival, new EventSink() {
                @Override
                public void event(long line, Event event) {
                    out.add(event);
                }

                @Override
                public void refused(long line, List<Problem> problems) {
                    out.bad(badRow(line, problems, ""));
                }
            });
        }
    }

    private static BadRow badRow(long line, List<Problem> problems, String raw) {
        String reason = problems.size() == 1 ? problems.get(0).reason()
                : problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
        return new BadRow(line, problems.get(0).path(), reason, raw);
    }

    private void csv(Path file, Arrival arrival, Batches out) throws IOException {
        TableKind kind = kind(file);
        TextScan scan = scan(file, out);
        try (TextScan.Text text = scan.open(); TableRows rows = new CsvRows(text)) {
            out.measureBy(text::share);
            table(kind, rows, new RowEvents.Place(scan.digest(), arrival, zone), out);
        }
    }

    private void xlsx(Path file, Arrival arrival, Batches out) throws IOException {
        TableKind kind = kind(file);
        long most = WorkbookBounds.check(file);
        try (XlsxRows rows = new XlsxRows(file)) {
            out.measureBy(() -> Math.min(1, (double) rows.last() / most));
            table(kind, rows, new RowEvents.Place(TextScan.ContentHash.of(file), arrival, zone), out);
        }
    }

    private TableKind kind(Path file) throws FileRefused {
        return columns.kind(file.getFileName().toString()).orElseThrow(() -> new FileRefused(
                "its name does not start with what a row is, followed by a dot or a hyphen: " + TableKind.words()));
    }

    private void table(TableKind kind, TableRows rows, RowEvents.Place place, Batches out) throws IOException {
        Heading heading = Heading.of(kind, rows.headings(), columns);
        Set<String> known = columns.known(kind);
        heading.unknown(known).forEach(title -> out.remark(new Remark.UnknownColumn(title, known)));
        RowEvents events = new RowEvents(kind, heading, columns, rows.separator(), place, out);
        RowTaker taker = kind == TableKind.PURCHASES ? new PurchaseRows(events) : new SingleRows(kind, events);
        for (TableRow row = rows.next(); row != null; row = rows.next()) {
            if (row instanceof TableRow.Broken broken) {
                out.bad(broken.row());
            } else if (row instanceof TableRow.Cells cells) {
                taker.row(cells);
            }
        }
        taker.end();
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
