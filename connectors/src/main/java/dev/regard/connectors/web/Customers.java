package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.run.EngineView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds cards by their id, by an id that they had before a merger, or by any other key. */
final class Customers {
    private final EngineView view;

    Customers(EngineView view) {
        this.view = view;
    }

    Optional<Card> find(String idOrKey) {
        Card direct = view.cards().load(List.of(idOrKey)).get(idOrKey);
        return direct != null ? Optional.of(direct)
                : resolved(idOrKey).flatMap(id -> Optional.ofNullable(view.cards().load(List.of(id)).get(id)));
    }

    /** The card's id; what leads nowhere stays as it is, and null stays null. */
    String idOf(String idOrKey) {
        return idOrKey == null ? null : resolved(idOrKey).orElse(idOrKey);
    }

    private Optional<String> resolved(String idOrKey) {
        Optional<CustomerKey> key = CustomerKey.id(idOrKey);
        Optional<String> byId = key.flatMap(this::lookUp);
        return byId.isPresent() ? byId : CustomerKey.parse(idOrKey).flatMap(this::lookUp);
    }

    private Optional<String> lookUp(CustomerKey key) {
        Map<String, String> found = view.cards().resolve(List.of(key.toString()));
        return Optional.ofNullable(found.get(key.toString()));
    }
}
