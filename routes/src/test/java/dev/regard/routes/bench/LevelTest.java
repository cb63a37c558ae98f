package dev.regard.routes.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LevelTest {
    private static Level of(DoubleStream looks) {
        Level level = new Level();
        looks.forEach(level::add);
        return level;
    }

    @Test
    void whatRisesAtFirstAndThenStaysIsLevel() {
        Level level = of(IntStream.range(0, 40).mapToDouble(i -> Math.min(i, 18) * 10));
        assertTrue(level.firstHalf() > 1, () -> "first half: " + level.firstHalf());
        assertEquals(0, level.secondHalf(), 0.001);
        assertTrue(level.isLevel());
    }

    @Test
    void whatGoesUpAndDownIsLevel() {
        assertTrue(of(IntStream.range(0, 60).mapToDouble(i -> 100 + i * 7 % 40)).isLevel());
    }

    @Test
    void whatGrowsByATenthInTheSecondHalfIsNot() {
        assertTrue(of(IntStream.range(0, 40).mapToDouble(i -> 100 + i * 0.45)).isLevel());
        assertFalse(of(IntStream.range(0, 40).mapToDouble(i -> 100 + i * 0.75)).isLevel());
        assertFalse(of(IntStream.range(0, 40).mapToDouble(i -> i)).isLevel());
    }

    @Test
    void differencesAreThoseOfTheHalves() {
        Level level = of(DoubleStream.of(1, 2, 4, 8, 16));
        assertEquals(3, level.firstDifference());
        assertEquals(12, level.secondDifference());
    }
}
