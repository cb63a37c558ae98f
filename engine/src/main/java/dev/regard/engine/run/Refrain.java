package dev.regard.engine.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps a log from growing with each try of what fails again and again: the same words come once a minute, with their number. */
public final class Refrain {
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);
    private static final int REMEMBERED = 50;

    private final LongSupplier nanos;
    private final Map<String, Said> said = new LinkedHashMap<>(16, 0.75f, true);

    private record Said(long at, int unsaid) { }

    /** @param nanos counts on, such as {@link System#nanoTime} */
    public Refrain(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What is to be said now; empty when the same was said a moment ago. */
    public synchronized Optional<String> say(String words) {
        long now = nanos.getAsLong();
        Said before = said.get(words);
        if (before != null && now - before.at() < AGAIN_AFTER.toNanos()) {
            said.put(words, new Said(before.at(), before.unsaid() + 1));
            return Optional.empty();
        }
        said.put(words, new Said(now, 0));
        if (said.size() > REMEMBERED) {
            said.remove(said.keySet().iterator().next());
        }
        return Optional.of(before == null || before.unsaid() == 0 ? words : words + " (and " + before.unsaid() + " times more)");
    }

    /** What is said next is new, whatever it is. */
    public synchronized void over() {
        said.clear();
    }
}
