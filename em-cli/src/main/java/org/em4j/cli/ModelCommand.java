package org.em4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.em4j.core.data.Columns;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Table;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that applies a model file to rows and prints one line a row. */
abstract sealed class ModelCommand extends PrintingCommand permits ImputeCommand, PredictCommand, ScoreCommand {
    @Parameters(paramLabel = "MODEL.json", description = "What a fit wrote with --model.")
    private Path model;

    @Parameters(paramLabel = "FILE", description = "CSV file with a header line.")
    private Path file;

    @Option(names = "--columns", split = ",", description = "Columns to use; default: those the model names.")
    private List<String> columns = List.of();

    @Override
    public Integer call() {
        ModelFile read = ModelFile.read(model);
        try {
            Columns asked = Columns.of(columns.isEmpty() ? read.columns() : columns);
            FittedModel<?> fitted = read.model();
            Rows rows = Table.read(file, asked.missing(missing())).rows();
            read.requireColumns(fitted.columns(), rows.columns());
            console.out().print(apply(fitted, rows, read.columns(fitted.columns())));
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
