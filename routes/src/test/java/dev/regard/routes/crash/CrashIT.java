package dev.regard.routes.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.routes.crash.Fate.Kind;
import dev.regard.routes.year.Fact;
import dev.regard.routes.year.MongoProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing acknowledged is lost and nobody is contacted twice, whenever the program is killed: at all points on the embedded store, and in a short form over
 * MongoDB at some. {@code -Dcrash.kills} and {@code -Dcrash.events} (and the same with {@code crash.mongodb.} before) ask for another one, which dies at
 * all of them on each store.
 */
class CrashIT {
    private static final Form USUAL = new Form(1, 60, 40_000);
    private static final Form SHORTER = new Form(1, 18, 2_000);
    private static final Form SMALL = new Form(1, 12, 2_500);
    private static final int BATCH = 250;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNobodyIsContactedTwiceOnTheEmbeddedStore() throws Exception {
        survives("embedded store", USUAL.orAsTold("crash.kills", "crash.events"), List.of(), Ways.ALL_EMBEDDED);
    }

    /** The server is mongo-java-server in a process of its own, which keeps what it has answered, as long as it lives. */
    @Test
    void nothingIsLostAndNobodyIsContactedTwiceOnMongoDb() throws Exception {
        Form form = SHORTER.orAsTold("crash.mongodb.kills", "crash.mongodb.events");
        try (MongoProcess mongo = MongoProcess.start()) {
            survives("mongo-java-server", form, List.of("--mongodb", mongo.uri(), "--yes-virtual-time"), form.equals(SHORTER) ? Ways.some() : Ways.ALL_MONGODB);
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "REGARD_TEST_MONGODB", matches = "mongodb.*/regard_test(\\?.*)?",
            disabledReason = "REGARD_TEST_MONGODB does not name a database called regard_test on a MongoDB")
    void nothingIsLostAndNobodyIsContactedTwiceOnARealMongoDb() throws Exception {
        String uri = System.getenv("REGARD_TEST_MONGODB");
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(new ConnectionString(uri).getDatabase()).drop();
        }
        survives("MongoDB", SHORTER.orAsTold("crash.mongodb.kills", "crash.mongodb.events"), List.of("--mongodb", uri, "--yes-virtual-time"), Ways.ALL_MONGODB);
    }

    /** The others run on virtual time, on which whoever sends waits for whoever decides. */
    @Test
    void nobodyIsGreetedTwiceOnRealTimeWhereDecidingAndSendingGoSideBySide() throws Exception {
        assumeFalse(new Birthdays(Instant.now()).mayBeQingming(), "nothing cheerful goes out at Qingming");
        Scars scars = new RealTimeHunt(folder, List.of(), Integer.getInteger("crash.rounds", 1), Long.getLong("crash.seed", 1)).run();
        System.out.println(scars.table("real time, embedded store: " + scars.kills() + " kills"));
        assertEquals(0, scars.violations(), "see the table");
        assertEquals(Set.of(), scars.neverReached());
    }

    private void survives(String store, Form form, List<String> options, Ways ways) throws Exception {
        Hunt hunt = new Hunt(form, folder, List.of(), options, ways, false);
        Scars scars = hunt.run();
        System.out.println(scars.table(hunt.title(store)));
        assertEquals(0, scars.violations(), "see the table");
        assertEquals(Set.of(), scars.neverReached());
        assertEquals(Set.of(), scars.onlyOfRepeats(), "it died there of nothing but events that it had acknowledged before");
        assertTrue(scars.kills() >= form.kills(), scars.kills() + " kills");
    }

    /** Killed as soon as the last event is acknowledged, whether or not it is applied. */
    @Test
    @EnabledIfSystemProperty(named = "crash.customers", matches = "\\d+", disabledReason = "takes some minutes: -Dcrash.customers=100000")
    void aLargeStoreIsReadyAgainWithinFifteenSeconds() throws Exception {
        int customers = Integer.getInteger("crash.customers");
        Prey.Birth birth = new Prey.Birth(List.of(), folder.resolve("data"), QuickStart.options(folder), List.of("--clock", Feed.START.toString()));
        Prey first = Prey.born(birth, folder.resolve("first.log"));
        assertTrue(first.awaitReady(), first::lastWords);
        for (int from = 0; from < customers; from += BATCH) {
            List<Fact> batch = new ArrayList<>();
            for (int n = from; n < Math.min(customers, from + BATCH); n++) {
                batch.add(new Fact("made-" + n, "customer.changed", "C-" + n, Feed.START, Feed.START, Map.of("name", "Customer " + n, "kind", "consumer")));
                batch.add(new Fact("bought-" + n, "purchase.made", "C-" + n, Feed.START, Feed.START, Map.of("order", "O-" + n, "amount", 1 + n % 9_000)));
            }
            first.postPatiently(CloudEvents.batch(batch));
        }
        first.kill();
        first.awaitDeath();
        Prey second = ready(birth, "with what was acknowledged and not applied", customers);
        second.kill();
        second.awaitDeath();
        List<String> options = List.of("--clock", Feed.START.toString(), "--rules", RuleSets.in(folder).get(1).toString());
        Prey third = ready(new Prey.Birth(List.of(), birth.data(), birth.machine(), options), "with other rules", customers);
        third.kill();
        third.awaitDeath();
        Prey last = ready(birth, "amid planning all by the other rules", customers);
        last.ask();
        assertEquals(0, last.awaitDeath(), last::lastWords);
    }

    /** Others on the machine are not the program's fault, what it waits for of its own accord is. */
    private Prey ready(Prey.Birth birth, String how, int customers) throws IOException {
        Prey prey = Prey.born(birth, folder.resolve(how + ".log"));
        assertTrue(prey.awaitReady(), prey::lastWords);
        System.out.printf("ready again with %,d customers, %s: %s%n", customers, how, prey.start().words());
        assertTrue(prey.start().own().toSeconds() < 15, () -> "ready after " + prey.start().words() + "\n" + prey.lastWords());
        return prey;
    }

    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED_BEFORE_DURABLE", "EFFECT_IDS_AT_RANDOM", "SENT_BEFORE_SENDING", "WATERMARK_FORGOTTEN"})
    @EnabledIfSystemProperty(named = "crash.sabotage", matches = "true", disabledReason = "takes some minutes: -Dcrash.sabotage=true")
    void aProgramThatIsMadeWrongIsCaught(Sabotage sabotage) throws Exception {
        caught(sabotage, hunted(sabotage, List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED_BEFORE_DURABLE_ON_MONGODB", "SENT_BEFORE_SENDING"})
    @EnabledIfSystemProperty(named = "crash.sabotage", matches = "true", disabledReason = "takes some minutes: -Dcrash.sabotage=true")
    void aProgramThatIsMadeWrongIsCaughtOverMongoDb(Sabotage sabotage) throws Exception {
        try (MongoProcess mongo = MongoProcess.start()) {
            caught(sabotage, hunted(sabotage, List.of("--mongodb", mongo.uri(), "--yes-virtual-time")));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "crash.sabotage", matches = "true", disabledReason = "takes some minutes: -Dcrash.sabotage=true")
    void aProgramThatIsMadeWrongIsCaughtOnRealTime() throws Exception {
        caught(Sabotage.TAKEN_FOR_LEFT_BEHIND, new RealTimeHunt(folder.resolve("hunt"), List.of(Sabotage.TAKEN_FOR_LEFT_BEHIND.build(folder)), 1, 1).run());
    }

    private Scars hunted(Sabotage sabotage, List<String> store) throws Exception {
        return new Hunt(SMALL, folder.resolve("hunt"), List.of(sabotage.build(folder)), store, new Ways(switch (sabotage) {
            case ACKNOWLEDGED_BEFORE_DURABLE -> EnumSet.of(CrashPoint.BEFORE_COMMIT);
            case ACKNOWLEDGED_BEFORE_DURABLE_ON_MONGODB -> EnumSet.of(CrashPoint.AFTER_ACKNOWLEDGEMENT);
            case EFFECT_IDS_AT_RANDOM -> EnumSet.of(CrashPoint.MID_PUBLISH);
            case SENT_BEFORE_SENDING, TAKEN_FOR_LEFT_BEHIND -> EnumSet.noneOf(CrashPoint.class);
            case WATERMARK_FORGOTTEN -> EnumSet.of(CrashPoint.AFTER_LEDGER);
        }, sabotage == Sabotage.SENT_BEFORE_SENDING ? EnumSet.of(Kind.DOT_LOST) : EnumSet.noneOf(Kind.class)), true).run();
    }

    private static void caught(Sabotage sabotage, Scars scars) {
        System.out.println(sabotage + " was caught by " + scars.violated());
        assertTrue(scars.violated().contains(sabotage.violated()), () -> scars.table(sabotage.name()));
    }

    /** Else what the ones that are made wrong are caught by may be no mistake of theirs. */
    @Test
    @EnabledIfSystemProperty(named = "crash.sabotage", matches = "true", disabledReason = "takes some minutes: -Dcrash.sabotage=true")
    void theProgramAsItIsIsNotCaughtByTheSame() throws Exception {
        Ways ways = new Ways(EnumSet.of(CrashPoint.BEFORE_COMMIT, CrashPoint.MID_PUBLISH, CrashPoint.AFTER_LEDGER), EnumSet.of(Kind.DOT_LOST));
        Scars scars = new Hunt(SMALL, folder, List.of(), List.of(), ways, true).run();
        assertEquals(Set.of(), scars.violated(), () -> scars.table("as it is"));
    }
}
