package org.em4j.cli.fit;

import org.em4j.cli.option.FitOptions;
import org.em4j.cli.task.FitTask;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.io.large.ClusterException;

/** A command that fits one model. */
public abstract class TaskCommand extends PrintingCommand {
    /** What is asked of any fit. */
    protected abstract FitOptions options();

    /** What the options ask for, once the data are read. */
    protected abstract FitTask<?> task();

    @Override
    public final Integer call() {
        return FitRun.guarded(console, options(), this::fit);
    }

    /** A cluster that cannot be used is refused as the option that names it. */
    private int fit() {
        try {
            return run(task());
        } catch (ClusterException e) {
            throw new OptionException(e.getMessage());
        }
    }

    private <F> int run(FitTask<F> task) {
        return new FitRun<>(console, options(), task).run();
    }
}
