package org.em4j.cli.large;

import java.util.List;
import org.em4j.core.data.RowObservations;
import org.em4j.io.Table;

/**
 * Named columns, wherever their rows lie.
 *
 * @param columns names of the d columns
 * @param rows {@code (n x d)}; in memory where it holds them
 * @param leftOut columns that hold no numbers
 * @param labels {@code (n)}, empty text where a row has none; no labels if no column of them was named
 */
public record Data(List<String> columns, RowObservations rows, List<String> leftOut, List<String> labels) {
    /** A table's. */
    public static Data of(Table table) {
        return new Data(table.columns(), table.rows(), table.leftOut(), table.labels());
    }
}
