package dev.regard.routes.wiring;

import dev.regard.rules.RuleSetFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Rule sets beside the shipped one. */
final class OtherRules {
    private OtherRules() { }

    /** The shipped rules with something else in the table of stages. */
    static RuleSetFiles stages(String from, String to) {
        Map<String, byte[]> files = new HashMap<>(RuleSetFiles.in(Shipped.rules()).files());
        files.computeIfPresent("tables/stages.csv", (path, content) -> new String(content, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8));
        return RuleSetFiles.of(files);
    }

    /** The shipped rules with gold from another amount; the scenarios that know the shipped one are left out. */
    static RuleSetFiles goldFrom(int amount) {
        Map<String, byte[]> files = new HashMap<>(RuleSetFiles.in(Shipped.rules()).files());
        files.remove("tables/tiers.xlsx");
        files.keySet().removeIf(file -> file.startsWith("scenarios/"));
        files.put("tables/tiers.csv", ("Tiers\nDecides.\nKey,Sales in 12 months,Tier is,Kept down to\nplatinum,>= 200000,platinum,90%\ngold,>= " + amount
                + ",gold,90%\niron,>= 5000,iron,90%\nlead,-,lead,\n").getBytes(StandardCharsets.UTF_8));
        return RuleSetFiles.of(files);
    }
}
