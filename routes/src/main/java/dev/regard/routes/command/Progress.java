package dev.regard.routes.command;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far long work is, on a terminal; elsewhere nothing is shown. */
final class Progress implements AutoCloseable {
    private static final int LOOK_MILLIS = 250;
    private static final long MEGABYTE = 1_000_000;
    private static final long UNKNOWN = -1;
    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /** Counts what nobody knows the sum of. @param unit what is counted, in the plural */
    static Progress of(String task, String unit) {
        return new Progress(isTerminal() ? builder(task).setInitialMax(UNKNOWN).setUnit(" " + unit, 1).build() : null);
    }

    /** In percent of so many. @param unit what is counted, in the plural */
    static Progress of(String task, String unit, long all) {
        return new Progress(isTerminal() ? builder(task).setInitialMax(all).setUnit(" " + unit, 1).build() : null);
    }

    /** In percent of so many bytes. */
    static Progress of(String task, long bytes) {
        return new Progress(isTerminal() ? builder(task).setInitialMax(bytes).setUnit(" MB", MEGABYTE).build() : null);
    }

    private static ProgressBarBuilder builder(String task) {
        return new ProgressBarBuilder().setTaskName(task).setUpdateIntervalMillis(LOOK_MILLIS).setStyle(ProgressBarStyle.ASCII).showSpeed();
    }

    /** Whether a person looks on. Since Java 22 there is a console for a pipe too. */
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null && (Runtime.version().feature() < 22 || (boolean) Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    boolean isShown() {
        return bar != null;
    }

    void step(long done) {
        if (bar != null) {
            bar.stepBy(done);
        }
    }

    void to(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    void note(String words) {
        if (bar != null) {
            bar.setExtraMessage(" " + words);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
