package dev.regard.rules.scenario;

import dev.regard.rules.check.Place;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * An example of what the rules shall decide.
 *
 * @param name     its key in the file
 * @param start    when it begins, by the company's clock
 * @param customer what the card says, as an event
 * @param past     what happened before, which makes no touches
 * @param steps    what happens, in this order
 * @param expected what must have come of it, and what must not
 * @param sound    whether it could be read whole, so that it can be run
 */
record Scenario(String name, Place place, LocalDateTime start, Happening customer, List<Happening> past, List<Step> steps, List<Expectation> expected,
        boolean sound) {

    /** One thing that happens: an event, or time that passes. */
    sealed interface Step { }

    /**
     * @param at     null for the moment that it is by then
     * @param places where each field of the data stands
     */
    record Happening(Place place, String type, LocalDateTime at, Map<String, Object> data, Map<String, Place> places) implements Step {

        Place place(String field) {
            return places.getOrDefault(field, place);
        }
    }

    record Until(Place place, LocalDateTime moment) implements Step { }

    record After(Place place, Duration time) implements Step { }

    /**
     * What must, or must not, be among what came of it.
     *
     * @param never  it must not
     * @param kind   {@code card}, {@code touch}, {@code message}, {@code complaint}, {@code alert} or {@code decision}
     * @param wanted what it is like, by the name of the property; what is not named may be anything
     * @param places where each property stands
     */
    record Expectation(Place place, boolean never, String kind, Map<String, String> wanted, Map<String, Place> places) { }
}
