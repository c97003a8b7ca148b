package org.em4j.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.em4j.core.fit.IterationListener;
import org.em4j.core.fit.Trace;

/** A bar on standard error, once a fit has taken a second, and only if somebody is looking. */
final class Progress implements IterationListener, AutoCloseable {
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final long start = System.nanoTime();
    private final boolean watched = Boolean.getBoolean("em4j.terminal"); // the launcher knows
    private final int maxIterations;
    private AutoCloseable bar = () -> {};
    private IterationListener draw = entry -> {};
    private boolean shown;

    Progress(int maxIterations) {
        this.maxIterations = maxIterations;
    }

    @Override
    public void iteration(Trace.Entry entry) {
        if (watched && !shown && System.nanoTime() - start > PATIENCE_NANOS) {
            show();
        }
        draw.iteration(entry);
    }

    private void show() {
        shown = true;
        ProgressBar made = new ProgressBarBuilder()
                .setTaskName("em")
                .setInitialMax(maxIterations)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
        bar = made;
        draw = entry -> {
            made.stepTo(entry.iteration());
            made.setExtraMessage("log-likelihood " + entry.logLikelihood());
        };
    }

    @Override
    public void close() {
        try {
            bar.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
