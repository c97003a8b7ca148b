package org.em4j.cli.fit;

import org.em4j.cli.option.FitOptions;
import org.em4j.cli.task.FitTask;
import org.em4j.cli.terminal.PrintingCommand;

/** A command that fits one model. */
abstract class TaskCommand extends PrintingCommand {
    abstract FitOptions options();

    /** What the options ask for, once the data are read. */
    abstract FitTask<?> task();

    @Override
    public final Integer call() {
        return FitRun.guarded(console, options(), () -> run(task()));
    }

    private <F> int run(FitTask<F> task) {
        return new FitRun<>(console, options(), task).run();
    }
}
