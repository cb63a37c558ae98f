package dev.regard.routes.trial;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a back-test says of a company's budgets, in words.
 *
 * @param unproven why it shows nothing, such as that nothing was recorded in the period
 * @param exceeded which budgets the draft exceeds
 * @param unpriced channels of the compared contacts that have no price where a budget is one of cost: their contacts count as nothing
 */
public record Verdict(List<String> unproven, List<String> exceeded, List<String> unpriced) {
    public Verdict {
        unproven = List.copyOf(unproven);
        exceeded = List.copyOf(exceeded);
        unpriced = List.copyOf(unpriced);
    }

    public boolean passes() {
        return unproven.isEmpty() && exceeded.isEmpty();
    }

    public List<String> words() {
        return Stream.of(unproven.stream(), exceeded.stream(), withoutPrice().stream()).flatMap(words -> words).toList();
    }

    /** Which channels the budget of cost says nothing of; empty where it holds all contacts. */
    public Optional<String> withoutPrice() {
        return unpriced.isEmpty() ? Optional.empty() : Optional.of(withoutPrice(unpriced));
    }

    static String withoutPrice(List<String> channels) {
        return "no price is given for " + String.join(", ", channels) + ": their contacts count as 0; a price is under cost in " + Policy.NAME;
    }
}
