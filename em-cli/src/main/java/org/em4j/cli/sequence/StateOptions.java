package org.em4j.cli.sequence;

import java.util.List;
import org.em4j.cli.latent.KindOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Console;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import picocli.CommandLine.Option;

/** Of which columns states are: a column is one of measurements unless it is named. */
final class StateOptions extends KindOptions {
    @Option(
            names = "--categorical",
            paramLabel = "NAMES",
            description = "Columns of categories: each text, or number, is one. All columns that are neither these nor"
                    + " --counts are measurements, which have a normal distribution.")
    private List<String> categorical = List.of();

    @Option(
            names = "--sequence",
            paramLabel = "COLUMN",
            description =
                    "Column that says which sequence a row is of, by any text; its rows follow each other in the order"
                            + " of the file. Default: all rows are one sequence.")
    private String sequence = "";

    @Override
    protected Columns.Choice categorical() {
        return new Columns.Choice(TableOptions.names(categorical), false);
    }

    /** The column that says which sequence a row is of; empty for none. */
    String sequence() {
        return sequence;
    }

    /** Reads the table of what is asked; rows that follow each other have no weights. */
    Table table(RunOptions options, Console console) {
        RunOptions.require(
                options.weights.isEmpty(), "--weights are of rows, and here sequences are observed; leave it out");
        return options.table(
                console, columns -> columns.categorical(categorical()).labels(sequence));
    }
}
