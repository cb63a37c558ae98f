package dev.regard.rules.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 200);
    private static final long FIRST = Long.getLong("simulation.first", 1);

    @Test
    void whateverHappensInWhateverOrderTheOracleAgrees() {
        Simulation simulation = new Simulation(UnaryOperator.identity());
        Optional<Simulation.Failure> failure = LongStream.range(FIRST, FIRST + SEEDS).boxed().flatMap(seed -> simulation.run(seed).stream()).findFirst();
        failure.ifPresent(f -> fail(f.toString()));
    }
}
