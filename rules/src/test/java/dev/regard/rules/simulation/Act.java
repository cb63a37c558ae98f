package dev.regard.rules.simulation;

import java.util.function.Consumer;

/** One thing that happens; it can be done again, alone or after other acts, and then looks up anew whom it concerns. */
record Act(String words, Consumer<World> doing) {
    @Override
    public String toString() {
        return words;
    }
}
