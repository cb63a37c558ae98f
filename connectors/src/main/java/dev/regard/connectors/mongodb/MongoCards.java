package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.regard.connectors.json.RecordJson.CARD;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.customer.Card;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Searchable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * A change is whole because it is one document: the card, and with it everything that is to be handed on. Whoever meets a
 * card whose effects were not handed on completes that first; a card is written only when nothing is left on it.
 */
final class MongoCards implements Cards {
    private static final int BATCH = 500;
    /** How many of the latest writes a card can be asked about after a bulk write told only how many it wrote. */
    private static final int TOKENS_KEPT = 8;
    /** How many applied events a card remembers, against a process that still has them in hand. */
    private static final int APPLIED_KEPT = 50;
    private final MongoCollection<Document> cards;
    private final MongoCollection<Document> keys;
    private final Relay relay;
    private final MongoJournal journal;

    MongoCards(Collections collections, Relay relay, MongoJournal journal) {
        this.cards = collections.cards();
        this.keys = collections.keys();
        this.relay = relay;
        this.journal = journal;
    }

    @Override
    public Map<String, String> resolve(Collection<String> wanted) {
        relay.completeWhatFailed();
        return Calls.call("resolving keys", () -> {
            Map<String, String> found = new HashMap<>();
            keys.find(in("_id", wanted)).batchSize(BATCH).forEach(key -> found.put(key.getString("_id"), key.getString("card")));
            return found;
        });
    }

    @Override
    public Map<String, Card> load(Collection<String> ids) {
        relay.completeWhatFailed();
        return Calls.call("reading cards", () -> {
            List<Document> found = cards.find(in("_id", ids)).projection(exclude("words", "tokens", "applied")).batchSize(BATCH).into(new ArrayList<>());
            List<Document> cutOff = found.stream().filter(card -> card.containsKey("relay")).toList();
            if (!cutOff.isEmpty()) {
                relay.complete(cutOff);
            }
            Map<String, Card> loaded = new HashMap<>();
            found.forEach(card -> loaded.put(card.getString("_id"), card(card)));
            return loaded;
        });
    }

    @Override
    public Set<String> commit(List<Change> changes) {
        relay.completeWhatFailed();
        Set<String> conflicts = new LinkedHashSet<>();
        List<Change> rest = changes;
        while (!rest.isEmpty()) {
            Map<String, Change> round = new LinkedHashMap<>();
            List<Change> later = new ArrayList<>();
            for (Change change : rest) {
                if (round.putIfAbsent(change.card().id(), change) != null) {
                    later.add(change);
                }
            }
            conflicts.addAll(relay.watched(() -> Calls.call("writing cards", () -> commitRound(round))));
            rest = later;
        }
        return conflicts;
    }

    /** @return the ids of those that were not written */
    private Set<String> commitRound(Map<String, Change> round) {
        String token = new ObjectId().toHexString();
        List<Effects> effects = round.values().stream().map(Effects::of).toList();
        List<WriteModel<Document>> writes = new ArrayList<>(effects.size());
        for (Effects each : effects) {
            writes.add(write(round.get(each.customer()), each, token));
        }
        relay.before("cards");
        int[] written = new int[1];
        Calls.ignoringKnownIds(() -> {
            BulkWriteResult result = cards.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            written[0] = result.getInsertedCount() + result.getMatchedCount();
        });
        Set<String> mine = written[0] == writes.size() ? round.keySet() : writtenUnder(token, round.keySet());
        List<Effects> toHandOn = effects.stream().filter(each -> mine.contains(each.customer())).toList();
        relay.handOn(toHandOn, token);
        journal.applied(toHandOn.stream().mapToLong(each -> each.applied().size()).sum());
        Set<String> conflicts = new LinkedHashSet<>(round.keySet());
        conflicts.removeAll(mine);
        return conflicts;
    }

    private Set<String> writtenUnder(String token, Set<String> ids) {
        return cards.find(and(in("_id", ids), eq("tokens", token))).projection(include("_id")).batchSize(BATCH)
                .map(card -> card.getString("_id")).into(new HashSet<>());
    }

    private static WriteModel<Document> write(Change change, Effects effects, String token) {
        Card card = change.card();
        Searchable searchable = Searchable.of(card);
        Document fields = Collections.written(new Document("version", card.version()).append("tier", searchable.tier())
                .append("kind", searchable.kind()).append("owner", searchable.owner()).append("stage", searchable.stage())
                .append("words", searchable.words()).append("mergedInto", card.identity().mergedInto()).append("token", token), CARD.text(card));
        if (card.wakeAt() != null) {
            fields.append("wake", EpochNanos.of(card.wakeAt()));
        }
        if (!effects.isEmpty()) {
            fields.append("relay", effects.onCard()).append("relaying", true);
        }
        if (change.follows() == 0) {
            return new InsertOneModel<>(fields.append("_id", card.id()).append("tokens", List.of(token)).append("applied", effects.applied()));
        }
        Document update = new Document("$set", fields).append("$push", new Document("tokens", lastOf(List.of(token), TOKENS_KEPT))
                .append("applied", lastOf(effects.applied(), Math.max(APPLIED_KEPT, effects.applied().size()))));
        if (card.wakeAt() == null) {
            update.append("$unset", new Document("wake", ""));
        }
        return new UpdateOneModel<>(and(eq("_id", card.id()), eq("version", change.follows()), exists("relay", false),
                nin("applied", effects.applied())), update);
    }

    private static Document lastOf(List<String> added, int kept) {
        return new Document("$each", added).append("$slice", -kept);
    }

    @Override
    public List<String> due(Instant now, int limit) {
        return Calls.call("asking what is due", () -> cards.find(lte("wake", EpochNanos.of(now))).sort(ascending("wake", "_id")).limit(limit)
                .projection(include("_id")).batchSize(limit + 1).map(card -> card.getString("_id")).into(new ArrayList<>()));
    }

    @Override
    public Optional<Instant> nextWake() {
        return Calls.call("asking what is due next", () -> Optional.ofNullable(cards.find(gte("wake", Long.MIN_VALUE)).sort(ascending("wake"))
                .projection(include("wake")).first()).map(card -> EpochNanos.toInstant(card.getLong("wake"))));
    }

    @Override
    public void scan(Consumer<Card> each) {
        Calls.call("scanning cards", () -> {
            cards.find().sort(ascending("_id")).projection(include("document")).batchSize(BATCH).map(MongoCards::card).forEach(each);
            return null;
        });
    }

    static Card card(Document card) {
        return CARD.read(card.getString("document"));
    }
}
