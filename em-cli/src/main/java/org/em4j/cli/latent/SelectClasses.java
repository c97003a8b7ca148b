package org.em4j.cli.latent;

import java.util.Optional;
import java.util.function.IntFunction;
import org.em4j.cli.task.FitTask;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em select lca}. */
@Command(
        name = "lca",
        description = "How many latent classes: BIC, AIC.",
        sortOptions = false,
        footer = "./em select lca data/gss82.csv --weights people --classes 1..4")
public final class SelectClasses extends SelectSizes<MixtureParameters<Product.Theta>> {
    @Mixin
    private KindOptions.OfClasses kinds;

    @Option(
            names = {"-k", "--classes"},
            paramLabel = "K",
            description = "Numbers of classes: 1..5, or 2,3,5. Default: ${DEFAULT-VALUE}.")
    private String classes = "1..5";

    @Override
    String called() {
        return "classes";
    }

    @Override
    String sizes() {
        return classes;
    }

    @Override
    IntFunction<FitTask<Fitted<?, MixtureParameters<Product.Theta>>>> tasks() {
        Table table = options.table(console, columns -> columns.categorical(kinds.categorical()))
                .weighed();
        KindOptions.measured(table).ifPresent(console::say);
        MixedColumns columns = kinds.of(table);
        return size -> {
            KindOptions.requireRows(size, "classes", table.rows());
            return new LatentClassTask(
                    table, columns, size, Optional.empty(), restarts(), options.em(), options.execution());
        };
    }
}
