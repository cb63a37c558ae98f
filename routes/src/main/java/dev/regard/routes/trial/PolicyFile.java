package dev.regard.routes.trial;

import dev.regard.engine.decision.Terms;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code publishing.yaml}. */
final class PolicyFile {
    private static final int MONTHS = 12;
    private static final int MOST_MONTHS = 36;
    private final Optional<Policy.Names> names;
    private final List<RuleProblem> problems = new ArrayList<>();

    private PolicyFile(Optional<Policy.Names> names) {
        this.names = names;
    }

    /**
     * Nothing is asked where the file is not there.
     *
     * @param names that the file may use; empty to take all as they stand
     * @throws Policy.Unreadable when there is an error in the file
     */
    static Policy read(Path file, Optional<Policy.Names> names) {
        if (!Files.exists(file)) {
            return Policy.NONE;
        }
        try {
            return new PolicyFile(names).read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private Policy read(byte[] content) {
        Policy policy = YamlFile.read(Policy.NAME, content, problems).map(this::policy).orElse(Policy.NONE);
        if (!problems.isEmpty()) {
            throw new Policy.Unreadable(problems);
        }
        return policy;
    }

    private Policy policy(Yaml.Mapping top) {
        Fields fields = Fields.of(top, List.of("approval", "gate", "cost"), problems);
        String approval = fields.text("approval").orElse("no");
        if (!List.of("required", "no").contains(approval)) {
            fields.error("approval", "'approval' is required or no, not '" + approval + "'");
        }
        Map<String, BigDecimal> cost = named("the channel ", fields.entries("cost"), names.map(Policy.Names::channels), this::amount);
        if (fields.entries("cost").isEmpty()) {
            fields.node("gate").filter(Yaml.Mapping.class::isInstance).map(gate -> ((Yaml.Mapping) gate).entries().get("moreCost"))
                    .ifPresent(entry -> error(entry, "'moreCost' needs prices of contacts: cost: {phone: 3, email: 0.01}; without them nothing costs anything"));
        }
        return new Policy(approval.equals("required"), fields.node("gate").map(this::gate), cost);
    }

    private Policy.Gate gate(Yaml node) {
        Fields fields = Fields.of(node, List.of("months", "moreMessagesADay", "moreTasksADay", "moreAlerts", "moreCost", "losingTier"), problems);
        int months = fields.number("months").orElse(MONTHS);
        if (months < 1 || months > MOST_MONTHS) {
            fields.error("months", "from 1 to " + MOST_MONTHS + " months are tried");
        }
        Map<String, Integer> losing = named("the tier ", fields.entries("losingTier"), names.map(Policy.Names::tiers), this::customers);
        Optional<BigDecimal> cost = fields.node("moreCost").flatMap(n -> amount(new Yaml.Entry(fields.place("moreCost"), n)));
        return new Policy.Gate(months, fields.number("moreMessagesADay"), fields.number("moreTasksADay"), fields.number("moreAlerts"), cost, losing);
    }

    /**
     * By the names that tables have.
     *
     * @param known the names that may stand there; empty for any
     */
    private <V> Map<String, V> named(String what, Map<String, Yaml.Entry> entries, Optional<List<String>> known, Function<Yaml.Entry, Optional<V>> value) {
        Map<String, V> named = new LinkedHashMap<>();
        entries.forEach((typed, entry) -> {
            List<String> meant = known.orElse(List.of(typed));
            Optional<String> name = Terms.named(typed, meant);
            if (name.isEmpty()) {
                error(entry, what + Nearest.unknown(typed, meant.stream().flatMap(Terms::spellings).distinct().toList()));
            } else if (named.containsKey(name.get())) {
                error(entry, what + "'" + name.get() + "' stands here twice");
            } else {
                value.apply(entry).ifPresent(v -> named.put(name.get(), v));
            }
        });
        return named;
    }

    private Optional<Integer> customers(Yaml.Entry entry) {
        return scalar(entry, "\\d{1,9}", "a number of customers is expected here, such as 0 or 25").map(Integer::valueOf);
    }

    private Optional<BigDecimal> amount(Yaml.Entry entry) {
        return scalar(entry, "\\d{1,12}(\\.\\d{1,6})?", "a number is expected here, such as 0 or 2.50").map(BigDecimal::new);
    }

    /** Empty, and a problem, where something else stands there. */
    private Optional<String> scalar(Yaml.Entry entry, String form, String otherwise) {
        if (entry.value() instanceof Yaml.Scalar scalar && scalar.text().matches(form)) {
            return Optional.of(scalar.text());
        }
        error(entry, otherwise);
        return Optional.empty();
    }

    private void error(Yaml.Entry entry, String words) {
        problems.add(entry.place().error(words));
    }
}
