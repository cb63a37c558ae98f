package dev.regard.routes.trial;

import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.yaml.Fields;
import dev.regard.rules.yaml.Yaml;
import dev.regard.rules.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a company asks of a change of its rules, from {@code publishing.yaml} in the data folder. Without the file nothing is asked.
 *
 * @param approval whether a second person has to approve exactly what is published
 * @param gate     what a back-test must not exceed; empty where none is asked for
 * @param cost     of one contact, by channel, in the company's currency
 */
public record Policy(boolean approval, Optional<Gate> gate, Map<String, BigDecimal> cost) {
    public static final String NAME = "publishing.yaml";
    /** Nothing is asked. */
    public static final Policy NONE = new Policy(false, Optional.empty(), Map.of());
    private static final int LONGEST = 36;

    /**
     * Budgets of a change, held against a back-test of the last months.
     *
     * @param months       how many
     * @param messages     more messages than now on any day; empty for any number
     * @param tasks        more tasks than now on any day
     * @param alerts       more alerts than now in the whole period
     * @param cost         more cost of contact than now in the whole period
     * @param losingTier   how many customers of a tier may end in a lower one, by the tier
     */
    public record Gate(int months, Optional<Integer> messages, Optional<Integer> tasks, Optional<Integer> alerts, Optional<BigDecimal> cost, Map<String, Integer> losingTier) { }

    /** @throws Unreadable when there is an error in the file */
    public static Policy in(Path data) {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return NONE;
        }
        List<RuleProblem> problems = new ArrayList<>();
        try {
            Policy policy = YamlFile.read(NAME, Files.readAllBytes(file), problems).map(top -> read(top, problems)).orElse(NONE);
            if (problems.isEmpty()) {
                return policy;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        throw new Unreadable(problems);
    }

    /** The file has errors; publishing waits until they are mended. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<RuleProblem> problems;

        Unreadable(List<RuleProblem> problems) {
            super(NAME + " has errors");
            this.problems = List.copyOf(problems);
        }

        public List<RuleProblem> problems() {
            return problems;
        }
    }

    private static Policy read(Yaml.Mapping top, List<RuleProblem> problems) {
        Fields fields = Fields.of(top, List.of("approval", "gate", "cost"), problems);
        String approval = fields.text("approval").orElse("no");
        if (!List.of("required", "no").contains(approval)) {
            fields.error("approval", "'approval' is required or no, not '" + approval + "'");
        }
        Map<String, BigDecimal> cost = new LinkedHashMap<>();
        fields.entries("cost").forEach((channel, entry) -> amount(entry, problems).ifPresent(a -> cost.put(channel, a)));
        return new Policy(approval.equals("required"), fields.node("gate").map(node -> gate(node, problems)), cost);
    }

    private static Gate gate(Yaml node, List<RuleProblem> problems) {
        Fields fields = Fields.of(node, List.of("months", "moreMessagesADay", "moreTasksADay", "moreAlerts", "moreCost", "losingTier"), problems);
        int months = fields.number("months").orElse(12);
        if (months < 1 || months > LONGEST) {
            fields.error("months", "from 1 to " + LONGEST + " months are tried");
        }
        Map<String, Integer> losing = new LinkedHashMap<>();
        fields.entries("losingTier").forEach((tier, entry) -> amount(entry, problems).ifPresent(a -> losing.put(tier, a.intValue())));
        Optional<BigDecimal> cost = fields.node("moreCost").flatMap(n -> amount(new Yaml.Entry(fields.place("moreCost"), n), problems));
        return new Gate(months, fields.number("moreMessagesADay"), fields.number("moreTasksADay"), fields.number("moreAlerts"), cost, losing);
    }

    private static Optional<BigDecimal> amount(Yaml.Entry entry, List<RuleProblem> problems) {
        if (entry.value() instanceof Yaml.Scalar scalar && scalar.text().matches("\\d{1,12}(\\.\\d{1,6})?")) {
            return Optional.of(new BigDecimal(scalar.text()));
        }
        problems.add(entry.place().error("a number is expected here, such as 0 or 2.50"));
        return Optional.empty();
    }
}
