package dev.regard.routes.command;

import dev.regard.connectors.files.BadRow;
import dev.regard.connectors.files.EventFileReader;
import dev.regard.connectors.files.FileOutcome;
import dev.regard.connectors.files.FileSink;
import dev.regard.connectors.files.Remark;
import dev.regard.connectors.json.JsonTree;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.rules.check.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows how a file is understood, everything that is wrong with it, and what may be meant otherwise; nothing is taken. */
final class DryRun implements FileSink {
    private static final int SHOWN = 5;
    private static final int WIDEST = 200;
    /** So many remarks are shown about one column. */
    private static final int REMARKS = 20;
    /** Of shorter headings, among them most Chinese ones, too many are near to one another. */
    private static final int SHORTEST_GUESSED = 4;
    private final PrintWriter out;
    private final Map<String, Long> remarks = new LinkedHashMap<>();
    private long good;
    private long bad;

    private DryRun(PrintWriter out) {
        this.out = out;
    }

    /** @return how many rows would be refused; 1 for a file that would be refused as a whole */
    static long of(Path file, EventFileReader reader, Arrival now, PrintWriter out) throws IOException {
        out.println(file.getFileName() + ":");
        DryRun run = new DryRun(out);
        if (reader.read(file, now, run) instanceof FileOutcome.Rejected refused) {
            out.println("  the whole file is refused: " + refused.reason());
            return run.bad + 1;
        }
        run.remarks.forEach((column, times) -> {
            if (times > REMARKS) {
                out.println("  note: %,d more like these about the column '%s'".formatted(times - REMARKS, column));
            }
        });
        out.println("  %,d events would be taken, %,d rows refused".formatted(run.good, run.bad));
        return run.bad;
    }

    @Override
    public void events(List<Event> batch) {
        for (Event event : batch) {
            if (good++ < SHOWN) {
                String line = "%s  %s  %s  %s".formatted(event.time(), event.type(), event.subject() == null ? "-" : event.subject(), JsonTree.text(event.data().fields()));
                out.println("  " + (line.length() > WIDEST ? line.substring(0, WIDEST) + "..." : line));
            }
        }
    }

    @Override
    public void bad(BadRow row) {
        bad++;
        out.println("  " + place(row.line(), row.column()) + row.reason());
    }

    @Override
    public boolean wantsRemarksOfRows() {
        return true;
    }

    @Override
    public void remark(Remark remark) {
        if (remark instanceof Remark.ReadAs as) {
            out.println("  note: it is not UTF-8 and is read as " + as.charset());
        } else if (remark instanceof Remark.UnknownColumn column) {
            out.println("  note: the column '" + column.title() + "' is not known" + guess(column) + " It is kept as a free field");
        } else if (remark instanceof Remark.OfRow row && remarks.merge(row.column(), 1L, Long::sum) <= REMARKS) {
            out.println("  note: " + place(row.line(), row.column()) + row.words());
        }
    }

    private static String place(long line, String column) {
        return "line " + line + (column.isEmpty() ? "" : ", " + column) + ": ";
    }

    private static String guess(Remark.UnknownColumn column) {
        return column.title().length() < SHORTEST_GUESSED ? "." : Nearest.to(column.title(), column.known()).map(name -> ", did you mean " + name + "?").orElse(".");
    }
}
