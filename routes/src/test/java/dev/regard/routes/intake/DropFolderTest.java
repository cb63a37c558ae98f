package dev.regard.routes.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regard.connectors.files.Columns;
import dev.regard.connectors.files.EventFileReader;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.run.Intake;
import dev.regard.engine.store.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.camel.Predicate;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final String GOOD = "customer,name\nC-1,Li\nC-2,Wang\n";

    @TempDir
    private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean storeFails = new AtomicBoolean();
    private final AtomicInteger brought = new AtomicInteger();
    private final Carriage carriage = Carriage.to(this::file);

    private Path inbox() throws IOException {
        return Files.createDirectories(folder.resolve("收件 箱"));
    }

    private Intake.Receipt file(List<Event> events) {
        brought.addAndGet(events.size());
        if (storeFails.getAndSet(false)) {
            throw new StoreUnavailable("the disk is full", null);
        }
        int fresh = (int) store.journal().append(events, NOW).stream().filter(t -> t).count();
        return new Intake.Receipt(fresh, events.size() - fresh);
    }

    private FileIntake door() throws IOException {
        EventFileReader reader = new EventFileReader(Columns.shipped(), ZoneId.of("Asia/Shanghai"), FileIntake.BATCH);
        return new FileIntake(reader, new PatientIntake(carriage, () -> 0, () -> false), () -> Arrival.at(NOW), inbox().resolve(Inbox.REJECTED));
    }

    /** Every look at the clock finds a second more, so that each poll finds the folder quiet. */
    private NotifyBuilder watching(int files) throws IOException {
        NotifyBuilder taken = new NotifyBuilder(carriage.camel()).fromRoute("files").whenDone(files);
        taken.create();
        carriage.read(inbox(), new Inbox(door()), () -> nanos.addAndGet(Settled.QUIET.toNanos()));
        return taken;
    }

    private static void await(NotifyBuilder taken) {
        assertTrue(taken.matches(20, TimeUnit.SECONDS), "nothing was carried in time");
    }

    private List<String> names(String sub) throws IOException {
        Path where = inbox().resolve(sub);
        if (!Files.exists(where)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(where)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @AfterEach
    void stop() {
        carriage.close();
    }

    @Test
    void whatAFileThatIsNotUtf8WasReadAsStandsBesideItsRejectedRows() throws Exception {
        Path file = Files.write(inbox().resolve("customers.csv"), "customer,name\nC-1,Müller\n,José\n,Zoë\n".getBytes("windows-1252"));
        FileIntake.Taken taken = door().take(file);

        assertEquals(new FileIntake.Taken(new Intake.Receipt(1, 0), 2, taken.rejectedRows(), Optional.of("windows-1252")), taken);
        List<String> lines = Files.readAllLines(taken.rejectedRows().orElseThrow());
        assertEquals(List.of(",,the file is not UTF-8 and was read as windows-1252,", "3,customer,is missing,\",José\"", "4,customer,is missing,\",Zoë\""), lines.subList(1, 4));
    }

    @Test
    void goodRowsCountAndBadRowsArePutAsideWithLineColumnAndReason() throws IOException {
        Files.writeString(inbox().resolve("purchases-march.csv"), "customer,order,amount\nC-1,O-1,100\nC-1,O-2,a lot\n");

        await(watching(1));

        assertEquals(1, store.journal().waiting());
        assertEquals(List.of("purchases-march.csv"), names(Inbox.DONE));
        assertTrue(Files.readString(inbox().resolve(".rejected/purchases-march.csv")).contains("3,amount,"));
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "password\n");
        Path link = Files.createSymbolicLink(inbox().resolve("customers.ndjson"), secret);
        Path other = Files.createLink(inbox().resolve("more.ndjson"), secret);
        Files.writeString(inbox().resolve("purchases.csv"), "customer,order,amount\nC-1,O-1,100\n");

        await(watching(1));

        assertTrue(Files.exists(link) && Files.exists(other));
        assertEquals(List.of("purchases.csv"), names(Inbox.DONE));
        assertEquals(List.of(), names(Inbox.REJECTED));
    }

    /** What steers Camel (CVE-2025-27636 and its kin) is named in headers; none comes in with an event, whatever the event says. */
    @Test
    void nothingFromOutsideBecomesAHeader() throws Exception {
        Set<String> seen = new ConcurrentSkipListSet<>();
        NotifyBuilder carried = new NotifyBuilder(carriage.camel()).fromRoute("events").filter((Predicate) exchange -> seen.addAll(exchange.getMessage().getHeaders().keySet())
                || exchange.getMessage().getHeaders().isEmpty()).whenDone(1).create();
        Event event = new Event("CamelExecCommandExecutable", "CAmelFileName", "x.CamelHttpUri", NOW, CustomerKey.id("CamelBeanMethodName").orElseThrow(),
                Data.of("CamelExecCommandExecutable", "/bin/sh", "cAmelFileName", "../x", "camelBeanMethodName", "exit"));
        assertEquals(1, carriage.accept(List.of(event)).accepted());
        await(carried);
        assertEquals(Set.of(), seen);
    }

    @Test
    void theSameFileAgainHasNoEffectAndTakesNoOldersPlace() throws IOException {
        Files.writeString(inbox().resolve("customers.csv"), GOOD);
        Files.createDirectories(inbox().resolve(Inbox.DONE));
        Files.writeString(inbox().resolve(Inbox.DONE).resolve("customers.csv"), GOOD);
        door().take(inbox().resolve("customers.csv"));

        await(watching(1));

        assertEquals(4, brought.get());
        assertEquals(2, store.journal().waiting());
        assertEquals(List.of("customers-2.csv", "customers.csv"), names(Inbox.DONE));
    }

    @Test
    void aCrashBetweenJournalAndMoveHasTheFileReadAgainWithoutEffect() throws IOException {
        Path dropped = Files.writeString(inbox().resolve("customers.csv"), GOOD);
        door().take(dropped); // and the process ends here

        await(watching(1));

        assertFalse(Files.exists(dropped));
        assertEquals(2, store.journal().waiting());
    }

    @Test
    void aStoreThatFailsLeavesTheFileForTheNextTry() throws IOException {
        storeFails.set(true);
        Files.writeString(inbox().resolve("customers.csv"), GOOD);

        await(watching(2));

        assertEquals(2, store.journal().waiting());
        assertEquals(List.of("customers.csv"), names(Inbox.DONE));
    }

    @Test
    void aFileWhoseNameSaysNothingIsPutAsideWithTheReason() throws IOException {
        Files.writeString(inbox().resolve("stuff.csv"), GOOD);

        await(watching(1));

        assertEquals(0, store.journal().waiting());
        assertEquals(List.of("stuff.csv"), names(Inbox.REJECTED));
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeftAlone() {
        Settled settled = new Settled(nanos::get, file -> false);
        Path file = Path.of("customers.csv");

        assertFalse(settled.accept(file, 10, 1));
        nanos.addAndGet(Settled.QUIET.toNanos());
        assertFalse(settled.accept(file, 20, 2), "it grew");
        nanos.addAndGet(Settled.QUIET.toNanos() - 1);
        assertFalse(settled.accept(file, 20, 2), "not quiet for long enough");
        nanos.addAndGet(1);
        assertTrue(settled.accept(file, 20, 2));
    }

    @Test
    void aFileThatSomebodyHasOpenForWritingIsLeftAloneHoweverLongNothingIsWritten() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this system does not tell who has a file open");
        Path file = inbox().resolve("purchases-slow.csv");
        Writers writers = new Writers(() -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(1)));
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("customer,order,amount\nC-1,O-1,100\n".getBytes(StandardCharsets.UTF_8));
            assertTrue(writers.test(file));
            assertFalse(new Settled(() -> nanos.addAndGet(Settled.QUIET.toNanos()), writers).accept(file, 10, 1));
        }
        assertFalse(writers.test(file));
        try (InputStream in = Files.newInputStream(file)) {
            assertFalse(writers.test(file), "who reads it, " + in + ", does not write it");
        }
    }

    @Test
    void whatIsWrittenToAFileAfterItWasReadIsTold() throws Exception {
        Path file = Files.writeString(inbox().resolve("purchases-slow.csv"), "customer,order,amount\nC-1,O-1,100\n");
        await(watching(1));
        assertEquals(Optional.empty(), carriage.trouble());

        Files.writeString(inbox().resolve(Inbox.DONE).resolve("purchases-slow.csv"), "C-1,O-2,200\n", StandardOpenOption.APPEND);
        untilTrouble();
        assertTrue(carriage.trouble().orElse("").startsWith("warning: purchases-slow.csv: the file was written to after it had been read (34 bytes then, 46 now)"), carriage.trouble()::toString);
        assertEquals(List.of("purchases-slow.csv"), names(Inbox.REJECTED));
        assertTrue(Files.readString(inbox().resolve(".rejected/purchases-slow.csv")).contains("what was added is not taken"));
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileThatCouldNotBeTakenWaitsForLongerEachTime() {
        Settled settled = new Settled(nanos::get, file -> false);
        Path file = Path.of("customers.csv");
        settled.accept(file, 10, 1);
        nanos.addAndGet(Settled.QUIET.toNanos());
        assertTrue(settled.accept(file, 10, 1));

        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            settled.failed(file, "the disk is full");
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds) - 1);
            assertFalse(settled.accept(file, 10, 1), seconds + " s");
            nanos.addAndGet(1);
            assertTrue(settled.accept(file, 10, 1), seconds + " s");
        }
        settled.taken(file);
        settled.failed(file, "the disk is full");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertTrue(settled.accept(file, 10, 1));
    }

    @Test
    void aFileThatOftenCouldNotBeTakenIsTold() {
        Settled settled = new Settled(nanos::get, file -> false);
        List<Path> files = List.of(Path.of("purchases-1.csv"), Path.of("purchases-2.csv"));
        for (int i = 1; i <= 3; i++) {
            assertEquals(Optional.empty(), settled.trouble());
            for (Path file : files) {
                settled.accept(file, 10, 1);
                settled.failed(file, "the disk is full");
            }
            nanos.addAndGet(TimeUnit.MINUTES.toNanos(20)); // so long a file may be read
            settled.forget();
        }
        assertEquals("warning: purchases-1.csv could not be read and put away, 3 times now, and is tried again: the disk is full; so it is with 1 more",
                settled.trouble().orElse(""));

        settled.taken(files.get(0));
        settled.accept(files.get(1), 10, 1);
        assertTrue(settled.trouble().orElse("").startsWith("warning: purchases-2.csv "));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
        settled.accept(files.get(0), 10, 1);
        assertEquals(Optional.empty(), settled.trouble(), "somebody has taken it away");
    }

    @Test
    void aDropFolderThatCannotBeWorkedIsToldWithTheReason() throws IOException {
        Files.writeString(inbox().resolve("customers.csv"), GOOD);
        Path done = Files.writeString(inbox().resolve(Inbox.DONE), "a file where the folder should be");
        String why = done + " is a file where a folder should be";

        List<String> said = Log.of(Failures.class, () -> {
            carriage.read(inbox(), new Inbox(door()), () -> nanos.addAndGet(TimeUnit.MINUTES.toNanos(1)));
            untilTrouble();
        });
        String trouble = carriage.trouble().orElse("");
        assertTrue(trouble.startsWith("warning: customers.csv could not be read and put away, ") && trouble.endsWith(why), trouble);
        assertTrue(said.contains("file customers.csv stays in the drop folder and is tried again: " + why), said::toString);
    }

    private void untilTrouble() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (carriage.trouble().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void aLookAtManyFilesIsOneLookAtEach() {
        Settled settled = new Settled(nanos::get, file -> false);
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 60_000; i++) {
                settled.accept(Path.of("purchases-" + i + ".csv"), 10, 1);
            }
        });
    }

    @Test
    void whatASuddenEndLeftHalfWrittenIsRemoved() throws IOException {
        Path killed = Files.createDirectories(inbox().resolve(Inbox.REJECTED)).resolve(".purchases-61f7b6a4-9a3c-4a70-b4b1-b3a3cf1fca1a.part");
        Files.writeString(killed, "rows of customers");
        Files.writeString(inbox().resolve("customers.csv"), GOOD);

        await(watching(1));

        assertFalse(Files.exists(killed));
    }

    @Test
    void whatCannotBePutAwayStaysAndIsPutAwayWhenItCan() throws IOException {
        Path dropped = Files.writeString(inbox().resolve("purchases-march.csv"), "customer,order,amount\nC-1,O-1,100\nC-1,O-2,a lot\n");
        Files.writeString(inbox().resolve(Inbox.DONE), "a file where the folder should be");
        NotifyBuilder twice = new NotifyBuilder(carriage.camel()).fromRoute("files").whenDone(2);
        NotifyBuilder thrice = new NotifyBuilder(carriage.camel()).fromRoute("files").whenDone(3);
        twice.create();
        thrice.create();
        watching(1);

        await(twice);
        assertTrue(Files.exists(dropped));
        Files.delete(inbox().resolve(Inbox.DONE));
        await(thrice);

        assertEquals(List.of("purchases-march.csv"), names(Inbox.DONE));
        assertEquals(1, store.journal().waiting());
        assertEquals(List.of("purchases-march.csv"), names(Inbox.REJECTED), "the bad row once, however often the file was read");
    }

    @Test
    void aFileWhoseBadRowsCannotBePutAsideStays() throws IOException {
        Path dropped = Files.writeString(inbox().resolve("purchases-march.csv"), "customer,order,amount\nC-1,O-1,100\nC-1,O-2,a lot\n");
        Files.writeString(inbox().resolve(Inbox.REJECTED), "a file where the folder should be");
        NotifyBuilder twice = new NotifyBuilder(carriage.camel()).fromRoute("files").whenDone(2);
        twice.create();

        await(watching(1));
        assertTrue(Files.exists(dropped));
        Files.delete(inbox().resolve(Inbox.REJECTED));
        await(twice);

        assertFalse(Files.exists(dropped));
        assertEquals(List.of("purchases-march.csv"), names(Inbox.REJECTED));
        assertEquals(1, store.journal().waiting());
    }

    @Test
    void dotFilesAndUnfinishedOnesAreNeverTaken() {
        Settled settled = new Settled(() -> nanos.addAndGet(Settled.QUIET.toNanos()), file -> false);

        for (String name : List.of(".customers.csv", "customers.csv.part", "customers.tmp")) {
            settled.accept(Path.of(name), 1, 1);
            assertFalse(settled.accept(Path.of(name), 1, 1), name);
        }
    }
}
