package dev.regard.engine.run;

import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks again and again whether something works, in a thread of its own, because the answer may take as long as a time-out: whoever wants to
 * know hears the latest one at once.
 */
final class Watch {
    /** So long an answer may take before that is an answer too. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Optional<String>> question;
    private final Duration pause;
    private final Duration troubledPause;
    private final Consumer<String> met;
    private final Runnable recovered;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile String trouble = "";
    private volatile long askedAt;
    private volatile boolean asking;
    private volatile boolean stopping;

    /**
     * @param question      empty when it works, else what is wrong, in one line
     * @param pause         between an answer and the next question while it works
     * @param troubledPause the same while it does not
     * @param met           is told of each answer that something is wrong
     * @param recovered     is run when it works again
     */
    Watch(String name, Supplier<Optional<String>> question, Duration pause, Duration troubledPause, Consumer<String> met, Runnable recovered) {
        this.question = question;
        this.pause = pause;
        this.troubledPause = troubledPause;
        this.met = met;
        this.recovered = recovered;
        this.thread = new Thread(this::ask, name);
        thread.setDaemon(true);
    }

    Watch start() {
        thread.start();
        return this;
    }

    /** The latest answer; empty when it works. */
    Optional<String> known() {
        return Optional.of(trouble).filter(t -> !t.isEmpty());
    }

    /** The same, and that no answer came for a while is one too. Before the start the caller asks and waits. */
    Optional<String> trouble() {
        if (thread.getState() == Thread.State.NEW) {
            return Optional.of(answer(question)).filter(t -> !t.isEmpty());
        }
        long waiting = asking ? System.nanoTime() - askedAt : 0;
        return known().or(() -> Optional.of("no answer for " + Duration.ofNanos(waiting).toSeconds() + " s").filter(w -> waiting > PATIENCE.toNanos()));
    }

    private void ask() {
        while (!stopping) {
            askedAt = System.nanoTime();
            asking = true;
            String answer = answer(question);
            boolean again = answer.isEmpty() && trouble().isPresent();
            asking = false;
            trouble = answer;
            if (again) {
                trouble = answer(() -> {
                    recovered.run();
                    return Optional.empty();
                });
            } else if (!answer.isEmpty() && !stopping) {
                answer(() -> {
                    met.accept(answer);
                    return Optional.empty();
                });
            }
            try {
                bell.await(answer.isEmpty() ? pause : troubledPause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whatever it comes to: without this thread nobody would hear that it works again. */
    private static String answer(Supplier<Optional<String>> question) {
        try {
            return question.get().orElse("");
        } catch (StoreUnavailable e) {
            return e.getMessage();
        } catch (RuntimeException | Error e) {
            return e.toString();
        }
    }

    /** It was met by somebody else: asks soon. */
    void askNow() {
        bell.ring();
    }

    /** Asks no more; an answer that is under way is not waited for. */
    void stop() {
        stopping = true;
        bell.ring();
    }
}
