package dev.regard.connectors.files;

import dev.regard.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Hands events on in groups, so that the journal can make many durable at once, and counts. */
final class Batches {
    private final FileSink sink;
    private final int size;
    private List<Event> batch = new ArrayList<>();
    private long events;
    private long badRows;
    private DoubleSupplier share = () -> 0;

    Batches(FileSink sink, int size) {
        this.sink = sink;
        this.size = size;
    }

    /** @param done how much of the file has been read */
    void measureBy(DoubleSupplier done) {
        share = done;
    }

    void add(Event event) {
        batch.add(event);
        events++;
        if (batch.size() >= size) {
            flush();
        }
    }

    void bad(BadRow row) {
        badRows++;
        sink.bad(row);
    }

    void remark(Remark remark) {
        sink.remark(remark);
    }

    boolean wantsRemarksOfRows() {
        return sink.wantsRemarksOfRows();
    }

    FileOutcome end() {
        flush();
        sink.passed(1);
        return new FileOutcome.Read(events, badRows);
    }

    private void flush() {
        if (!batch.isEmpty()) {
            List<Event> full = batch;
            batch = new ArrayList<>(size);
            sink.events(full);
            sink.passed(share.getAsDouble());
        }
    }
}
