package dev.regard.connectors.sqlite;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.dispatch;
import static dev.regard.engine.store.Dealer.fullCard;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.purchase;
import static dev.regard.engine.store.Dealer.purchases;
import static dev.regard.engine.store.Dealer.waking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.RecordJson;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Dealer;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.StoreRefused;
import dev.regard.engine.store.StoreUnavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsThereAfterOpeningAgain() {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(purchases("C-1", "A", "B"), MONDAY);
            store.journal().settle(store.journal().pending(1));
            store.cards().commit(List.of(change(fullCard("C-1"))));
            store.notes().write("clock", "noon");
        }
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertEquals(1, store.journal().waiting());
            assertEquals(List.of(false, true), store.journal().append(purchases("C-1", "A", "C"), MONDAY));
            assertEquals(Map.of("C-1", fullCard("C-1")), store.cards().load(List.of("C-1")));
            assertEquals(Optional.of("noon"), store.notes().read("clock"));
        }
    }

    @Test
    void aFolderIsHeldOnce() {
        try (SqliteStore store = SqliteStore.open(folder)) {
            StoreRefused refused = assertThrows(StoreRefused.class, () -> SqliteStore.open(folder.resolve("..").resolve(folder.getFileName())));

            assertTrue(refused.getMessage().endsWith("is in use by process " + ProcessHandle.current().pid()), refused.getMessage());
            assertEquals(Optional.empty(), store.trouble());
        }
        SqliteStore.open(folder).close();
    }

    @Test
    void anotherProcessIsToldWhoHoldsTheFolder() throws Exception {
        try (Child holder = Child.acknowledging(folder)) {
            holder.nextLine();

            StoreRefused refused = assertThrows(StoreRefused.class, () -> SqliteStore.open(folder));

            assertTrue(refused.getMessage().endsWith("is in use by process " + holder.pid()), refused.getMessage());
        }
        SqliteStore.open(folder).close();
    }

    @Test
    void everyAcknowledgedWriteSurvivesAKill() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        try (Child child = Child.acknowledging(folder)) {
            while (acknowledged.size() < 400) {
                acknowledged.add(child.nextLine());
            }
            acknowledged.addAll(child.kill());
        }

        try (SqliteStore store = SqliteStore.open(folder)) {
            List<String> orders = acknowledged.stream().filter(line -> line.startsWith("event ")).map(line -> line.substring(6)).toList();
            List<String> cards = acknowledged.stream().filter(line -> line.startsWith("card ")).map(line -> line.substring(5)).toList();
            assertFalse(orders.isEmpty() || cards.isEmpty());
            orders.forEach(order -> assertEquals(List.of(false), store.journal().append(List.of(purchase("C-1", order)), MONDAY), order));
            cards.forEach(id -> assertEquals(Map.of(id, newCard(id)), store.cards().load(List.of(id))));
            cards.forEach(id -> assertTrue(store.records().touch(id, "t-" + id).isPresent(), id));
        }
    }

    @Test
    void aStoreOfANewerProgramIsRefusedAndLeftAsItIs() throws IOException {
        List<List<String>> newer = new ArrayList<>(Schema.STEPS);
        newer.add(List.of("CREATE TABLE future (id TEXT)"));
        SqliteStore.open(folder, newer).close();
        byte[] before = Files.readAllBytes(folder.resolve(SqliteStore.FILE));

        StoreRefused refused = assertThrows(StoreRefused.class, () -> SqliteStore.open(folder));

        assertTrue(refused.getMessage().contains("schema %d; this one knows %d".formatted(newer.size(), newer.size() - 1)), refused.getMessage());
        assertEquals(List.of(before.length), List.of(Files.readAllBytes(folder.resolve(SqliteStore.FILE)).length));
        SqliteStore.open(folder, newer).close();
    }

    @Test
    void anOlderStoreIsCopiedThenMigrated() throws IOException {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.notes().write("clock", "noon");
        }
        List<List<String>> newer = new ArrayList<>(Schema.STEPS);
        newer.add(List.of("UPDATE notes SET value = value || ' o''clock'"));

        SqliteStore.open(folder, newer).close();
        try (SqliteStore migrated = SqliteStore.open(folder, newer)) {
            assertEquals(Optional.of("noon o'clock"), migrated.notes().read("clock"));
        }

        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(folder.resolve(SqliteStore.FILE + ".schema-" + Schema.STEPS.size()), copy.resolve(SqliteStore.FILE));
        try (SqliteStore old = SqliteStore.open(copy)) {
            assertEquals(Optional.of("noon"), old.notes().read("clock"));
        }
    }

    @Test
    void complaintsThatWereFiledByTheirIdAloneAreFoundAndChanged() {
        int before = Schema.STEPS.size() - 1;
        SqliteStore.open(folder, Schema.STEPS.subList(0, before)).close();
        try (SqliteStore store = SqliteStore.open(folder, Schema.STEPS.subList(0, before))) {
            store.cards().commit(List.of(Dealer.withComplaints(Dealer.change(Dealer.newCard("C-1")), Dealer.complaint("K-1", "C-1", Dealer.MONDAY))));
        }
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteStore.FILE)); Statement statement = raw.createStatement()) {
            statement.execute("UPDATE complaints SET id = 'K-1'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.cards().commit(List.of(Dealer.withComplaints(Dealer.change(Dealer.next(Dealer.newCard("C-1"))), Dealer.complaint("K-1", "C-1", Dealer.MONDAY))));
            assertEquals(1, store.records().complaints(new Records.ComplaintFilter(null, "C-1"), new Records.Paging(10, null)).items().size());
        }
    }

    @Test
    void whatWaitedAndWhatWasKnownInTheFirstSchemaIsStillThere() {
        Event event = purchase("C-1", "A1");
        Card card = waking(newCard("C-1"), MONDAY);
        try (SqliteStore first = SqliteStore.open(folder, Schema.STEPS.subList(0, 1))) {
            first.writer().write("as the first program did", s -> s.update("INSERT INTO journal VALUES (7, ?, ?, 1, 'none', ?)", event.key(), MONDAY,
                    RecordJson.EVENT.bytes(event)) + s.update("INSERT INTO waiting VALUES (7)")
                    + s.update("INSERT INTO cards VALUES (?, 1, ?, 1, 'none', ?)", card.id(), MONDAY, RecordJson.CARD.bytes(card)));
        }

        try (SqliteStore store = SqliteStore.open(folder)) {
            assertEquals(List.of(event), store.journal().pending(9).stream().map(Journal.Recorded::event).toList());
            assertEquals(List.of(false, true), store.journal().append(List.of(event, purchase("C-1", "A2")), MONDAY));
            assertEquals(2, store.journal().pending(9).size());
            assertEquals(List.of("C-1"), store.cards().due(MONDAY, 9));
            assertEquals(Map.of("C-1", card), store.cards().load(List.of("C-1")));
        }
    }

    @Test
    void whatWaitedInAStoreWithoutLanesWaitsInItsLane() {
        try (SqliteStore old = SqliteStore.open(folder, Schema.STEPS.subList(0, 1))) {
            Dispatch greeting = dispatch("m-1", "C-1", "t-1", MONDAY);
            Dispatch alert = new Dispatch("a-1", "C-1", "a-1", true, true, "email", "owner@dealer.example", "Complaint", "Cracked", "en", Map.of(),
                    Dispatch.Status.READY, MONDAY, 0, null, null);
            for (Dispatch d : List.of(greeting, alert)) {
                old.writer().write("writing as it was", s -> s.update(
                        "INSERT INTO dispatches (id, customer, about, status, try, schema, cipher, document) VALUES (?, ?, ?, ?, ?, 1, 'none', ?)",
                        d.id(), d.customer(), d.about(), d.status(), d.tryAt(), RecordJson.DISPATCH.bytes(d)));
            }
        }
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertEquals(List.of("a-1"), store.outgoing().claim(Dispatch.Lane.URGENT, MONDAY, 9, "p").stream().map(Dispatch::id).toList());
            assertEquals(List.of("m-1"), store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 9, "p").stream().map(Dispatch::id).toList());
        }
    }

    @Test
    void shortWorkGoesBeforeLongWorkAndLongWorkIsToldOfIt() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        try (SqliteStore store = SqliteStore.open(folder)) {
            Writer writer = store.writer();
            CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> writer.writeLong("long", s -> {
                begun.countDown();
                while (!writer.othersWait()) {
                    Thread.onSpinWait();
                }
                return order.add("first long");
            }));
            begun.await();
            CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> writer.writeLong("long", s -> order.add("second long")));
            writer.write("short", s -> order.add("short"));
            CompletableFuture.allOf(first, second).join();
        }
        assertEquals(List.of("first long", "short", "second long"), order);
    }

    @Test
    void aMigrationThatFailsChangesNothing() {
        SqliteStore.open(folder).close();
        List<List<String>> broken = new ArrayList<>(Schema.STEPS);
        broken.add(List.of("INSERT INTO notes VALUES ('half', 'done')", "DROP TABLE unheard_of"));

        assertThrows(StoreUnavailable.class, () -> SqliteStore.open(folder, broken));

        try (SqliteStore store = SqliteStore.open(folder)) {
            assertEquals(Optional.empty(), store.notes().read("half"));
        }
    }

    @Test
    void aFullDiskIsToldPlainlyAndMayHaveRoomAgain() {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.notes().write("clock", "noon");
            store.writer().write("limiting the file", s -> s.list("PRAGMA max_page_count = 1", row -> row.getInt(1)));
            String large = "x".repeat(1_000_000);

            StoreUnavailable full = assertThrows(StoreUnavailable.class, () -> store.notes().write("clock", large));

            assertEquals("writing a note: the disk is full", full.getMessage());
            assertThrows(StoreUnavailable.class, () -> store.journal().append(
                    IntStream.range(0, 5000).mapToObj(i -> purchase("C-1", "A" + i)).toList(), MONDAY));
            assertEquals(0, store.journal().waiting());
            assertEquals(List.of(), store.journal().pending(9));
            assertEquals(Optional.of("filing events: the disk is full"), store.writer().trouble());
            assertEquals(Optional.of("noon"), store.notes().read("clock"));

            store.writer().write("making room", s -> s.list("PRAGMA max_page_count = 1000000", row -> row.getInt(1)));
            store.notes().write("clock", large);
            assertEquals(Optional.empty(), store.trouble());
            assertEquals(Optional.of(large), store.notes().read("clock"));
        }
    }

    @Test
    void aDiskThatStaysFullIsTroubleEachTimeItIsAsked() {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.writer().write("limiting the file", s -> s.list("PRAGMA max_page_count = 1", row -> row.getInt(1)));
            assertThrows(StoreUnavailable.class, () -> store.notes().write("clock", "x".repeat(1_000_000)));
            store.notes().write("clock", "small enough");
            assertThrows(StoreUnavailable.class, () -> store.notes().write("clock", "x".repeat(1_000_000)));

            assertEquals(Optional.of("writing a note: the disk is full"), store.trouble());
            assertEquals(Optional.of("writing a note: the disk is full"), store.trouble());
            store.writer().write("making room", s -> s.list("PRAGMA max_page_count = 1000000", row -> row.getInt(1)));
            // that was a write too: only one that needs room shows whether there is any
            assertEquals(Optional.empty(), store.trouble());
        }
    }

    @Test
    void aReadingThatFailedIsReadAgain() {
        try (SqliteStore store = SqliteStore.open(folder)) {
            for (int i = 0; i < 8; i++) {
                assertThrows(StoreUnavailable.class, () -> absolute(store, Long.MIN_VALUE));
                assertEquals(5, absolute(store, -5));
            }
        }
    }

    /** Fails where there is no such number. */
    private static long absolute(SqliteStore store, long number) {
        return store.readers().read("counting", s -> s.first("SELECT abs(?)", row -> row.getLong(1), number)).orElseThrow();
    }

    @Test
    void aDamagedFileIsToldPlainly() throws IOException {
        Files.writeString(folder.resolve(SqliteStore.FILE), "this is no database, whatever its name says ".repeat(200));

        StoreUnavailable damaged = assertThrows(StoreUnavailable.class, () -> SqliteStore.open(folder));

        assertTrue(damaged.getMessage().contains("the file is damaged"), damaged.getMessage());
        FolderLock.on(folder).close();
    }

    @Test
    void whatIsDamagedStaysSoThoughOtherPlacesWork() throws IOException {
        try (SqliteStore store = SqliteStore.open(folder)) {
            for (int i = 0; i < 200; i++) {
                store.cards().commit(List.of(change(newCard("C-" + i))));
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(SqliteStore.FILE).toFile(), "rw")) {
            byte[] page = new byte[4096];
            for (long at = file.length() / 2 / 4096 * 4096; at < file.length(); at += page.length) {
                file.seek(at);
                file.write(page);
            }
        }
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertEquals(Optional.empty(), store.trouble());
            assertThrows(StoreUnavailable.class, () -> store.cards().scan(card -> { }));
            assertTrue(store.trouble().orElse("").contains("the file is damaged"), store.trouble()::toString);
        }
    }

    @Test
    void aStoreThatDidNotEndInOrderIsNotOpenedWithoutItsLog() throws Exception {
        Path left = Files.createDirectory(folder.resolve("left"));
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.notes().write("clock", "noon");
            for (String part : List.of(SqliteStore.FILE, SqliteStore.FILE + "-wal", InUse.MARK)) {
                Files.copy(folder.resolve(part), left.resolve(part)); // as a kill would leave them
            }
        }
        assertFalse(Files.exists(folder.resolve(InUse.MARK)), "it ended in order");
        Path log = Files.move(left.resolve(SqliteStore.FILE + "-wal"), folder.resolve("log"));
        String refusal = assertThrows(StoreRefused.class, () -> SqliteStore.open(left)).getMessage();
        assertTrue(refusal.startsWith(left.resolve("regard.db-wal") + " is missing, and the last process here did not end in order"), refusal);
        assertThrows(StoreRefused.class, () -> SqliteStore.replay(left, MONDAY, MONDAY, recorded -> { }));

        Files.move(log, left.resolve(SqliteStore.FILE + "-wal"));
        SqliteStore.replay(left, MONDAY, MONDAY, recorded -> { });
        try (SqliteStore store = SqliteStore.open(left)) {
            assertEquals(Optional.of("noon"), store.notes().read("clock"), "a back-test in between has worked the log into the file");
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        SqliteStore store = SqliteStore.open(folder);
        store.close();

        assertEquals("writing a note: the store is closed",
                assertThrows(StoreUnavailable.class, () -> store.notes().write("clock", "noon")).getMessage());
    }
}
