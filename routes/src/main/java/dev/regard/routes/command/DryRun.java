package dev.regard.routes.command;

import dev.regard.connectors.files.BadRow;
import dev.regard.connectors.files.EventFileReader;
import dev.regard.connectors.files.FileOutcome;
import dev.regard.connectors.files.FileSink;
import dev.regard.connectors.json.JsonTree;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Shows how a file is understood, and everything that is wrong with it; nothing is taken. */
final class DryRun implements FileSink {
    private static final int SHOWN = 5;
    private static final int WIDEST = 200;
    private final PrintWriter out;
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
        out.println("  line " + row.line() + (row.column().isEmpty() ? "" : ", " + row.column()) + ": " + row.reason());
    }
}
