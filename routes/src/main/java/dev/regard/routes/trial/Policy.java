package dev.regard.routes.trial;

import dev.regard.engine.customer.How;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.outbox.Gateway;
import dev.regard.rules.check.Nearest;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
     * @param losingTier   how many customers of a tier may be in a lower one at any time of the period, by the tier
     */
    public record Gate(int months, Optional<Integer> messages, Optional<Integer> tasks, Optional<Integer> alerts, Optional<BigDecimal> cost, Map<String, Integer> losingTier) { }

    /**
     * What a company's tiers and channels are called. A name of either is taken as tables have it or as people read it in English or Chinese, in any case and width.
     *
     * @param tiers    of the published rules, the best first
     * @param channels by which somebody may be contacted
     */
    public record Names(List<String> tiers, List<String> channels) {
        public Names {
            tiers = List.copyOf(tiers);
            channels = List.copyOf(channels);
        }

        /**
         * @param published its tiers
         * @param gateways  the names that {@code gateways.yaml} gives
         */
        public static Names of(Rulebook published, List<Gateway> gateways) {
            return new Names(published.tiers(), Stream.concat(Arrays.stream(How.values()).map(How::channel), gateways.stream().map(Gateway::channel)).toList());
        }
    }

    /**
     * The same with the names of tiers and channels as they stand, for where no rule set can tell which there are.
     *
     * @throws Unreadable when there is another error in the file
     */
    public static Policy in(Path data) {
        return in(data, Optional.empty());
    }

    /**
     * @param names that the file may use
     * @throws Unreadable when there is an error in the file, such as a tier or channel that is not known
     */
    public static Policy in(Path data, Names names) {
        return in(data, Optional.of(names));
    }

    /** @param names empty to take all as they stand */
    private static Policy in(Path data, Optional<Names> names) {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return NONE;
        }
        List<RuleProblem> problems = new ArrayList<>();
        try {
            Policy policy = YamlFile.read(NAME, Files.readAllBytes(file), problems).map(top -> read(top, names, problems)).orElse(NONE);
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

    private static Policy read(Yaml.Mapping top, Optional<Names> names, List<RuleProblem> problems) {
        Fields fields = Fields.of(top, List.of("approval", "gate", "cost"), problems);
        String approval = fields.text("approval").orElse("no");
        if (!List.of("required", "no").contains(approval)) {
            fields.error("approval", "'approval' is required or no, not '" + approval + "'");
        }
        Map<String, BigDecimal> cost = named(fields.entries("cost"), names.map(Names::channels), "the channel ", problems, entry -> amount(entry, problems));
        if (fields.entries("cost").isEmpty()) {
            fields.node("gate").filter(Yaml.Mapping.class::isInstance).map(gate -> ((Yaml.Mapping) gate).entries().get("moreCost"))
                    .ifPresent(entry -> problems.add(entry.place().error("'moreCost' needs prices of contacts: cost: {phone: 3, email: 0.01}; without them nothing costs anything")));
        }
        return new Policy(approval.equals("required"), fields.node("gate").map(node -> gate(node, names, problems)), cost);
    }

    private static Gate gate(Yaml node, Optional<Names> names, List<RuleProblem> problems) {
        Fields fields = Fields.of(node, List.of("months", "moreMessagesADay", "moreTasksADay", "moreAlerts", "moreCost", "losingTier"), problems);
        int months = fields.number("months").orElse(12);
        if (months < 1 || months > LONGEST) {
            fields.error("months", "from 1 to " + LONGEST + " months are tried");
        }
        Map<String, Integer> losing = named(fields.entries("losingTier"), names.map(Names::tiers), "the tier ", problems, entry -> customers(entry, problems));
        Optional<BigDecimal> cost = fields.node("moreCost").flatMap(n -> amount(new Yaml.Entry(fields.place("moreCost"), n), problems));
        return new Gate(months, fields.number("moreMessagesADay"), fields.number("moreTasksADay"), fields.number("moreAlerts"), cost, losing);
    }

    /** By the names that tables have. */
    private static <V> Map<String, V> named(Map<String, Yaml.Entry> entries, Optional<List<String>> names, String what, List<RuleProblem> problems, Function<Yaml.Entry, Optional<V>> value) {
        Map<String, V> named = new LinkedHashMap<>();
        entries.forEach((typed, entry) -> {
            List<String> known = names.orElse(List.of(typed));
            Optional<String> name = Terms.named(typed, known);
            if (name.isEmpty()) {
                problems.add(entry.place().error(what + Nearest.unknown(typed, known.stream().flatMap(Terms::spellings).distinct().toList())));
            } else if (named.containsKey(name.get())) {
                problems.add(entry.place().error(what + "'" + name.get() + "' stands here twice"));
            } else {
                value.apply(entry).ifPresent(v -> named.put(name.get(), v));
            }
        });
        return named;
    }

    private static Optional<Integer> customers(Yaml.Entry entry, List<RuleProblem> problems) {
        if (entry.value() instanceof Yaml.Scalar scalar && scalar.text().matches("\\d{1,9}")) {
            return Optional.of(Integer.valueOf(scalar.text()));
        }
        problems.add(entry.place().error("a number of customers is expected here, such as 0 or 25"));
        return Optional.empty();
    }

    private static Optional<BigDecimal> amount(Yaml.Entry entry, List<RuleProblem> problems) {
        if (entry.value() instanceof Yaml.Scalar scalar && scalar.text().matches("\\d{1,12}(\\.\\d{1,6})?")) {
            return Optional.of(new BigDecimal(scalar.text()));
        }
        problems.add(entry.place().error("a number is expected here, such as 0 or 2.50"));
        return Optional.empty();
    }
}
