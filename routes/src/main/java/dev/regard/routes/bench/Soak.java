package dev.regard.routes.bench;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.routes.wiring.RunningEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Events at a steady rate over kept HTTP connections, in batches of 50 by four clients: of ten events four contacts, three purchases, two
 * reports of stock and a change of the card, of 20,000 customers. What is refused for the moment is sent again.
 */
final class Soak implements AutoCloseable {
    private static final int CUSTOMERS = 20_000;
    static final int BATCH = 50;
    private static final int CLIENTS = 4;
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final Duration BEFORE_AGAIN = Duration.ofMillis(500);
    private static final int TAKEN = 202;
    private static final int KEPT = 2_000;
    private static final String[] CATEGORIES = {"antique-tile", "wood-floor", "sanitary-ware", "paint"};

    private final RunningEngine engine;
    private final int rate;
    private final Latencies acknowledged = new Latencies();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicInteger next = new AtomicInteger();
    private final List<byte[]> bodies = new ArrayList<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final ExecutorService connections = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(connections).build();
    private final URI door;
    private volatile Exception failure;
    private volatile boolean stopping;

    Soak(RunningEngine engine, int rate) {
        this.engine = engine;
        this.rate = rate;
        this.door = engine.url().orElseThrow().resolve("/api/v1/events");
    }

    void start() {
        long begin = System.nanoTime();
        for (int i = 0; i < CLIENTS; i++) {
            clients.submit(() -> {
                try {
                    send(begin);
                } catch (Exception e) {
                    failure = e;
                }
            });
        }
    }

    /** Each batch has its moment; what is late is sent at once, so that a pause of the engine does not lower the rate. */
    private void send(long begin) throws IOException, InterruptedException {
        while (!stopping) {
            int batch = next.getAndIncrement();
            long due = begin + (long) (batch * (double) BATCH / rate * NANOS_A_SECOND);
            byte[] body = CloudEventsJson.writeBatch(events(batch));
            while (!stopping && System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            synchronized (bodies) {
                if (bodies.size() < KEPT) {
                    bodies.add(body);
                }
            }
            post(body);
        }
    }

    private void post(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(door).header("Content-Type", CloudEventsJson.BATCH).POST(BodyPublishers.ofByteArray(body)).build();
        long start = System.nanoTime();
        for (int status = 0; status != TAKEN && !stopping;) {
            status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status == TAKEN) {
                taken.addAndGet(BATCH);
                acknowledged.add(System.nanoTime() - start);
            } else if (status == 503 || status == 429) {
                refused.addAndGet(BATCH);
                LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
            } else {
                throw new IOException("answered " + status);
            }
        }
    }

    private List<Event> events(int batch) {
        RandomGenerator random = new SplittableRandom(batch);
        Instant now = engine.engine().now();
        List<Event> events = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            String id = batch + "-" + i;
            Instant at = now.minus(Duration.ofSeconds(random.nextInt(3_600)));
            CustomerKey customer = CustomerKey.id("S-" + random.nextInt(CUSTOMERS)).orElseThrow();
            events.add(switch (i % 10) {
                case 0, 1, 2, 3 -> new Event("soak", id, "interaction.logged", at, customer, Data.of("channel", "phone", "outcome", "reached", "text", "Asked about samples."));
                case 4, 5, 6 -> new Event("soak", id, "purchase.made", at, customer, Data.of("order", id, "amount", BigDecimal.valueOf(100 + random.nextInt(2_000_000), 2),
                        "items", List.of(java.util.Map.of("sku", "S-1", "category", CATEGORIES[random.nextInt(CATEGORIES.length)]))));
                case 7, 8 -> new Event("soak", id, "stock.reported", at, customer, Data.of("category", CATEGORIES[random.nextInt(CATEGORIES.length)], "daysOfCover", random.nextInt(90)));
                default -> new Event("soak", id, "customer.changed", at, customer, Data.of("name", "Customer " + random.nextInt(CUSTOMERS), "kind",
                        random.nextInt(4) == 0 ? "distributor" : "consumer"));
            });
        }
        return events;
    }

    /** How many events were acknowledged. */
    long taken() {
        return taken.get();
    }

    /** How many were refused for the moment, each time counted. */
    long refused() {
        return refused.get();
    }

    Latencies acknowledged() {
        return acknowledged;
    }

    /** Some of the bodies, for what the disk alone allows. */
    List<byte[]> bodies() {
        synchronized (bodies) {
            return List.copyOf(bodies);
        }
    }

    /** @throws IOException when a client met what it must not */
    void check() throws IOException {
        if (failure != null) {
            throw new IOException("the load stopped: " + failure, failure);
        }
    }

    @Override
    public void close() {
        stopping = true;
        clients.shutdown();
        try {
            clients.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.shutdownNow();
    }
}
