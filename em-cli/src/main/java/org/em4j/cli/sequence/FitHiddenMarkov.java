package org.em4j.cli.sequence;

import java.util.Optional;
import org.em4j.cli.fit.TaskCommand;
import org.em4j.cli.latent.KindOptions;
import org.em4j.cli.latent.LatentOptions;
import org.em4j.cli.model.FittedStates;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.fit.search.Restarts;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit hmm}. */
@Command(
        name = "hmm",
        description = "Fit a hidden Markov model to rows that follow each other.",
        sortOptions = false,
        footer = "./em fit hmm data/faithful.csv --states 2")
public final class FitHiddenMarkov extends TaskCommand {
    @Mixin
    private LatentOptions options;

    @Mixin
    private StateOptions kinds;

    @Option(
            names = {"-k", "--states"},
            paramLabel = "K",
            description = "Number of states.")
    private Optional<Integer> states = Optional.empty();

    @Override
    protected FitOptions options() {
        return options;
    }

    @Override
    protected HiddenMarkovTask task() {
        Optional<FittedStates> start = options.start.map(file -> FittedStates.of(ModelFile.read(file)));
        start.ifPresent(file -> options.sayOneStart(console));
        Table read = kinds.table(options, console);
        Table table = start.map(model -> read.renumbered(model.categories())).orElse(read);
        MixedColumns columns = kinds.of(table);
        start.ifPresent(model -> model.require(columns, states));
        int size = start.map(FittedStates::size)
                .or(() -> states)
                .orElseThrow(() -> new OptionException("say how many states, with --states"));
        KindOptions.requireRows(size, "states", table.rows());
        return new HiddenMarkovTask(
                table,
                columns,
                size,
                kinds.sequence(),
                start.map(FittedStates::theta),
                new Restarts(options.starts(HiddenMarkovTask.STARTS)),
                options.fitting(),
                options.execution());
    }
}
