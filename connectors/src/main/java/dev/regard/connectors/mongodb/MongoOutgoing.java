package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
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
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.store.Outgoing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

final class MongoOutgoing implements Outgoing {
    private static final Bson EARLIEST_FIRST = ascending("try", "_id");
    private static final int FAILURES_KEPT = 16;
    private final Collections collections;
    private final Relay relay;
    private final Map<Dispatch.Lane, Deque<String>> failed = new EnumMap<>(Dispatch.Lane.class);

    MongoOutgoing(Collections collections, Relay relay) {
        this.collections = collections;
        this.relay = relay;
        for (Dispatch.Lane lane : Dispatch.Lane.values()) {
            failed.put(lane, new ArrayDeque<>());
        }
    }

    /**
     * Looks for candidates, marks those that are still ready with a token of this call, and takes those that carry it. A call that failed
     * may have marked some all the same: the next one of the lane takes those first.
     */
    @Override
    public List<Dispatch> claim(Dispatch.Lane lane, Instant now, int limit, String process) {
        return Calls.call("claiming dispatches", () -> {
            List<Dispatch> left = leftBy(lane);
            if (!left.isEmpty()) {
                return left;
            }
            List<Document> candidates = collections.dispatches().find(due(lane, now)).sort(EARLIEST_FIRST).limit(limit).batchSize(limit + 1)
                    .projection(include("_id", "customer")).into(new ArrayList<>());
            return candidates.isEmpty() ? List.of() : claimed(lane, candidates, process);
        });
    }

    /** {@link Dispatch#isDue} as a condition. What was written before there were lanes is ordinary. */
    private static Bson due(Dispatch.Lane lane, Instant now) {
        Bson reached = lte("try", EpochNanos.of(now));
        return lane == Dispatch.Lane.URGENT
                ? and(eq("status", Status.READY.name()), eq("urgent", true), or(reached, gt("try", EpochNanos.of(now.plus(Dispatch.Lane.LONGEST_PAUSE)))))
                : and(eq("status", Status.READY.name()), ne("urgent", true), reached);
    }

    /** What the failed calls of a lane marked. A token is kept until something is seen to carry it: the server may mark late. */
    private List<Dispatch> leftBy(Dispatch.Lane lane) {
        Deque<String> tokens = failed.get(lane);
        synchronized (tokens) {
            if (tokens.isEmpty()) {
                return List.of();
            }
            List<Document> left = collections.dispatches().find(and(in("claim", tokens), eq("status", Status.SENDING.name()))).sort(EARLIEST_FIRST)
                    .into(new ArrayList<>());
            List<Dispatch> claimed = shown(left);
            left.forEach(d -> tokens.remove(d.getString("claim")));
            return claimed;
        }
    }

    private List<Dispatch> claimed(Dispatch.Lane lane, List<Document> candidates, String process) {
        String token = new ObjectId().toHexString();
        Deque<String> tokens = failed.get(lane);
        synchronized (tokens) {
            tokens.addLast(token);
            if (tokens.size() > FAILURES_KEPT) {
                tokens.removeFirst();
            }
            List<Dispatch> claimed = marked(token, candidates, process);
            tokens.remove(token);
            return claimed;
        }
    }

    private List<Dispatch> marked(String token, List<Document> candidates, String process) {
        collections.dispatches().updateMany(
                and(in("_id", candidates.stream().map(d -> d.getString("_id")).toList()),
                        in("customer", candidates.stream().map(d -> d.getString("customer")).distinct().toList()), eq("status", Status.READY.name())),
                combine(set("status", Status.SENDING.name()), set("claimed", process), set("claim", token), inc("attempts", 1)));
        CrashPoint.IN_CLAIM.pass();
        relay.before("claimed");
        List<Document> mine = collections.dispatches().find(eq("claim", token)).sort(EARLIEST_FIRST).batchSize(candidates.size() + 1).into(new ArrayList<>());
        return shown(mine);
    }

    private List<Dispatch> shown(List<Document> claimed) {
        if (!claimed.isEmpty()) {
            Relay.showSending(collections, claimed);
        }
        return claimed.stream().map(MongoOutgoing::dispatch).toList();
    }

    @Override
    public List<Dispatch> abandoned(String process, int limit) {
        return Calls.call("looking for abandoned dispatches", () -> collections.dispatches()
                .find(and(eq("status", Status.SENDING.name()), ne("claimed", process))).sort(EARLIEST_FIRST).limit(limit).batchSize(limit + 1)
                .map(MongoOutgoing::dispatch).into(new ArrayList<>()));
    }

    @Override
    public Map<String, Long> sentByDomain(Instant from) {
        return Calls.call("counting what was sent", () -> {
            Map<String, Long> sent = new HashMap<>();
            collections.dispatches().find(and(eq("status", Status.SENT.name()), gte("try", EpochNanos.of(from)), ne("urgent", true))).projection(include("document"))
                    .map(d -> DISPATCH.read(d.getString("document"))).forEach(d -> {
                        if (d.channel().equals("email")) {
                            sent.merge(Pace.domain(d.recipient()), 1L, Long::sum);
                        }
                    });
            return sent;
        });
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
                stored.getString("claimed"), d.goodUntil(), d.holds(), d.perhaps());
    }
}
