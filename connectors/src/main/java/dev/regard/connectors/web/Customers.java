package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.run.EngineView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds cards by their id, by an id that they had before a merger, or by any other key. */
final class Customers {
    private final EngineView view;

    Customers(EngineView view) {
        this.view = view;
    }

    Optional<Card> find(String idOrKey) {
        Optional<Card> direct = standing(idOrKey);
        return direct.isPresent() ? direct : resolved(idOrKey).flatMap(this::standing);
    }

    private Optional<Card> standing(String id) {
        return Optional.ofNullable(view.cards().standing(List.of(id)).get(id));
    }

    /** The names under which records of the customer are filed; what leads nowhere stays as it is, and null has none. */
    Set<String> names(String idOrKey) {
        return idOrKey == null ? Set.of() : find(idOrKey).map(card -> Set.copyOf(card.names())).orElse(Set.of(idOrKey));
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
