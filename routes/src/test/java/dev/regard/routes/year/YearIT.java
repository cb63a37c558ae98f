package dev.regard.routes.year;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YearIT {
    @TempDir
    Path folder;

    @Test
    void aYearOnTheEmbeddedStoreGoesAsTheDefaultsSay() throws Exception {
        live(b -> true, List.of());
    }

    /** With every second customer, for the same year passes twice. */
    @Test
    void aYearOnMongoDbGoesAsTheDefaultsSay() throws Exception {
        try (MongoProcess mongo = MongoProcess.start()) {
            live(b -> Integer.parseInt(b.id().substring(2)) % 2 == 0, List.of("--mongodb", mongo.uri(), "--yes-virtual-time"));
        }
    }

    private void live(Predicate<Buyer> chosen, List<String> store) throws Exception {
        Scenario scenario = new Scenario(chosen);
        try (Program program = Program.start(folder.resolve("data"), Scenario.START, store)) {
            Run run = new Run(program, scenario);
            run.live();
            YearModel model = new YearModel(scenario.buyers(), run.facts(), Scenario.START, Scenario.END);
            Comparison comparison = new Comparison(model, Scenario.END, reasons(program));
            run.monthEnds().forEach(comparison::tiers);
            run.held().forEach(comparison::held);
            for (Buyer buyer : scenario.buyers()) {
                comparison.complaints(buyer, program.list("complaints", Map.of("customer", buyer.id())));
                comparison.touches(buyer, program.list("touches", Map.of("customer", buyer.id())));
            }
            threeTriesWithinFiveWorkingDays(run.tries());
            assertTrue(comparison.compared() > 20 * scenario.buyers().size(), "compared only " + comparison.compared());
            assertEquals(0, comparison.differences().size(), () -> comparison.differences().size() + " differences:\n"
                    + String.join("\n", comparison.differences()));
        }
    }

    private static void threeTriesWithinFiveWorkingDays(List<Instant> tries) {
        if (!tries.isEmpty()) {
            assertEquals(3, tries.size());
            assertFalse(tries.get(2).isAfter(CompanyTime.plusDays(tries.get(0), 5)), "tries at " + tries);
        }
    }

    private static Map<String, String> reasons(Program program) throws Exception {
        Map<String, String> reasons = new HashMap<>();
        for (JsonNode decision : program.list("decisions", Map.of())) {
            reasons.put(decision.get("id").asText(), decision.get("type").asText() + " " + decision.get("because"));
        }
        return reasons;
    }
}
