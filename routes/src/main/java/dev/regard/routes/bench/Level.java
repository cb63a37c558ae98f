package dev.regard.routes.bench;

import java.util.ArrayList;
import java.util.List;

/** A figure that was looked at in even steps of time, and whether it levels off. */
final class Level {
    /** What a figure may grow in the second half of a run, as a share of its mean there. */
    static final double ALLOWED = 0.1;
    private final List<Double> looks = new ArrayList<>();

    void add(double look) {
        looks.add(look);
    }

    double latest() {
        return looks.get(looks.size() - 1);
    }

    /** How much it grew in the first half by the line that fits it best, as a share of its mean there. */
    double firstHalf() {
        return growth(looks.subList(0, looks.size() / 2));
    }

    /** The same in the second half. */
    double secondHalf() {
        return growth(looks.subList(looks.size() / 2, looks.size()));
    }

    /** From the first look to the middle one. */
    double firstDifference() {
        return looks.get(looks.size() / 2) - looks.get(0);
    }

    /** From the middle look to the last one. */
    double secondDifference() {
        return latest() - looks.get(looks.size() / 2);
    }

    boolean isLevel() {
        return secondHalf() <= ALLOWED;
    }

    private static double growth(List<Double> part) {
        int n = part.size();
        double meanAt = (n - 1) / 2.0;
        double mean = part.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double along = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            along += (i - meanAt) * (part.get(i) - mean);
            square += (i - meanAt) * (i - meanAt);
        }
        return square == 0 || mean == 0 ? 0 : along / square * (n - 1) / mean;
    }
}
