package dev.regard.connectors.sqlite;

import static dev.regard.connectors.json.RecordJson.DISPATCH;

import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.store.Outgoing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SqliteOutgoing implements Outgoing {
    private final Writer writer;
    private final Readers readers;

    SqliteOutgoing(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** All claims go through the one thread that writes, which makes them exclusive; looking whether there is anything does not. */
    @Override
    public List<Dispatch> claim(Dispatch.Lane lane, Instant now, int limit, String process) {
        if (readers.read("asking what is sent next", s -> due(s, lane, now, 1)).isEmpty()) {
            return List.of();
        }
        return writer.write("claiming dispatches", s -> {
            List<Dispatch> claimed = new ArrayList<>();
            for (Dispatch ready : due(s, lane, now, limit)) {
                claimed.add(ready.claimedBy(process));
                ChangeRows.put(s, ready.claimedBy(process));
                CrashPoint.IN_CLAIM.pass();
            }
            return claimed;
        });
    }

    /** {@link Dispatch#isDue} as a condition. */
    private static List<Dispatch> due(Session s, Dispatch.Lane lane, Instant now, int limit) throws SQLException {
        return lane == Dispatch.Lane.URGENT
                ? s.list("SELECT document FROM dispatches WHERE status = 'READY' AND urgent = 1 AND (try <= ? OR try > ?) ORDER BY try, id LIMIT ?",
                        SqliteOutgoing::dispatch, now, now.plus(Dispatch.Lane.LONGEST_PAUSE), limit)
                : s.list("SELECT document FROM dispatches WHERE status = 'READY' AND urgent = 0 AND try <= ? ORDER BY try, id LIMIT ?",
                        SqliteOutgoing::dispatch, now, limit);
    }

    private static Dispatch dispatch(ResultSet row) throws SQLException {
        return DISPATCH.read(row.getBytes(1));
    }

    @Override
    public List<Dispatch> abandoned(String process, int limit) {
        return readers.read("looking for abandoned dispatches", s -> s.list(
                "SELECT document FROM dispatches WHERE status = 'SENDING' AND claimed <> ? ORDER BY try, id LIMIT ?",
                SqliteOutgoing::dispatch, process, limit));
    }

    @Override
    public Map<String, Long> sentByDomain(Instant from) {
        Map<String, Long> sent = new HashMap<>();
        readers.read("counting what was sent", s -> s.list("SELECT document FROM dispatches WHERE status = 'SENT' AND urgent = 0 AND try >= ?", SqliteOutgoing::dispatch, from))
                .stream().filter(d -> d.channel().equals("email")).forEach(d -> sent.merge(Pace.domain(d.recipient()), 1L, Long::sum));
        return sent;
    }

    @Override
    public Optional<Instant> nextTry() {
        return readers.read("asking what is sent next", s -> s.first("""
                SELECT min(try) FROM (SELECT min(try) AS try FROM dispatches WHERE status = 'READY' AND urgent = 1
                  UNION ALL SELECT min(try) FROM dispatches WHERE status = 'READY' AND urgent = 0)""",
                row -> row.getObject(1) == null ? null : EpochNanos.toInstant(row.getLong(1))));
    }
}
