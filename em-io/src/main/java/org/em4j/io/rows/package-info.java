/**
 * Tables that are not kept: {@link org.em4j.io.rows.RowStream} gives the rows of one, one after another, to whom packs, counts or
 * draws from them.
 *
 * <pre>{@code
 * RowStream table = Table.stream(Path.of("data/iris.csv"), Columns.all(), TextFormat.CSV);
 * table.into((names, leftOut, expected) -> (row, weight) -> System.out.println(names.get(0) + " = " + row[0]));
 * }</pre>
 */
@NullMarked
package org.em4j.io.rows;

import org.jspecify.annotations.NullMarked;
