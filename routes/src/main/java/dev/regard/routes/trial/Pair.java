package dev.regard.routes.trial;

/** How many there are on each side. */
record Pair(int published, int draft) {
    Pair plus(Pair other) {
        return new Pair(published + other.published, draft + other.draft);
    }

    boolean differs() {
        return published != draft;
    }

    /** How many more the draft has; negative for fewer. */
    int more() {
        return draft - published;
    }
}
