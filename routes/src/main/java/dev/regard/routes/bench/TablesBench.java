package dev.regard.routes.bench;

import dev.regard.routes.wiring.RulesDesk;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.table.TableText;
import dev.regard.rules.table.TableText.UnreadableTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A table of many rows and 30 columns in place of the shipped revisits: read and checked as at each edit, and made ready to decide with the whole set
 * as for a publication. The floor is reading its cells alone.
 */
final class TablesBench {
    private static final String NAME = "tables/revisits.csv";
    private static final int RUNS = 5;
    private static final double NANOS_A_MILLI = 1e6;
    private static final List<String> HEADINGS = List.of("Key", "After", "Customer kind", "Stage", "Tier", "ABC class", "Language", "Country", "Region", "District",
            "Sales in 12 months", "Orders in 12 months", "Sales in total", "Orders in total", "Stock cover in days", "Days since the last purchase", "Days of silence",
            "Days since the last visit", "Complaints in 90 days", "Severe complaint open", "Product category", "Amount", "Days after", "Role", "If: How", "Purpose", "Cheerful",
            "Template", "Priority", "Note");

    private TablesBench() { }

    static BenchResult run(int size, int seconds) throws UnreadableTable {
        try (SampleData data = new SampleData()) {
            byte[] table = table(size);
            Map<String, byte[]> all = new TreeMap<>(RulesDesk.shipped().files());
            all.remove("tables/revisits.xlsx");
            all.put(NAME, table);
            RuleSetFiles files = RuleSetFiles.of(all);
            Latencies latencies = new Latencies();
            Map<String, Double> stages = new LinkedHashMap<>();
            stages.put("columns", (double) HEADINGS.size());
            double[] checks = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                long began = System.nanoTime();
                List<?> problems = RuleSetReader.problems(files, Optional.of(data.organisation()));
                latencies.add(System.nanoTime() - began);
                checks[run] = (System.nanoTime() - began) / NANOS_A_MILLI;
                stages.put(run == 0 ? "first check, of the whole set ms" : "check " + (run + 1) + " ms", checks[run]);
                stages.put("findings", (double) problems.size());
            }
            long began = System.nanoTime();
            LoadedRuleSet ready = RuleSetReader.read(files, Optional.of(data.organisation()));
            stages.put("checked and made ready to decide ms", (System.nanoTime() - began) / NANOS_A_MILLI);
            if (ready.ruleSet().isEmpty()) {
                throw new IllegalStateException(String.valueOf(ready.problems()));
            }
            began = System.nanoTime();
            int cells = TableText.cells(NAME, table).stream().mapToInt(List::size).sum();
            double floor = size * 1e9 / (System.nanoTime() - began);
            stages.put("cells", (double) cells);
            return new BenchResult("tables", size * 1_000 / checks[RUNS - 1], "rows/s", latencies.p99Millis(), floor, stages);
        }
    }

    private static byte[] table(int rows) {
        RandomGenerator random = new SplittableRandom(rows);
        List<List<String>> lines = new ArrayList<>(List.of(List.of("Revisits"), List.of("Decides who is called after what."), HEADINGS));
        String[] kinds = {"consumer", "distributor", "designer", "-"};
        String[] tiers = {"platinum", "gold", "iron", "lead", "-"};
        for (int i = 0; i < rows; i++) {
            int from = i * 50;
            lines.add(List.of("row-" + i, "purchase", kinds[random.nextInt(4)], pick(random, "prospect", "active", "former", "-"), tiers[random.nextInt(5)],
                    pick(random, "A", "B", "C", "-"), pick(random, "zh-CN", "en", "-"), pick(random, "CN", "DE", "-"), pick(random, "east", "south", "-"), pick(random, "pudong", "-"),
                    ">= " + random.nextInt(200_000), ">= " + random.nextInt(20), "-", "<= " + (50 + random.nextInt(100)), "< " + (10 + random.nextInt(80)), "-", "> " + random.nextInt(90), "-",
                    "<= " + random.nextInt(5), pick(random, "yes", "no", "-"), pick(random, "antique-tile", "wood-floor", "sanitary-ware", "-"), from + ".." + (from + 49), String.valueOf(1 + random.nextInt(200)),
                    "care-" + i, "-", "care", "no", "care-call", String.valueOf(random.nextInt(90)), "made for measuring"));
        }
        return new String(TableText.csv(lines), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    private static String pick(RandomGenerator random, String... from) {
        return from[random.nextInt(from.length)];
    }
}
