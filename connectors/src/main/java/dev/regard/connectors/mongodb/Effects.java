package dev.regard.connectors.mongodb;

import static dev.regard.connectors.json.RecordJson.COMPLAINT;
import static dev.regard.connectors.json.RecordJson.DECISION;
import static dev.regard.connectors.json.RecordJson.DISPATCH;
import static dev.regard.connectors.json.RecordJson.TOUCH;

import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.store.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;

/**
 * What a change does beside its card, in the very form in which it is handed on; so it also lies on the card until that is done.
 *
 * @param version the card's, which tells an older effect from a newer one
 */
record Effects(String customer, long version, List<Document> keys, List<Document> decisions, List<Document> touches, List<Document> complaints,
        List<Document> dispatches, List<String> applied) {

    static Effects of(Change change) {
        return new Effects(change.card().id(), change.card().version(), keys(change), each(change.decisions(), Effects::document),
                latest(change.touches(), Touch::id, Effects::document), latest(change.complaints(), Complaint::key, Effects::document),
                each(dispatches(change.dispatches()), Effects::document),
                change.applied().stream().map(recorded -> recorded.event().key()).toList());
    }

    private static List<Document> keys(Change change) {
        Map<String, String> leads = new LinkedHashMap<>(change.keysOfMembers());
        change.newKeys().forEach(key -> leads.put(key, change.card().id()));
        return leads.entrySet().stream().map(lead -> new Document("_id", lead.getKey()).append("card", lead.getValue())).toList();
    }

    private static <T> List<Document> each(List<T> records, Function<T, Document> form) {
        return records.stream().map(form).toList();
    }

    private static <T> List<Document> latest(List<T> records, Function<T, String> id, Function<T, Document> form) {
        Map<String, T> latest = new LinkedHashMap<>();
        records.forEach(record -> latest.put(id.apply(record), record));
        return each(List.copyOf(latest.values()), form);
    }

    /** One after the other, as if each were stored before the next. */
    private static List<Dispatch> dispatches(List<Dispatch> all) {
        Map<String, Dispatch> kept = new LinkedHashMap<>();
        all.forEach(next -> kept.merge(next.id(), next, (stored, later) -> later.replaces(stored) ? later : stored));
        return List.copyOf(kept.values());
    }

    private static Document document(Decision d) {
        return Collections.written(new Document("_id", d.id()).append("customer", d.customer()).append("type", d.type())
                .append("at", EpochNanos.of(d.at())), DECISION.text(d));
    }

    private static Document document(Touch t) {
        return Collections.written(new Document("_id", t.id()).append("customer", t.customer()).append("due", EpochNanos.of(t.due()))
                .append("kind", t.kind().name()).append("status", t.status().name()), TOUCH.text(t));
    }

    private static Document document(Complaint c) {
        return Collections.written(new Document("_id", c.key()).append("customer", c.customer()).append("opened", EpochNanos.of(c.openedAt()))
                .append("status", c.status().name()), COMPLAINT.text(c));
    }

    /** What a claim changes stands beside the document and counts more than what is in it. */
    private static Document document(Dispatch d) {
        return Collections.written(new Document("_id", d.id()).append("customer", d.customer()).append("about", d.about())
                .append("status", d.status().name()).append("urgent", d.lane() == Dispatch.Lane.URGENT).append("try", EpochNanos.of(d.tryAt())).append("attempts", d.attempts())
                .append("claimed", d.claimedBy()), DISPATCH.text(d));
    }

    boolean isEmpty() {
        return keys.isEmpty() && decisions.isEmpty() && touches.isEmpty() && complaints.isEmpty() && dispatches.isEmpty() && applied.isEmpty();
    }

    Document onCard() {
        return new Document("keys", keys).append("decisions", decisions).append("touches", touches).append("complaints", complaints)
                .append("dispatches", dispatches).append("applied", applied);
    }

    /** What a card carries that was cut off before its effects were handed on. */
    static Effects from(Document card) {
        Document relay = card.get("relay", Document.class);
        return new Effects(card.getString("_id"), card.getLong("version"), documents(relay, "keys"), documents(relay, "decisions"),
                documents(relay, "touches"), documents(relay, "complaints"), documents(relay, "dispatches"), relay.getList("applied", String.class));
    }

    private static List<Document> documents(Document relay, String name) {
        return new ArrayList<>(relay.getList(name, Document.class));
    }
}
