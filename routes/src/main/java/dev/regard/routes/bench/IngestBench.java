package dev.regard.routes.bench;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.routes.settings.Settings;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Purchases of 5,000 customers over kept HTTP connections of this machine, nine in ten in batches of 50 by four clients, the others one by one
 * by four more. The clock stops when each event is applied: card, decisions, touches durable. One warm-up round of a third of the size before.
 */
final class IngestBench {
    private static final int CUSTOMERS = 5_000;
    private static final int BATCH = 50;
    private static final int CLIENTS = 8;
    private static final double NANOS_A_SECOND = 1e9;
    private static final String ONE = "application/cloudevents+json";
    private static final String[] CATEGORIES = {"antique-tile", "wood-floor", "sanitary-ware", "paint"};

    private IngestBench() { }

    private record Request(String type, byte[] body, int events) { }

    static BenchResult run(int size, int seconds) throws Exception {
        try (SampleData data = new SampleData(); RunningEngine engine = RunningEngine.start(Settings.embedded(data.folder().path().resolve("data")))) {
            send(engine, requests("warm", size / 3, engine.engine().now()), new Latencies());
            List<Request> requests = requests("bench", size, engine.engine().now());
            Latencies acknowledged = new Latencies();
            Processors processors = new Processors();
            long begin = System.nanoTime();
            send(engine, requests, acknowledged);
            double rate = size * NANOS_A_SECOND / (System.nanoTime() - begin);
            Map<String, Double> stages = new LinkedHashMap<>();
            stages.put("acknowledged median ms", acknowledged.medianMillis());
            stages.putAll(processors.stages());
            stages.putAll(Meters.stages(engine.meters()));
            double groups = DiskFloor.groupsPerSecond(data.folder().path().resolve("floor"), requests.stream().map(Request::body).toList());
            return new BenchResult("ingest", rate, "events/s", acknowledged.p99Millis(), groups * size / requests.size(), stages);
        }
    }

    private static List<Request> requests(String round, int events, Instant now) {
        RandomGenerator random = new SplittableRandom(events);
        List<Request> requests = new ArrayList<>();
        int made = 0;
        while (made < events) {
            // of ten groups of 50 one goes event by event
            int group = Math.min(BATCH, events - made);
            List<Event> batch = new ArrayList<>();
            for (int i = 0; i < group; i++) {
                batch.add(purchase(round + "-" + made++, now, random));
            }
            if (requests.size() % (BATCH + 9) < 9) {
                requests.add(new Request(CloudEventsJson.BATCH, CloudEventsJson.writeBatch(batch), group));
            } else {
                batch.forEach(event -> requests.add(new Request(ONE, CloudEventsJson.write(event), 1)));
            }
        }
        return requests;
    }

    private static Event purchase(String order, Instant now, RandomGenerator random) {
        BigDecimal amount = BigDecimal.valueOf(100 + random.nextInt(2_000_000), 2);
        return new Event("bench", order, "purchase.made", now.minus(Duration.ofSeconds(random.nextInt(86_400))),
                CustomerKey.id("B-" + random.nextInt(CUSTOMERS)).orElseThrow(), Data.of("order", order, "amount", amount, "items",
                List.of(Map.of("sku", "S-1", "category", CATEGORIES[random.nextInt(CATEGORIES.length)], "quantity", BigDecimal.ONE, "amount", amount))));
    }

    private static void send(RunningEngine engine, List<Request> requests, Latencies acknowledged) throws Exception {
        Queue<Request> batches = new ConcurrentLinkedQueue<>(requests.stream().filter(r -> r.events() > 1).toList());
        Queue<Request> singles = new ConcurrentLinkedQueue<>(requests.stream().filter(r -> r.events() == 1).toList());
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI door = engine.url().orElseThrow().resolve("/api/v1/events");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Queue<Request> mine = i % 2 == 0 ? batches : singles;
                running.add(clients.submit(() -> {
                    for (Request request = mine.poll(); request != null; request = mine.poll()) {
                        post(http, door, request, acknowledged);
                    }
                    return null;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }
        settle(engine);
    }

    private static void post(HttpClient http, URI door, Request request, Latencies acknowledged) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(door).header("Content-Type", request.type()).POST(BodyPublishers.ofByteArray(request.body())).build();
        long start = System.nanoTime();
        int status = http.send(post, BodyHandlers.discarding()).statusCode();
        acknowledged.add(System.nanoTime() - start);
        if (status != 202) {
            throw new IOException("answered " + status);
        }
    }

    /** Waits until nothing waits for its decision. */
    static void settle(RunningEngine engine) {
        while (!engine.store().journal().pending(1).isEmpty()) {
            LockSupport.parkNanos(2_000_000);
        }
    }
}
