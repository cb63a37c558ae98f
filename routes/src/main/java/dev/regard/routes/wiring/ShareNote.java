package dev.regard.routes.wiring;

import dev.regard.connectors.json.RecordJson;
import dev.regard.engine.run.RuleChanges.Release;
import java.time.Instant;
import java.util.List;

/**
 * What a share of the customers has, as it lies in the store: {@code VERSION PERCENT SINCE BESIDE TOLD}, with what the history says of it, so that a crash leaves neither
 * without the other. An earlier program wrote the first three, and reads no more of it.
 *
 * @param percent of the customers; 0 where the share is over
 * @param beside  the version that all others had then: a publication of another one ends the share by itself; empty where an earlier program wrote it
 * @param told    what the history says of how it came to that
 */
record ShareNote(String version, int percent, Instant since, String beside, List<Release> told) {
    private static final RecordJson<Told> TOLD = RecordJson.of(Told.class);
    private static final int PARTS = 5;

    private record Told(List<Release> all) {
        Told {
            all = all == null ? List.of() : List.copyOf(all);
        }
    }

    ShareNote {
        told = List.copyOf(told);
    }

    static ShareNote read(String text) {
        String[] parts = text.split(" ", PARTS);
        boolean whole = parts.length == PARTS;
        return new ShareNote(parts[0], Integer.parseInt(parts[1]), Instant.parse(parts[2]), whole ? parts[3] : "", whole ? TOLD.read(parts[4]).all() : List.of());
    }

    String text() {
        return share() + " " + beside + " " + TOLD.text(new Told(told));
    }

    /** What decides, without what is said of it. */
    String share() {
        return version + " " + percent + " " + since;
    }

    RuleArchive.Staged staged() {
        return new RuleArchive.Staged(version, percent, since);
    }

    boolean isOver() {
        return percent == 0;
    }

    /** By a publication; what an earlier program wrote says nothing of that. */
    boolean isEndedBy(String published) {
        return !isOver() && !beside.isEmpty() && !beside.equals(published);
    }

    ShareNote beside(String published) {
        return new ShareNote(version, percent, since, published, told);
    }
}
