package org.em4j.cli.sequence;

import java.util.Optional;
import java.util.function.IntFunction;
import org.em4j.cli.latent.KindOptions;
import org.em4j.cli.latent.SelectSizes;
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
    private StateOptions kinds;

    @Option(
            names = {"-k", "--states"},
            paramLabel = "K",
            description = "Numbers of states: 1..5, or 2,3,5. Default: ${DEFAULT-VALUE}.")
    private String states = "1..5";

    @Override
    protected String called() {
        return "states";
    }

    @Override
    protected String sizes() {
        return states;
    }

    @Override
    protected IntFunction<FitTask<Fitted<?, HiddenMarkov.Theta<Product.Theta>>>> tasks() {
        Table table = kinds.table(options, console);
        MixedColumns columns = kinds.of(table);
        return size -> {
            KindOptions.requireRows(size, "states", table.rows());
            return new HiddenMarkovTask(
                    table,
                    columns,
                    size,
                    kinds.sequence(),
                    Optional.empty(),
                    restarts(),
                    options.em(),
                    options.execution());
        };
    }
}
