package org.em4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Table;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that applies a model file to rows and prints one line a row. */
abstract sealed class ModelCommand extends PrintingCommand permits PredictCommand, ScoreCommand {
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
            Rows rows = Table.read(file, columns.isEmpty() ? read.columns() : columns)
                    .rows();
            if (read.isFactorAnalysis()) {
                read.requireColumns(read.factors(new double[rows.columns()]).columns(), rows);
            } else {
                read.requireColumns(read.mixture(read.family()).columns(), rows);
            }
            console.out().print(apply(read, rows));
            return 0;
        } catch (InvalidDataException e) {
            return console.badInput(e, file.toString());
        }
    }

    /** The CSV to print. */
    abstract String apply(ModelFile model, Rows rows);
}
