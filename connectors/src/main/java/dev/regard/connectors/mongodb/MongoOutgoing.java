package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static dev.regard.connectors.json.RecordJson.DISPATCH;

import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Dispatch.Status;
import dev.regard.engine.store.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

final class MongoOutgoing implements Outgoing {
    private static final Bson EARLIEST_FIRST = ascending("try", "_id");
    private final Collections collections;

    MongoOutgoing(Collections collections) {
        this.collections = collections;
    }

    /** Looks for candidates, marks those that are still ready with a token of this call, and takes those that carry it. */
    @Override
    public List<Dispatch> claim(Instant now, int limit, String process) {
        return Calls.call("claiming dispatches", () -> {
            Bson due = and(eq("status", Status.READY.name()), lte("try", EpochNanos.of(now)));
            List<Document> candidates = collections.dispatches().find(due).sort(EARLIEST_FIRST).limit(limit).batchSize(limit + 1)
                    .projection(include("_id", "customer")).into(new ArrayList<>());
            return candidates.isEmpty() ? List.of() : claimed(candidates, process);
        });
    }

    private List<Dispatch> claimed(List<Document> candidates, String process) {
        String token = new ObjectId().toHexString();
        collections.dispatches().updateMany(
                and(in("_id", candidates.stream().map(d -> d.getString("_id")).toList()),
                        in("customer", candidates.stream().map(d -> d.getString("customer")).distinct().toList()), eq("status", Status.READY.name())),
                combine(set("status", Status.SENDING.name()), set("claimed", process), set("claim", token), inc("attempts", 1)));
        CrashPoint.IN_CLAIM.pass();
        List<Document> mine = collections.dispatches().find(eq("claim", token)).sort(EARLIEST_FIRST).batchSize(candidates.size() + 1).into(new ArrayList<>());
        if (!mine.isEmpty()) {
            Relay.showSending(collections, mine);
        }
        return mine.stream().map(MongoOutgoing::dispatch).toList();
    }

    @Override
    public List<Dispatch> abandoned(String process, int limit) {
        return Calls.call("looking for abandoned dispatches", () -> collections.dispatches()
                .find(and(eq("status", Status.SENDING.name()), ne("claimed", process))).sort(EARLIEST_FIRST).limit(limit).batchSize(limit + 1)
                .map(MongoOutgoing::dispatch).into(new ArrayList<>()));
    }

    @Override
    public Optional<Instant> nextTry() {
        return Calls.call("asking what is sent next", () -> Optional.ofNullable(collections.dispatches().find(eq("status", Status.READY.name()))
                .sort(EARLIEST_FIRST).projection(include("try")).first()).map(d -> EpochNanos.toInstant(d.getLong("try"))));
    }

    /** The document with what claims have changed since. */
    static Dispatch dispatch(Document stored) {
        Dispatch d = DISPATCH.read(stored.getString("document"));
        return new Dispatch(d.id(), d.customer(), d.about(), d.alert(), d.repeatable(), d.channel(), d.recipient(), d.subject(), d.body(),
                d.language(), d.headers(), Status.valueOf(stored.getString("status")), d.tryAt(), stored.getInteger("attempts"), d.problem(),
                stored.getString("claimed"), d.goodUntil());
    }
}
