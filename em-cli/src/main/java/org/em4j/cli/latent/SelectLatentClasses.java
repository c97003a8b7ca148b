package org.em4j.cli.latent;

import java.util.Optional;
import java.util.function.IntFunction;
import org.em4j.cli.task.FitTask;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.product.Product;
import org.em4j.io.Table;
import picocli.CommandLine.Option;

/** A command that fits classes of some columns in several numbers. */
abstract class SelectLatentClasses extends SelectSizes<GatedParameters<double[], Product.Theta>> {
    @Option(
            names = {"-k", "--classes"},
            paramLabel = "K",
            description = "Numbers of classes: 1..5, or 2,3,5. Default: ${DEFAULT-VALUE}.")
    private String classes = "1..5";

    /** Of which columns. */
    abstract ClassOptions kinds();

    @Override
    protected String called() {
        return "classes";
    }

    @Override
    protected String sizes() {
        return classes;
    }

    @Override
    protected IntFunction<FitTask<Fitted<?, GatedParameters<double[], Product.Theta>>>> tasks() {
        Table table = kinds().table(options, console);
        return size -> new LatentClassTask(
                kinds().called(),
                table,
                kinds().classes(table, Optional.of(size), Optional.empty()),
                Optional.empty(),
                restarts(),
                options.em(),
                options.execution());
    }
}
