package dev.regard.routes.crash;

import dev.regard.routes.crash.Slot.Drop;
import dev.regard.routes.year.Fact;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Brings a feed to the program and writes down what the program has acknowledged: a batch by its answer, a file by its place in
 * {@code .done}. What is not acknowledged is brought again, to whichever life there is.
 */
final class Driver implements AutoCloseable {
    private static final int SENDERS = 4;
    private static final int HANDS = 2;
    private static final int LARGEST_BATCH = 100;
    private static final int REMEMBERED = 12;
    private static final String LOST = "acknowledged events lost";
    private static final String ROWS = "rows of tables, brought once more, are known";
    /** The longest stall of a run of hours took a quarter of an hour. */
    private static final Duration PATIENCE = Duration.ofMinutes(45);

    private final Path inbox;
    private final Scars scars;
    private final Random random;
    private final BufferedWriter book;
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final List<List<Fact>> acknowledged = new ArrayList<>();
    private final List<Drop> read = new ArrayList<>();
    private final Deque<List<Fact>> latest = new ArrayDeque<>();
    private final Map<String, Long> openedAt = new ConcurrentHashMap<>();
    private volatile long latestSuccess = System.nanoTime();

    Driver(Path inbox, Path book, Scars scars, long seed) throws IOException {
        this.inbox = inbox;
        this.scars = scars;
        this.random = new Random(seed);
        this.book = Files.newBufferedWriter(book);
        Files.createDirectories(inbox);
    }

    /** When a complaint was acknowledged, by {@link System#nanoTime}. */
    Map<String, Long> openedAt() {
        return openedAt;
    }

    /** @param enough ends it between two slots */
    void live(Feed feed, Keeper keeper, BooleanSupplier enough) throws IOException, InterruptedException, ExecutionException {
        List<Slot> slots = feed.slots();
        for (Slot slot : slots) {
            if (enough.getAsBoolean()) {
                return;
            }
            keeper.reached(slot.number());
            if (slot.number() == 0) {
                dropped(keeper, slot.dropped()); // nobody is heard of before the customers are known
            }
            List<Future<?>> work = sent(keeper, slot.posted(), slot.number(), Destiny.MOVE);
            if (slot.number() > 0) {
                dropped(keeper, slot.dropped());
            }
            for (Future<?> each : work) {
                each.get();
            }
            List<Future<?>> during = sent(keeper, slot.during(), slot.number() + Destiny.MOVE, 0);
            advance(keeper, slot.number() + Destiny.MOVE, slot.number() + 1 < slots.size() ? slots.get(slot.number() + 1).at() : Feed.END);
            for (Future<?> each : during) {
                each.get();
            }
        }
    }

    /**
     * How long customers come.
     *
     * @param most  batches
     * @param pause after each of them, in each hand that brings them; what is heard of it afterwards comes within two thirds of that
     */
    record Stream(int most, Duration pause) { }

    /** Brings customers in several hands until the keeper has no death left, or there were enough of them. */
    void stream(Birthdays birthdays, Keeper keeper, Stream stream) throws InterruptedException, ExecutionException {
        scars.messagesGoOut(true);
        List<Future<?>> work = new ArrayList<>();
        for (int hand = 0; hand < HANDS; hand++) {
            int first = hand;
            work.add(senders.submit(() -> {
                for (int number = first; number < stream.most() && !keeper.hasNoFateLeft(); number += HANDS) {
                    bring(keeper, birthdays.batch(number));
                    LockSupport.parkNanos(stream.pause().toNanos() / 3 * (number % 3));
                    bring(keeper, birthdays.afterwards(number));
                    keeper.reached((double) number / stream.most());
                    LockSupport.parkNanos(stream.pause().toNanos());
                }
                return null;
            }));
        }
        for (Future<?> each : work) {
            each.get();
        }
    }

    /** Every event that was acknowledged over HTTP. */
    synchronized List<Fact> acknowledged() {
        return acknowledged.stream().flatMap(List::stream).toList();
    }

    private List<Future<?>> sent(Keeper keeper, List<Fact> facts, double place, double share) {
        List<List<Fact>> batches = batches(facts);
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> work = new ArrayList<>();
        for (List<Fact> batch : batches) {
            work.add(senders.submit(() -> {
                bring(keeper, batch);
                keeper.reached(place + share * done.incrementAndGet() / batches.size() * 0.99);
                return null;
            }));
        }
        return work;
    }

    private List<List<Fact>> batches(List<Fact> facts) {
        List<List<Fact>> batches = new ArrayList<>();
        for (int from = 0; from < facts.size(); ) {
            int size = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(Math.max(2, Math.min(LARGEST_BATCH, facts.size() / 8)));
            batches.add(facts.subList(from, Math.min(facts.size(), from + size)));
            from += size;
        }
        return batches;
    }

    private void bring(Keeper keeper, List<Fact> batch) throws InterruptedException, IOException {
        byte[] body = CloudEvents.batch(batch);
        while (true) {
            Prey prey = keeper.alive();
            scars.meetsNews(prey);
            try {
                prey.post(body);
                noteDown(batch);
                return;
            } catch (IOException e) {
                failed(e.toString());
                keeper.awaitNext(prey);
            }
        }
    }

    /** @throws IllegalStateException when nothing has succeeded for too long: that is no answer to wait for */
    private void failed(String words) {
        if (System.nanoTime() - latestSuccess > PATIENCE.toNanos()) {
            throw new IllegalStateException("nothing was acknowledged for " + PATIENCE + ": " + words);
        }
    }

    private synchronized void noteDown(List<Fact> batch) throws IOException {
        for (Fact fact : batch) {
            book.write(fact.id());
            book.newLine();
            if (fact.is("complaint.opened")) {
                openedAt.put(fact.text("complaint"), System.nanoTime());
            }
        }
        book.flush();
        latestSuccess = System.nanoTime();
        acknowledged.add(batch);
        latest.addLast(batch);
        if (latest.size() > REMEMBERED) {
            latest.removeFirst();
        }
    }

    /** Only while the clock moves customers are written to. */
    private void advance(Keeper keeper, double place, Instant to) throws InterruptedException {
        scars.messagesGoOut(true);
        moved(keeper, place, to);
        scars.messagesGoOut(false);
    }

    private void moved(Keeper keeper, double place, Instant to) throws InterruptedException {
        while (true) {
            keeper.reached(place);
            Prey prey = keeper.alive();
            keeper.reached(place);
            try {
                prey.advanceTo(to);
                latestSuccess = System.nanoTime();
                return;
            } catch (IOException e) {
                failed(e.toString());
                keeper.awaitNext(prey);
            }
        }
    }

    private void dropped(Keeper keeper, List<Drop> drops) throws IOException {
        for (Drop drop : drops) {
            put(drop);
        }
        for (Drop drop : drops) {
            while (!Files.exists(inbox.resolve(".done").resolve(drop.name()))) {
                keeper.checkOnIt();
                failed(drop.name() + " is not in .done");
                LockSupport.parkNanos(20_000_000);
            }
            latestSuccess = System.nanoTime();
            book.write(drop.name());
            book.newLine();
            read.add(drop);
        }
    }

    private void put(Drop drop) throws IOException {
        Path part = inbox.resolve(drop.name() + ".part");
        Files.writeString(part, drop.content());
        Files.move(part, inbox.resolve(drop.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Brings the latest acknowledged batches once more: a program that has lost one of them takes it for new. */
    void bringAgain(Prey prey) throws IOException, InterruptedException {
        List<List<Fact>> again;
        synchronized (this) {
            again = List.copyOf(latest);
        }
        for (List<Fact> batch : again) {
            scars.meetsRepeats(prey);
            repeated(prey, batch);
        }
    }

    /** The same with everything that was ever acknowledged: also each line of a file that is one event, and each table as the file that it was. */
    void bringAllAgain(Prey prey) throws IOException, InterruptedException {
        for (List<Fact> batch : acknowledged) {
            repeated(prey, batch);
        }
        for (Drop drop : read) {
            for (int from = 0; drop.name().endsWith(".ndjson") && from < drop.facts().size(); from += LARGEST_BATCH) {
                repeated(prey, drop.facts().subList(from, Math.min(drop.facts().size(), from + LARGEST_BATCH)));
            }
            if (drop.name().endsWith(".csv")) {
                readAgain(prey, new Drop(drop.name().replace(".csv", "-again.csv"), drop.content(), drop.facts()));
            }
        }
    }

    private void readAgain(Prey prey, Drop table) throws IOException {
        put(table);
        Prey.Receipt receipt = prey.receipt(table.name());
        int rows = (int) table.content().lines().count() - 1;
        scars.checked(ROWS, rows);
        if (receipt.accepted() > 0 || receipt.repeated() != rows) {
            scars.violation(ROWS, "of " + rows + " of " + table.name() + ": " + receipt);
        }
    }

    private void repeated(Prey prey, List<Fact> batch) throws IOException, InterruptedException {
        Prey.Receipt receipt = prey.post(CloudEvents.batch(batch));
        scars.checked(LOST, batch.size());
        for (int i = 0; i < receipt.accepted(); i++) {
            scars.violation(LOST, "one of " + batch.get(0).id() + " to " + batch.get(batch.size() - 1).id());
        }
    }

    @Override
    public void close() throws IOException {
        senders.shutdownNow();
        book.close();
    }
}
