package org.em4j.cli.latent;

import java.util.Optional;
import org.em4j.cli.fit.TaskCommand;
import org.em4j.cli.model.FittedClasses;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.fit.search.Restarts;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit lca}. */
@Command(
        name = "lca",
        description = "Fit latent classes to columns of answers, and of counts and measurements.",
        sortOptions = false,
        footer = "./em fit lca data/gss82.csv --weights people --classes 3")
public final class FitClasses extends TaskCommand {
    @Mixin
    private LatentOptions options;

    @Mixin
    private KindOptions.OfClasses kinds;

    @Option(
            names = {"-k", "--classes"},
            paramLabel = "K",
            description = "Number of classes.")
    private Optional<Integer> classes = Optional.empty();

    @Override
    protected FitOptions options() {
        return options;
    }

    @Override
    protected LatentClassTask task() {
        Optional<FittedClasses> start = options.start.map(file -> FittedClasses.of(ModelFile.read(file)));
        start.ifPresent(file -> options.sayOneStart(console));
        Table read = options.table(console, columns -> columns.categorical(kinds.categorical()))
                .weighed();
        Table table = start.map(model -> read.renumbered(model.categories())).orElse(read);
        KindOptions.measured(table).ifPresent(console::say);
        MixedColumns columns = kinds.of(table);
        start.ifPresent(model -> model.require(columns, classes));
        int size = start.map(FittedClasses::size)
                .or(() -> classes)
                .orElseThrow(() -> new OptionException("say how many classes, with --classes"));
        KindOptions.requireRows(size, "classes", table.rows());
        return new LatentClassTask(
                table,
                columns,
                size,
                start.map(FittedClasses::theta),
                new Restarts(options.starts(LatentClassTask.STARTS)),
                options.fitting(),
                options.execution());
    }
}
