/**
 * Tables in. {@link org.em4j.io.Table#read} reads CSV as programs and people write it, NumPy's {@code .npy} and {@code
 * .npz}, gzip of any, or standard input, and returns checked {@link org.em4j.core.data.Rows} with the names of their
 * columns; {@link org.em4j.io.Columns} says which columns are data, weights, labels or row names, {@link
 * org.em4j.io.TextFormat} how the text is written. A file is read in pieces of whole lines on threads and put together
 * in order; what is refused is refused with row, column and remedy.
 *
 * <p>API.
 *
 * <pre>{@code
 * Table table = Table.read(Path.of("data/iris.csv"), Columns.all().labels("Species"));
 * Rows rows = table.rows();
 * System.out.println(table.columns() + ": " + rows.size() + " rows");
 * }</pre>
 */
@NullMarked
package org.em4j.io;

import org.jspecify.annotations.NullMarked;
