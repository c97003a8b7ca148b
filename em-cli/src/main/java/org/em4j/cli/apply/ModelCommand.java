package org.em4j.cli.apply;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.em4j.cli.model.FittedModel;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Output;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that applies a model file to rows and prints one line a row. */
abstract sealed class ModelCommand extends PrintingCommand permits ImputeCommand, PredictCommand, ScoreCommand {
    @Parameters(paramLabel = "MODEL.json", description = "What a fit wrote with --model.")
    private Path model;

    @Parameters(paramLabel = "FILE", description = TableOptions.FILE)
    private Path file;

    @Mixin
    private TableOptions tables;

    @Override
    public Integer call() {
        ModelFile read = ModelFile.read(model);
        tables.say = console::say;
        try {
            FittedModel fitted = FittedModel.of(read);
            List<String> categorical = List.copyOf(fitted.categories().keySet());
            Columns asked = tables.columns(read.columns())
                    .missing(missing())
                    .labels(fitted.sequence())
                    .categorical(new Columns.Choice(categorical, false));
            Table table = tables.read(file, Optional.empty(), asked);
            read.requireColumns(fitted.columns(), table.columns().size());
            String csv = apply(fitted, table.renumbered(fitted.categories()), read.columns(fitted.columns()));
            console.out().print(tables.formulas.printed(Output.named(csv, table.rowNames())));
            return 0;
        } catch (InvalidDataException e) {
            return console.badInput(e, file.toString());
        }
    }

    /** What cells without a number stand for. */
    abstract Missing missing();

    /**
     * The CSV to print.
     *
     * @param columns names of the model's columns
     */
    abstract String apply(FittedModel model, Table table, List<String> columns);
}
