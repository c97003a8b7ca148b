package org.em4j.cli.latent;

import java.util.Optional;
import org.em4j.cli.fit.TaskCommand;
import org.em4j.cli.model.FittedClasses;
import org.em4j.cli.option.FitOptions;
import org.em4j.core.fit.search.Restarts;
import org.em4j.gallery.mixed.LatentClasses;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that fits classes of some columns. */
abstract class FitLatentClasses extends TaskCommand {
    @Mixin
    private LatentOptions options;

    @Option(
            names = {"-k", "--classes"},
            paramLabel = "K",
            description = "Number of classes.")
    private Optional<Integer> classes = Optional.empty();

    /** Of which columns. */
    abstract ClassOptions kinds();

    @Override
    protected FitOptions options() {
        return options;
    }

    @Override
    protected LatentClassTask task() {
        Optional<FittedClasses> start = options.start.map(file -> FittedClasses.of(ModelFile.read(file)));
        start.ifPresent(file -> options.sayOneStart(console));
        Table read = kinds().table(options, console);
        Table table = start.map(model -> read.renumbered(model.categories())).orElse(read);
        LatentClasses fitted = kinds().classes(table, classes, start);
        return new LatentClassTask(
                kinds().called(),
                table,
                fitted,
                start.map(FittedClasses::theta),
                new Restarts(options.starts(LatentClassTask.STARTS)),
                options.fitting(),
                options.execution());
    }
}
