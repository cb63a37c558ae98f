package dev.regard.routes.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a workload measured.
 *
 * @param unit      of {@code rate} and {@code floorRate}
 * @param p99Millis what 99 % of the single operations took at most
 * @param floorRate the same work by hand, or what the disk alone allows, in the same run
 * @param stages    where the time went, and figures of the workload's own; names end in their unit
 */
public record BenchResult(String workload, double rate, String unit, double p99Millis, double floorRate, Map<String, Double> stages) {
    public BenchResult {
        stages = new LinkedHashMap<>(stages);
    }

    /** One object on one line. */
    public String json() {
        try {
            return new JsonMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For people. */
    public String words() {
        StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "%s: %,.0f %s, 99 %% within %.3f ms; floor %,.0f, ratio 1 : %.1f%n",
                workload, rate, unit, p99Millis, floorRate, floorRate / rate));
        stages.forEach((stage, value) -> words.append(String.format(Locale.ROOT, "  %-46s %,14.3f%n", stage, value)));
        return words.toString();
    }
}
