package dev.regard.routes.trial;

import dev.regard.engine.customer.How;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.outbox.Gateway;
import dev.regard.rules.check.RuleProblem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public record Gate(int months, Optional<Integer> messages, Optional<Integer> tasks, Optional<Integer> alerts, Optional<BigDecimal> cost,
            Map<String, Integer> losingTier) { }

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
        return PolicyFile.read(data.resolve(NAME), Optional.empty());
    }

    /**
     * @param names that the file may use
     * @throws Unreadable when there is an error in the file, such as a tier or channel that is not known
     */
    public static Policy in(Path data, Names names) {
        return PolicyFile.read(data.resolve(NAME), Optional.of(names));
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
}
