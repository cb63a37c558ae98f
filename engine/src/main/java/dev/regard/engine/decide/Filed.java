package dev.regard.engine.decide;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import java.util.Map;
import java.util.Optional;

/**
 * What was filed before and has left the card, as far as events are about it: reports, bounces and answers name a dispatch.
 *
 * @param dispatches by id
 * @param touches    those that the dispatches carried, by id
 */
public record Filed(Map<String, Dispatch> dispatches, Map<String, Touch> touches) {
    public static final Filed NOTHING = new Filed(Map.of(), Map.of());

    public Filed {
        dispatches = Map.copyOf(dispatches);
        touches = Map.copyOf(touches);
    }

    Optional<Dispatch> dispatch(String id) {
        return Optional.ofNullable(dispatches.get(id));
    }

    /** The touch that a dispatch carried. */
    Optional<Touch> carriedBy(String dispatch) {
        return dispatch(dispatch).map(Dispatch::about).map(touches::get);
    }
}
