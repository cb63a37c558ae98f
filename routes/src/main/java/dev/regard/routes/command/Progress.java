package dev.regard.routes.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** How far long work is, on a terminal; elsewhere nothing is shown. */
final class Progress implements AutoCloseable {
    private static final int LOOK_MILLIS = 250;
    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /** @param unit what is counted, in the plural */
    static Progress of(String task, String unit) {
        return new Progress(Ansi.AUTO.enabled() ? new ProgressBarBuilder().setTaskName(task).setInitialMax(-1).setUnit(" " + unit, 1)
                .setUpdateIntervalMillis(LOOK_MILLIS).setStyle(ProgressBarStyle.ASCII).showSpeed().build() : null);
    }

    void step(long done) {
        if (bar != null) {
            bar.stepBy(done);
        }
    }

    void note(String words) {
        if (bar != null) {
            bar.setExtraMessage(words);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
