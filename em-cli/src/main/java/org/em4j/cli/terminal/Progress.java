package org.em4j.cli.terminal;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.em4j.core.fit.IterationListener;
import org.em4j.core.fit.Trace;

/** A bar on standard error, once a fit, or many, have taken a second, and only if somebody is looking. */
public final class Progress implements IterationListener, AutoCloseable {
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final long start = System.nanoTime();
    private final boolean watched = Boolean.getBoolean("em4j.terminal"); // the launcher knows
    private final int most;
    private Optional<ProgressBar> bar = Optional.empty();
    private int fits;

    /** Towards so many iterations, or fits. */
    public Progress(int most) {
        this.most = most;
    }

    @Override
    public void iteration(Trace.Entry entry) {
        draw(entry.iteration(), "log-likelihood " + entry.logLikelihood());
    }

    /** One more fit of many is done, on any thread. */
    public synchronized void fit() {
        draw(++fits, "");
    }

    /** One more part of some work is done, of a name. */
    public synchronized void part(String name) {
        draw(++fits, name);
    }

    private void draw(int step, String message) {
        if (watched && bar.isEmpty() && System.nanoTime() - start > PATIENCE_NANOS) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName("em")
                    .setInitialMax(most)
                    .setStyle(ProgressBarStyle.ASCII)
                    .build());
        }
        bar.ifPresent(b -> b.stepTo(step).setExtraMessage(message));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
