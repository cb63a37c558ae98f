package dev.regard.rules.simulation;

import dev.regard.engine.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One run of a seed, and where it fails the shortest part of it that still does. */
final class Simulation {
    private final UnaryOperator<Store> planted;

    /** @param planted a fault that is put between engine and store; none for the engine as it is */
    Simulation(UnaryOperator<Store> planted) {
        this.planted = planted;
    }

    /** What a seed found wrong, with a trace that leads there. */
    record Failure(long seed, String what, List<Act> trace) {
        @Override
        public String toString() {
            return "seed " + seed + ": " + what + "\nafter\n" + trace.stream().map(act -> "  " + act).collect(Collectors.joining("\n"));
        }
    }

    Optional<Failure> run(long seed) {
        List<Act> acts = Acts.of(seed);
        return failure(acts).map(what -> shortest(seed, acts));
    }

    /** Whether the seed finds anything wrong, without looking for the shortest trace. */
    boolean fails(long seed) {
        return failure(Acts.of(seed)).isPresent();
    }

    private Optional<String> failure(List<Act> acts) {
        try {
            World world = new World(planted);
            int number = 0;
            for (Act act : acts) {
                world.begins(++number);
                act.doing().accept(world);
                world.check();
            }
            world.begins(++number);
            world.checkEnd();
            return Optional.empty();
        } catch (World.Wrong | RuntimeException wrong) {
            return Optional.of(wrong instanceof World.Wrong ? wrong.getMessage() : wrong + " at " + List.of(wrong.getStackTrace()).subList(0, 4));
        }
    }

    /** Leaves out parts of the run, smaller ones each time, as long as what is left still fails. */
    private Failure shortest(long seed, List<Act> acts) {
        List<Act> trace = acts;
        for (int size = acts.size() / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
            for (int from = 0; from < trace.size();) {
                List<Act> less = new ArrayList<>(trace.subList(0, from));
                less.addAll(trace.subList(Math.min(trace.size(), from + size), trace.size()));
                if (failure(less).isPresent()) {
                    trace = less;
                } else {
                    from += size;
                }
            }
        }
        return new Failure(seed, failure(trace).orElseThrow(), trace);
    }
}
