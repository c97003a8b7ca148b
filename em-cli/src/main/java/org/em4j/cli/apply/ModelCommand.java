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
import org.em4j.core.data.Rows;
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
            FittedModel<?> fitted = FittedModel.of(read);
            Columns asked = tables.columns(read.columns()).missing(missing());
            Table table = tables.read(file, Optional.empty(), asked);
            read.requireColumns(fitted.columns(), table.columns().size());
            String csv = apply(fitted, table.rows(), read.columns(fitted.columns()));
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
    abstract String apply(FittedModel<?> model, Rows rows, List<String> columns);
}
