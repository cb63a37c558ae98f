package dev.regard.connectors.sqlite;

import static dev.regard.connectors.json.RecordJson.DISPATCH;

import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.store.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SqliteOutgoing implements Outgoing {
    private final Writer writer;
    private final Readers readers;

    SqliteOutgoing(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** All claims go through the one thread that writes, which makes them exclusive. */
    @Override
    public List<Dispatch> claim(Instant now, int limit, String process) {
        if (nextTry().filter(next -> !next.isAfter(now)).isEmpty()) {
            return List.of();
        }
        return writer.write("claiming dispatches", s -> {
            List<Dispatch> claimed = new ArrayList<>();
            for (Dispatch ready : s.list("SELECT document FROM dispatches WHERE status = 'READY' AND try <= ? ORDER BY try, id LIMIT ?",
                    row -> DISPATCH.read(row.getBytes(1)), now, limit)) {
                claimed.add(ready.claimedBy(process));
                ChangeRows.put(s, ready.claimedBy(process));
                CrashPoint.IN_CLAIM.pass();
            }
            return claimed;
        });
    }

    @Override
    public List<Dispatch> abandoned(String process, int limit) {
        return readers.read("looking for abandoned dispatches", s -> s.list(
                "SELECT document FROM dispatches WHERE status = 'SENDING' AND claimed <> ? ORDER BY try, id LIMIT ?",
                row -> DISPATCH.read(row.getBytes(1)), process, limit));
    }

    @Override
    public Optional<Instant> nextTry() {
        return readers.read("asking what is sent next", s -> s.first("SELECT try FROM dispatches WHERE status = 'READY' ORDER BY try LIMIT 1",
                row -> EpochNanos.toInstant(row.getLong(1))));
    }
}
