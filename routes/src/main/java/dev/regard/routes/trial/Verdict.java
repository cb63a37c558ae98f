package dev.regard.routes.trial;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a back-test says of a company's budgets, in words.
 *
 * @param unproven why it shows nothing, such as that nothing was recorded in the period
 * @param exceeded which budgets the draft exceeds
 */
public record Verdict(List<String> unproven, List<String> exceeded) {
    public Verdict {
        unproven = List.copyOf(unproven);
        exceeded = List.copyOf(exceeded);
    }

    public boolean passes() {
        return unproven.isEmpty() && exceeded.isEmpty();
    }

    public List<String> words() {
        return Stream.concat(unproven.stream(), exceeded.stream()).toList();
    }
}
