package org.em4j.cli.latent;

import java.util.Optional;
import java.util.function.IntFunction;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.task.FitTask;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.io.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em select hmm}. */
@Command(
        name = "hmm",
        description = "How many hidden states: BIC, AIC.",
        sortOptions = false,
        footer = "./em select hmm data/faithful.csv --states 1..3")
public final class SelectStates extends SelectSizes<HiddenMarkov.Theta<Product.Theta>> {
    @Mixin
    private KindOptions.OfStates kinds;

    @Option(
            names = {"-k", "--states"},
            paramLabel = "K",
            description = "Numbers of states: 1..5, or 2,3,5. Default: ${DEFAULT-VALUE}.")
    private String states = "1..5";

    @Option(
            names = "--sequence",
            paramLabel = "COLUMN",
            description =
                    "Column that says which sequence a row is of, by any text; its rows follow each other in the order of the"
                            + " file. Default: all rows are one sequence.")
    private String sequence = "";

    @Override
    String called() {
        return "states";
    }

    @Override
    String sizes() {
        return states;
    }

    @Override
    IntFunction<FitTask<Fitted<?, HiddenMarkov.Theta<Product.Theta>>>> tasks() {
        RunOptions.require(
                options.weights.isEmpty(), "--weights are of rows, and here sequences are observed; leave it out");
        Table table = options.table(
                console, columns -> columns.categorical(kinds.categorical()).labels(sequence));
        MixedColumns columns = kinds.of(table);
        return size -> {
            HiddenMarkovTask.requireRows(size, table.rows());
            return new HiddenMarkovTask(
                    table, columns, size, sequence, Optional.empty(), restarts(), options.em(), options.execution());
        };
    }
}
