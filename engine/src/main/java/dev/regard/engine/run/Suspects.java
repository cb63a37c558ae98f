package dev.regard.engine.run;

import java.util.HashMap;
import java.util.Map;

/** The cards whose entries are to be looked at, as one look at all cards finds them (C4). */
final class Suspects {
    private final SharedPhones phones = new SharedPhones();
    private final Map<String, Integer> typed = new HashMap<>();

    /** The next card. */
    void see(Glance glance) {
        phones.see(glance.id(), glance.phones());
        if (glance.suspect()) {
            typed.put(glance.id(), 1);
        }
    }

    /** With how many cards each of them shares a phone, itself among them. */
    Map<String, Integer> sharers() {
        Map<String, Integer> all = new HashMap<>(typed);
        all.putAll(phones.sharers());
        return all;
    }
}
