package dev.regard.routes.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

    private final List<String> told = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"decide, 40", "ingest, 600", "import, 1200", "sweep, 3000", "replan, 1000", "tables, 50", "backtest, 300", "soak, 200"})
    void everyWorkloadGivesOneLineWithRateFloorAndStages(String word, int size) throws Exception {
        String line = Workload.named(word).orElseThrow().measure(size, 1, told::add).json();
        assertEquals(1, line.lines().count());
        JsonNode result = new JsonMapper().readTree(line);
        Set<String> fields = new TreeSet<>();
        result.fieldNames().forEachRemaining(fields::add);
        assertEquals(new TreeSet<>(Set.of("workload", "rate", "unit", "p99Millis", "floorRate", "stages")), fields);
        assertEquals(word, result.path("workload").asText());
        assertTrue(result.path("rate").asDouble() > 0, line);
        assertTrue(result.path("floorRate").asDouble() > 0, line);
        assertTrue(result.path("p99Millis").asDouble() > 0, line);
        assertTrue(result.path("stages").size() > 1, line);
        assertEquals(word.equals("soak") ? 1 + 30 + 4 : 0, told.size(), told::toString);
    }
}
