package dev.regard.rules;

import dev.regard.engine.organisation.Organisation;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rule sets that were read lately: a draft is read when it is proposed, tried and published, the published one whenever it is asked about, and the same files come to
 * the same for the same company. Given up where memory is short.
 */
final class LatestReadings {
    private static final int KEPT = 8;
    private final Map<Asked, SoftReference<LoadedRuleSet>> kept = new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, SoftReference<LoadedRuleSet>> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * What was read.
     *
     * @param version of the files
     * @param how     how much was asked of them
     */
    record Asked(String version, Optional<Organisation> organisation, String how) { }

    /** Two who ask for the same at once may both read it. */
    LoadedRuleSet get(Asked asked, Supplier<LoadedRuleSet> reading) {
        LoadedRuleSet known = known(asked);
        if (known != null) {
            return known;
        }
        LoadedRuleSet read = reading.get();
        synchronized (kept) {
            kept.put(asked, new SoftReference<>(read));
        }
        return read;
    }

    private LoadedRuleSet known(Asked asked) {
        synchronized (kept) {
            SoftReference<LoadedRuleSet> reference = kept.get(asked);
            return reference == null ? null : reference.get();
        }
    }
}
