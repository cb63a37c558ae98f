package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.regard.connectors.json.RecordJson.COMPLAINT;
import static dev.regard.connectors.json.RecordJson.DECISION;
import static dev.regard.connectors.json.RecordJson.TOUCH;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.store.Cursor;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Searchable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

final class MongoRecords implements Records {
    private static final String SENDING = Touch.Status.SENDING.name();
    /** Was not merged into another card. */
    private static final Bson STANDING = eq("mergedInto", null);
    private final Collections collections;

    MongoRecords(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Page<Card> customers(CustomerFilter filter, Paging paging) {
        List<Bson> conditions = new ArrayList<>(List.of(STANDING));
        same(conditions, "tier", filter.tier());
        same(conditions, "kind", filter.kind());
        same(conditions, "owner", filter.owner());
        same(conditions, "stage", filter.stage());
        Searchable.wordsOf(filter.q()).forEach(word -> conditions.add(regex("words", Pattern.compile(Pattern.quote(word)))));
        if (paging.after() != null) {
            conditions.add(gt("_id", paging.after()));
        }
        List<Card> found = Calls.call("listing customers", () -> collections.cards().find(all(conditions)).sort(ascending("_id"))
                .limit(paging.limit() + 1).batchSize(paging.limit() + 2).projection(include("document")).map(MongoCards::card).into(new ArrayList<>()));
        return Page.of(found, paging, Card::id);
    }

    @Override
    public Page<Decision> decisions(DecisionFilter filter, Paging paging) {
        List<Bson> conditions = new ArrayList<>();
        among(conditions, "customer", filter.customers());
        same(conditions, "type", filter.type());
        within(conditions, "at", filter.from(), filter.to());
        return page(collections.decisions(), "at", conditions, paging, MongoRecords::decision, d -> new Cursor(d.at(), d.id()));
    }

    @Override
    public Page<Touch> touches(TouchFilter filter, Paging paging) {
        List<Bson> conditions = new ArrayList<>();
        among(conditions, "customer", filter.customers());
        same(conditions, "kind", filter.kind() == null ? null : filter.kind().name());
        if (filter.status() == Touch.Status.SENDING) {
            conditions.add(or(eq("sending", true), eq("status", SENDING)));
        } else if (filter.status() != null) {
            conditions.add(eq("status", filter.status().name()));
            conditions.add(ne("sending", true));
        }
        within(conditions, "due", filter.from(), filter.to());
        return page(collections.touches(), "due", conditions, paging, MongoRecords::shown, t -> new Cursor(t.due(), t.id()));
    }

    @Override
    public Page<Complaint> complaints(ComplaintFilter filter, Paging paging) {
        List<Bson> conditions = new ArrayList<>();
        among(conditions, "customer", filter.customers());
        same(conditions, "status", filter.status() == null ? null : filter.status().name());
        return page(collections.complaints(), "opened", conditions, paging, c -> COMPLAINT.read(c.getString("document")),
                c -> new Cursor(c.openedAt(), c.key()));
    }

    private static <T> Page<T> page(MongoCollection<Document> from, String time, List<Bson> conditions, Paging paging, Function<Document, T> reader,
            Function<T, Cursor> place) {
        if (paging.after() != null) {
            Cursor after = Cursor.parse(paging.after());
            long at = EpochNanos.of(after.at());
            conditions.add(or(gt(time, at), and(eq(time, at), gt("_id", after.id()))));
        }
        List<T> found = Calls.call("listing records", () -> from.find(all(conditions)).sort(ascending(time, "_id"))
                .limit(paging.limit() + 1).batchSize(paging.limit() + 2).map(reader::apply).into(new ArrayList<>()));
        return Page.of(found, paging, place.andThen(Cursor::text));
    }

    private static void same(List<Bson> conditions, String field, Object wanted) {
        if (wanted != null) {
            conditions.add(eq(field, wanted));
        }
    }

    private static void among(List<Bson> conditions, String field, Set<String> wanted) {
        if (!wanted.isEmpty()) {
            conditions.add(wanted.size() == 1 ? eq(field, wanted.iterator().next()) : in(field, wanted));
        }
    }

    private static void within(List<Bson> conditions, String field, Instant from, Instant to) {
        if (from != null) {
            conditions.add(gte(field, EpochNanos.of(from)));
        }
        if (to != null) {
            conditions.add(lt(field, EpochNanos.of(to)));
        }
    }

    private static Bson all(List<Bson> conditions) {
        return conditions.isEmpty() ? new Document() : and(conditions);
    }

    private static Decision decision(Document stored) {
        return DECISION.read(stored.getString("document"));
    }

    private static Touch shown(Document stored) {
        Touch touch = TOUCH.read(stored.getString("document"));
        return stored.getBoolean("sending", false) ? touch.withStatus(Touch.Status.SENDING, touch.heldBecause()) : touch;
    }

    @Override
    public Optional<Decision> decision(String customer, String id) {
        return Calls.call("reading a decision", () -> Optional.ofNullable(collections.decisions().find(and(eq("_id", id), eq("customer", customer))).first()).map(MongoRecords::decision));
    }

    @Override
    public Optional<Touch> touch(String customer, String id) {
        return Calls.call("reading a touch", () -> Optional.ofNullable(collections.touches().find(and(eq("_id", id), eq("customer", customer))).first()).map(MongoRecords::shown));
    }

    @Override
    public Optional<Dispatch> dispatch(String id) {
        return Calls.call("reading a dispatch", () -> Optional.ofNullable(collections.dispatches().find(eq("_id", id)).first()).map(MongoOutgoing::dispatch));
    }

    @Override
    public List<Dispatch> dispatches(String about) {
        return Calls.call("reading dispatches", () -> collections.dispatches().find(eq("about", about)).sort(ascending("_id")).batchSize(LONGEST_PAGE)
                .map(MongoOutgoing::dispatch).into(new ArrayList<>()));
    }

    @Override
    public Map<String, Long> cardsByTier() {
        Map<String, Long> counts = new HashMap<>();
        counted(collections.cards(), "$tier", STANDING).forEach(group -> counts.put(group.getString("_id") == null ? "" : group.getString("_id"), count(group)));
        return counts;
    }

    @Override
    public Map<Touch.Status, Long> touchesByStatus() {
        Map<Touch.Status, Long> counts = new EnumMap<>(Touch.Status.class);
        counted(collections.touches(), "$status").forEach(group -> counts.put(Touch.Status.valueOf(group.getString("_id")), count(group)));
        long sending = 0;
        for (Document group : counted(collections.touches(), "$status", eq("sending", true))) {
            sending += count(group);
            counts.merge(Touch.Status.valueOf(group.getString("_id")), -count(group), Long::sum);
        }
        counts.merge(Touch.Status.SENDING, sending, Long::sum);
        counts.values().removeIf(count -> count <= 0);
        return counts;
    }

    private static List<Document> counted(MongoCollection<Document> in, String by, Bson... conditions) {
        List<Bson> stages = new ArrayList<>();
        for (Bson condition : conditions) {
            stages.add(Aggregates.match(condition));
        }
        stages.add(Aggregates.group(by, Accumulators.sum("count", 1)));
        return Calls.call("counting", () -> in.aggregate(stages).batchSize(LONGEST_PAGE).into(new ArrayList<>()));
    }

    private static long count(Document group) {
        return ((Number) group.get("count")).longValue();
    }
}
