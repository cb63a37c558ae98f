package dev.regard.routes.trial;

import dev.regard.engine.customer.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A company's budgets, held against a comparison.
 *
 * @param currency the company's
 */
record Budgets(Policy.Gate gate, String currency) {

    /** Which of them are exceeded and by what, in words; empty where the draft may pass. */
    List<String> exceeded(Comparison comparison, TierLoss loss) {
        List<String> exceeded = new ArrayList<>();
        added("messages", gate.messages(), comparison.mostAdded(Touch.Kind.MESSAGE)).ifPresent(exceeded::add);
        added("tasks", gate.tasks(), comparison.mostAdded(Touch.Kind.TASK)).ifPresent(exceeded::add);
        alerts(comparison).ifPresent(exceeded::add);
        cost(comparison).ifPresent(exceeded::add);
        exceeded.addAll(losingTier(loss));
        return exceeded;
    }

    private static Optional<String> added(String what, Optional<Integer> budget, Optional<Comparison.Day> worst) {
        return budget.flatMap(most -> worst.filter(day -> day.contacts() > most)
                .map(day -> "%,d %s more on %s; at most %,d a day may be added".formatted(day.contacts(), what, day.date(), most)));
    }

    private Optional<String> alerts(Comparison comparison) {
        int more = comparison.moreAlerts();
        return gate.alerts().filter(most -> more > most).map(most -> "%,d alerts more; at most %,d may be added".formatted(more, most));
    }

    private Optional<String> cost(Comparison comparison) {
        return gate.cost().flatMap(most -> comparison.cost().map(Comparison.Cost::more).filter(more -> more.compareTo(most) > 0)
                .map(more -> "contacts cost %s %s more; at most %s may be added".formatted(more.toPlainString(), currency, most.toPlainString())));
    }

    private List<String> losingTier(TierLoss loss) {
        List<String> exceeded = new ArrayList<>();
        gate.losingTier().forEach((tier, most) -> {
            if (loss.customers(tier) > most) {
                String forATime = loss.forATime(tier) == 0 ? "" : ", %,d of them for a time".formatted(loss.forATime(tier));
                exceeded.add("%,d customers lose tier %s%s; at most %,d may".formatted(loss.customers(tier), tier, forATime, most));
            }
        });
        return exceeded;
    }
}
