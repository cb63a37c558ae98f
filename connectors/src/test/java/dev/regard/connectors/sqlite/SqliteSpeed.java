package dev.regard.connectors.sqlite;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.buying;
import static dev.regard.engine.store.Dealer.decision;
import static dev.regard.engine.store.Dealer.known;
import static dev.regard.engine.store.Dealer.minutesLater;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.next;
import static dev.regard.engine.store.Dealer.purchase;
import static dev.regard.engine.store.Dealer.task;
import static dev.regard.engine.store.Dealer.waking;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Order;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Store;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the embedded store, by hand: {@code SqliteSpeed FOLDER EVENTS CUSTOMERS [SLEEPERS]}. One thread files events in
 * groups of 500, another applies them: for each a card, a decision and a touch. Then sleepers are added and the sweep is timed.
 */
public final class SqliteSpeed {
    private static final int GROUP = 500;

    private SqliteSpeed() { }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "speed");
        int events = Integer.parseInt(arguments[1]);
        int customers = Integer.parseInt(arguments[2]);
        try (SqliteStore store = SqliteStore.open(folder)) {
            for (int round = 0; round < 4; round++) {
                long cpu = cpu();
                report("journal + card + decision + touch", events, ingested(store, round, events, customers));
                System.out.printf("%-40s %,9d us of processor each%n", "", (cpu() - cpu) / 1000 / events);
            }
            sleepers(store, arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0);
        }
        empty(folder);
    }

    private static long ingested(Store store, int round, int events, int customers) throws InterruptedException {
        long start = System.nanoTime();
        Thread intake = new Thread(() -> {
            for (int i = 0; i < events; i += GROUP) {
                List<Event> group = new ArrayList<>(GROUP);
                for (int n = i; n < i + GROUP; n++) {
                    group.add(purchase("C-" + n * 7919L % customers, round + "-" + n));
                }
                store.journal().append(group, MONDAY);
            }
        });
        intake.start();
        for (int applied = 0; applied < events; ) {
            applied += apply(store);
        }
        intake.join();
        return System.nanoTime() - start;
    }

    private static int apply(Store store) {
        List<Journal.Recorded> pending = store.journal().pending(GROUP);
        Map<String, List<Journal.Recorded>> byCustomer = new HashMap<>();
        pending.forEach(event -> byCustomer.computeIfAbsent(event.event().subject().value(), id -> new ArrayList<>()).add(event));
        store.cards().resolve(byCustomer.keySet().stream().map(id -> "id:" + id).toList());
        Map<String, Card> known = store.cards().load(byCustomer.keySet());
        List<Change> changes = new ArrayList<>();
        byCustomer.forEach((id, events) -> changes.add(changed(known.get(id), id, events)));
        if (!store.cards().commit(changes).isEmpty()) {
            throw new IllegalStateException("somebody else writes");
        }
        return pending.size();
    }

    private static Change changed(Card known, String id, List<Journal.Recorded> events) {
        Card card = known == null ? customer(id) : next(known);
        for (Journal.Recorded event : events) {
            card = buying(card, new Order(event.event().id(), event.receivedAt(), new BigDecimal("128.50"), BigDecimal.ZERO, List.of("tiles"), List.of("瓷砖"), null));
        }
        return new Change(waking(card, minutesLater(events.get(0).sequence())), known == null ? List.of("id:" + id) : List.of(),
                events.stream().map(e -> decision("d-" + e.event().key(), id, "tier", MONDAY)).toList(),
                events.stream().map(e -> task("t-" + e.event().key(), id, minutesLater(e.sequence()))).toList(), List.of(), List.of(), events);
    }

    private static Card customer(String id) {
        return known(newCard(id), "name", "李伟 " + id, "emails", List.of(id + "@example.cn"), "phones", List.of("+86138" + id.hashCode()),
                "kind", "consumer", "owner", "wang", "region", "north");
    }

    private static void sleepers(Store store, int count) {
        if (count == 0) {
            return;
        }
        long start = System.nanoTime();
        for (int i = 0; i < count; i += GROUP) {
            List<Change> changes = new ArrayList<>(GROUP);
            for (int n = i; n < i + GROUP; n++) {
                Card card = waking(customer("S-%07d".formatted(n)), n % 400 == 0 ? MONDAY.minusSeconds(n) : MONDAY.plusSeconds(86_400L * 365 + n));
                changes.add(new Change(card, List.of("id:" + card.id()), List.of(), List.of(), List.of(), List.of(), List.of()));
            }
            store.cards().commit(changes);
        }
        report("new cards", count, System.nanoTime() - start);
        for (int i = 0; i < 3; i++) {
            start = System.nanoTime();
            List<String> due = store.cards().due(MONDAY, 3000);
            report("due of " + count, due.size(), System.nanoTime() - start);
            start = System.nanoTime();
            report("loaded", store.cards().load(due).size(), System.nanoTime() - start);
        }
        long[] seen = new long[1];
        start = System.nanoTime();
        store.cards().scan(card -> seen[0]++);
        report("scanned", seen[0], System.nanoTime() - start);
        start = System.nanoTime();
        int found = store.records().customers(new dev.regard.engine.store.Records.CustomerFilter(null, null, null, null, "nobody at all"),
                new dev.regard.engine.store.Records.Paging(20, null)).items().size();
        report("found by words that nobody has", found, System.nanoTime() - start);
        start = System.nanoTime();
        report("tiers counted", store.records().cardsByTier().size(), System.nanoTime() - start);
    }

    /** Of all threads of this process; tells more than the wall clock where others work on the same machine. */
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void report(String what, long count, long nanos) {
        System.out.printf("%-40s %,9d in %,8d ms = %,9d/s%n", what, count, nanos / 1_000_000, count * 1_000_000_000L / Math.max(1, nanos));
    }

    private static void empty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
