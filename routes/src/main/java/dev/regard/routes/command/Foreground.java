package dev.regard.routes.command;

import dev.regard.routes.wiring.RunningEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;
import sun.misc.Signal;

/** Keeps an engine until the process is told to end. */
public final class Foreground {
    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);
    /** The whole stop has 15 seconds; what takes longer is cut off and goes on at the next start, as after a crash. */
    private static final Duration PATIENCE = Duration.ofSeconds(13);
    private static final List<String> ENDING = List.of("TERM", "INT");

    private Foreground() { }

    /** Starts an engine, does something with it, and returns only when that fails: the end comes by a signal, and after an orderly stop the exit status is 0. */
    public static void run(Supplier<RunningEngine> start, Consumer<RunningEngine> ready) throws InterruptedException {
        run(start, ready, () -> { });
    }

    /** The same with something to do once the engine has stopped in order. */
    public static void run(Supplier<RunningEngine> start, Consumer<RunningEngine> ready, Runnable stopped) throws InterruptedException {
        RunningEngine engine = start.get();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(engine, stopped), "regard-stop"));
        ENDING.forEach(Foreground::endWell);
        ready.accept(engine);
        new CountDownLatch(1).await();
    }

    /** Left to itself the JVM stops in order and then says 128 and the signal's number, as if it had been torn away. */
    private static void endWell(String signal) {
        try {
            Signal.handle(new Signal(signal), caught -> System.exit(ExitCode.OK));
        } catch (IllegalArgumentException e) {
            LOG.debug("the system or the JVM's options keep {} to themselves", signal);
        }
    }

    private static void stop(RunningEngine engine, Runnable stopped) {
        LOG.info("stopping");
        Thread closing = new Thread(engine::close, "regard-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            LOG.warn("cut off; the next start goes on");
            Runtime.getRuntime().halt(ExitCode.SOFTWARE);
        }
        stopped.run();
        LOG.info("stopped");
    }
}
