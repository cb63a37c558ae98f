package dev.regard.connectors.files;

import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A folder into which tests drop files, and what reading the last one gave. */
final class DropFolder implements FileSink {
    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    final Path path;
    final List<Event> events = new ArrayList<>();
    final List<BadRow> bad = new ArrayList<>();
    final List<Remark> remarks = new ArrayList<>();
    final List<Double> shares = new ArrayList<>();
    FileOutcome outcome;
    private Columns columns = Columns.shipped();

    DropFolder(Path path) {
        this.path = path;
    }

    void mapping(String yaml) throws IOException {
        Path file = Files.writeString(path.resolve("columns.yaml"), yaml);
        columns = Columns.shipped().with(file);
    }

    DropFolder drop(String name, String text) throws IOException {
        return drop(name, text, StandardCharsets.UTF_8);
    }

    DropFolder drop(String name, String text, Charset charset) throws IOException {
        return drop(name, text.getBytes(charset));
    }

    DropFolder drop(String name, byte[] bytes) throws IOException {
        return read(Files.write(path.resolve(name), bytes));
    }

    DropFolder read(Path file) throws IOException {
        events.clear();
        bad.clear();
        remarks.clear();
        shares.clear();
        outcome = new EventFileReader(columns, SHANGHAI, 100).read(file, Arrival.at(NOW), this);
        return this;
    }

    @Override
    public void events(List<Event> batch) {
        events.addAll(batch);
    }

    @Override
    public void bad(BadRow row) {
        bad.add(row);
    }

    @Override
    public void remark(Remark remark) {
        remarks.add(remark);
    }

    @Override
    public boolean wantsRemarksOfRows() {
        return true;
    }

    @Override
    public void passed(double share) {
        shares.add(share);
    }

    Event only() {
        if (events.size() != 1 || !bad.isEmpty()) {
            throw new AssertionError("not one good event but " + events + " " + bad + " " + outcome);
        }
        return events.get(0);
    }

    List<String> ids() {
        return events.stream().map(Event::id).toList();
    }

    List<Long> badLines() {
        return bad.stream().map(BadRow::line).toList();
    }

    String rejection() {
        if (outcome instanceof FileOutcome.Rejected rejected) {
            return rejected.reason();
        }
        throw new AssertionError("not rejected: " + outcome + " " + bad);
    }
}
