package org.em4j.cli.latent;

import java.util.List;
import org.em4j.cli.option.TableOptions;
import org.em4j.core.mixture.gate.StandardColumns;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import picocli.CommandLine.Option;

/** What the shares of classes depend on. */
final class CovariateOptions {
    @Option(
            names = "--covariates",
            paramLabel = "NAMES",
            description =
                    "Columns that the shares of the classes depend on, by a multinomial logit; names as in --columns."
                            + " Default: none, shares are the same for all rows.")
    private List<String> covariates = List.of();

    List<String> names() {
        return TableOptions.names(covariates);
    }

    /** The names of a table's columns that they are. */
    List<String> among(Table table) {
        return new Columns.Choice(names(), false).among(table.columns(), table.columns());
    }

    /** Where they are in rows, from 0. */
    List<Integer> places(Table table) {
        return among(table).stream().map(table.columns()::indexOf).toList();
    }

    /** The columns, standardised as the table has them. */
    StandardColumns of(Table table) {
        return StandardColumns.of(
                table.rows(), places(table).stream().mapToInt(j -> j).toArray());
    }
}
