package dev.regard.routes.crash;

import dev.regard.routes.year.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What arrives at one moment: over HTTP and as files while the clock stands there, and over HTTP while it moves on to the next one.
 * What arrives during the move must come to the same whenever in it it arrives.
 */
record Slot(int number, Instant at, List<Fact> posted, List<Drop> dropped, List<Fact> during) {
    Slot(int number, Instant at) {
        this(number, at, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** A file for the drop folder, with the facts that it brings. */
    record Drop(String name, String content, List<Fact> facts) { }

    int events() {
        return posted.size() + during.size() + dropped.stream().mapToInt(d -> d.facts().size()).sum();
    }
}
