package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Dispatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Hands the effects of written cards on to their collections. Each step may be cut off and done again, also by another process
 * and late: what is new is inserted once, what changes is changed only by a newer card, an attempt only by its own report.
 */
final class Relay {
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final Bson EMPTY = combine(unset("relay"), unset("relaying"));
    private static final int BATCH = 200;
    private final Collections to;
    private final Steps steps;
    /** How often writing failed in this process, and how many of these failures were followed by a completion of everything. */
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();

    /** Is told before each step; tests end the process there. */
    interface Steps {
        Steps UNWATCHED = step -> CrashPoint.IN_LEDGER.pass();

        void before(String step);
    }

    Relay(Collections to, Steps steps) {
        this.to = to;
        this.steps = steps;
    }

    /** Runs what writes cards; when it fails, effects may be left on them, which have to be completed before anything else is read. */
    <T> T watched(Supplier<T> writing) {
        boolean whole = false;
        try {
            T result = writing.get();
            whole = true;
            return result;
        } finally {
            if (!whole) {
                failures.incrementAndGet();
            }
        }
    }

    /** After a failure of this process: completes all effects that were left behind. */
    void completeWhatFailed() {
        long known = failures.get();
        if (completed.get() < known) {
            completeAll();
            completed.accumulateAndGet(known, Math::max); // what fails meanwhile may have been passed over already
        }
    }

    void completeAll() {
        Calls.call("completing what was cut off", () -> {
            List<Document> some;
            do {
                some = to.cards().find(eq("relaying", true)).limit(BATCH).batchSize(BATCH + 1).into(new ArrayList<>());
                complete(some);
            } while (some.size() == BATCH);
            return null;
        });
    }

    /** Completes the effects that these cards carry. */
    void complete(List<Document> cards) {
        List<Effects> all = cards.stream().map(Effects::from).toList();
        handOn(all);
        List<WriteModel<Document>> clear = all.stream().<WriteModel<Document>>map(effects -> new UpdateOneModel<>(
                and(eq("_id", effects.customer()), eq("version", effects.version())), EMPTY)).toList();
        write(to.cards(), clear);
    }

    /** Hands on what was just written under a token, and clears it from the cards. */
    void handOn(List<Effects> all, String token) {
        handOn(all);
        List<String> cards = all.stream().filter(effects -> !effects.isEmpty()).map(Effects::customer).toList();
        if (!cards.isEmpty()) {
            steps.before("clear");
            to.cards().updateMany(and(in("_id", cards), eq("token", token)), EMPTY);
        }
    }

    private void handOn(List<Effects> all) {
        insert("keys", to.keys(), all, Effects::keys);
        insert("decisions", to.decisions(), all, Effects::decisions);
        newer("complaints", to.complaints(), all, Effects::complaints);
        newer("touches", to.touches(), all, Effects::touches);
        insert("dispatches", to.dispatches(), all, Effects::dispatches);
        reports(all);
        List<String> applied = all.stream().flatMap(effects -> effects.applied().stream()).toList();
        if (!applied.isEmpty()) {
            steps.before("applied");
            to.journal().updateMany(in("_id", applied), unset("waiting"));
        }
    }

    private void insert(String step, MongoCollection<Document> into, List<Effects> all, Function<Effects, List<Document>> which) {
        List<Document> fresh = all.stream().flatMap(effects -> which.apply(effects).stream()).toList();
        if (!fresh.isEmpty()) {
            steps.before(step);
            Calls.ignoringKnownIds(() -> into.insertMany(fresh, new InsertManyOptions().ordered(false)));
        }
    }

    /** An upsert that finds a newer one tries to insert a second one and is told that the id is known. */
    private void newer(String step, MongoCollection<Document> into, List<Effects> all, Function<Effects, List<Document>> which) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Effects effects : all) {
            for (Document record : which.apply(effects)) {
                Document fields = new Document(record).append("cardVersion", effects.version());
                fields.remove("_id");
                fields.remove("customer");
                writes.add(new UpdateOneModel<>(and(eq("_id", record.get("_id")), eq("customer", record.get("customer")),
                        lt("cardVersion", effects.version())), new Document("$set", fields), new UpdateOptions().upsert(true)));
            }
        }
        if (!writes.isEmpty()) {
            steps.before(step);
            Calls.ignoringKnownIds(() -> write(into, writes));
        }
    }

    /** What {@link Dispatch#replaces} says, as conditions. */
    private void reports(List<Effects> all) {
        List<Document> reports = all.stream().flatMap(effects -> effects.dispatches().stream()).filter(Relay::mayReplace).toList();
        if (reports.isEmpty()) {
            return;
        }
        steps.before("reports");
        write(to.dispatches(), reports.stream().<WriteModel<Document>>map(Relay::report).toList());
        showSending(to, reports);
    }

    private static boolean mayReplace(Document dispatch) {
        return dispatch.getInteger("attempts") > 0 || !Dispatch.Status.READY.name().equals(dispatch.getString("status"));
    }

    private static UpdateOneModel<Document> report(Document report) {
        Document fields = new Document(report);
        fields.remove("_id");
        fields.remove("customer");
        Bson claimed = and(eq("status", Dispatch.Status.SENDING.name()), lte("attempts", report.getInteger("attempts")));
        Bson replaced = Dispatch.Status.CANCELLED.name().equals(report.getString("status"))
                ? or(claimed, eq("status", Dispatch.Status.READY.name())) : claimed;
        return new UpdateOneModel<>(and(eq("_id", report.get("_id")), eq("customer", report.get("customer")), replaced),
                combine(new Document("$set", fields), unset("claim")));
    }

    /** Marks the touches of these dispatches as being sent, or as no longer being sent. */
    static void showSending(Collections in, List<Document> dispatches) {
        List<String> about = dispatches.stream().map(dispatch -> dispatch.getString("about")).distinct().toList();
        Set<String> sending = in.dispatches().find(and(in("about", about), eq("status", Dispatch.Status.SENDING.name()))).batchSize(BATCH)
                .map(dispatch -> dispatch.getString("about")).into(new HashSet<>());
        write(in.touches(), dispatches.stream().<WriteModel<Document>>map(dispatch -> new UpdateOneModel<>(
                and(eq("_id", dispatch.get("about")), eq("customer", dispatch.get("customer"))),
                set("sending", sending.contains(dispatch.getString("about"))))).toList());
    }

    private static void write(MongoCollection<Document> into, List<WriteModel<Document>> writes) {
        if (!writes.isEmpty()) {
            into.bulkWrite(writes, ANY_ORDER);
        }
    }

    void before(String step) {
        steps.before(step);
    }
}
