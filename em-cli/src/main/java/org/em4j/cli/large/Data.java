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

    /** A table's columns of numbers, without those of categories; none if it has no others. */
    public static Data numbers(Table table) {
        List<String> numbers = table.columns().stream()
                .filter(name -> !table.categories().containsKey(name))
                .toList();
        return numbers.isEmpty()
                ? new Data(List.of(), table.rows(), table.leftOut(), List.of())
                : new Data(numbers, table.only(numbers).rows(), table.leftOut(), List.of());
    }
}
