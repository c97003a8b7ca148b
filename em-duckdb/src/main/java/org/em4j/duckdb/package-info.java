/**
 * Tables of other kinds in, by DuckDB, which runs in this process: Parquet, many files at once, SQL over files. {@link
 * org.em4j.duckdb.DuckDbEngine} is found by ServiceLoader where this module is on the class path.
 *
 * <pre>{@code
 * RowStream rows = new DuckDbEngine().query("select range % 7 as a from range(1000)", Columns.all());
 * Path file = Files.createTempDirectory("em").resolve("x.em4j");
 * try (PackedWriter writer = PackedWriter.create(file, List.of("a"), "", Missing.REFUSED)) {
 *     rows.into((names, leftOut, expected) -> writer);
 *     writer.finish();
 * }
 * System.out.println(FileRows.packed(file).count());
 * }</pre>
 */
@NullMarked
package org.em4j.duckdb;

import org.jspecify.annotations.NullMarked;
