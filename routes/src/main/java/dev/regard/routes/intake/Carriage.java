package dev.regard.routes.intake;

import dev.regard.engine.event.Event;
import dev.regard.engine.run.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The Camel context: from the doors to the engine. */
public final class Carriage implements Intake, AutoCloseable {
    private static final String EVENTS = "direct:events";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int STOP_SECONDS = 5;

    private final CamelContext camel;
    private final ProducerTemplate door;
    private volatile Supplier<Optional<String>> trouble = Optional::empty;

    private Carriage(CamelContext camel) {
        this.camel = camel;
        this.door = camel.createProducerTemplate();
    }

    /** Starts to carry events to the engine. */
    public static Carriage to(Intake engine) {
        CamelContext camel = new DefaultCamelContext();
        camel.getPropertiesComponent().addInitialProperty("events", EVENTS);
        camel.getShutdownStrategy().setTimeout(STOP_SECONDS);
        camel.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        try {
            camel.addRoutesConfigurations(new Failures());
            camel.addRoutes(new EventRoute(engine));
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException("Camel did not start", e);
        }
        return new Carriage(camel);
    }

    /** Starts to read the drop folder, which is made where there is none. */
    public void read(Path folder, Inbox inbox) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the drop folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
        read(folder, inbox, System::nanoTime);
    }

    void read(Path folder, Inbox inbox, LongSupplier nanos) {
        inbox.tidy();
        // the files stay where they are until the inbox moves them: Camel's own ways of moving and remembering lost files in a crash
        camel.getPropertiesComponent().addInitialProperty("files", "file:" + folder.toAbsolutePath()
                + "?noop=true&idempotent=false&filter=#settled&pollStrategy=#heartbeat&initialDelay=0&delay=" + POLL.toMillis()
                + "&sortBy=file:modified;file:name&eagerMaxMessagesPerPoll=false&maxMessagesPerPoll=1000");
        Settled settled = new Settled(nanos, new Writers(System::nanoTime));
        Heartbeat beat = new Heartbeat(System::nanoTime, folder, () -> {
            settled.forget();
            inbox.lookBack();
        });
        camel.getRegistry().bind("settled", settled);
        camel.getRegistry().bind("heartbeat", beat);
        add(new DropFolderRoute(inbox, settled, beat));
        trouble = () -> beat.trouble().or(settled::trouble).or(inbox::trouble);
    }

    /** What is wrong with the reading of files; empty when nothing is. */
    public Optional<String> trouble() {
        return trouble.get();
    }

    /** For tests that wait until something was carried. */
    CamelContext camel() {
        return camel;
    }

    private void add(RoutesBuilder routes) {
        try {
            camel.addRoutes(routes);
        } catch (Exception e) {
            throw new IllegalStateException("a Camel route did not start", e);
        }
    }

    @Override
    public Receipt accept(List<Event> events) {
        try {
            return door.requestBody(EVENTS, events.toArray(Event[]::new), Receipt.class);
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Lets what is under way end, for a few seconds. */
    @Override
    public void close() {
        camel.stop();
    }
}
