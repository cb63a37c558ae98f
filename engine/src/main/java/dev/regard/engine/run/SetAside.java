package dev.regard.engine.run;

import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Records;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Events that were acknowledged and of which nothing could be made, and the way back for them: when the reason is mended they are taken once
 * more, as if they had arrived at that moment.
 */
public final class SetAside {
    private final EngineView view;
    private final Intake intake;

    public SetAside(EngineView view, Intake intake) {
        this.view = view;
        this.intake = intake;
    }

    /**
     * One of them.
     *
     * @param decision says when and why
     * @param again    whether it was taken again since; when that came to nothing either, the second event has an entry of its own
     */
    public record Entry(Decision decision, Recorded recorded, boolean again) { }

    /** Somebody wants an event to be taken again that was not set aside. */
    public static final class NotSetAside extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSetAside(String key) {
            super("no event was set aside under " + key);
        }
    }

    /** All that ever were, the latest first. */
    public List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        String cursor = null;
        do {
            Records.Page<Decision> page = view.records().decisions(new Records.DecisionFilter(null, Engagement.SET_ASIDE, null, null), new Records.Paging(Records.LONGEST_PAGE, cursor));
            page.items().forEach(decision -> entry(decision).ifPresent(entries::add));
            cursor = page.after();
        } while (cursor != null);
        return entries;
    }

    private Optional<Entry> entry(Decision decision) {
        return view.event(decision.event()).map(recorded -> new Entry(decision, recorded, view.event(recorded.event().again().key()).isPresent()));
    }

    /**
     * Takes events once more. What was taken again already counts as repeated, so asking twice does no harm.
     *
     * @param keys those of the events; all that were not taken again yet where it is empty
     * @throws NotSetAside when one of them was not set aside; none was taken
     */
    public Intake.Receipt takeAgain(Collection<String> keys) {
        Map<String, Event> known = new LinkedHashMap<>();
        all().stream().filter(entry -> !keys.isEmpty() || !entry.again()).forEach(entry -> known.put(entry.decision().event(), entry.recorded().event()));
        keys.stream().filter(key -> !known.containsKey(key)).findFirst().ifPresent(key -> {
            throw new NotSetAside(key);
        });
        return intake.accept((keys.isEmpty() ? known.keySet() : Set.copyOf(keys)).stream().map(key -> known.get(key).again()).toList());
    }
}
