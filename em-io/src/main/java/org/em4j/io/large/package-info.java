/**
 * Rows in files larger than memory. {@link org.em4j.io.large.PackedWriter} packs rows that come one by one into a file of blocks as the
 * kernels read them, and {@link org.em4j.io.large.FileRows} are the rows of such a file, or of a matrix of NumPy's, where they lie: they
 * are folded over as rows in memory are, to the same bits, in a heap that does not grow with them.
 *
 * <p>API.
 *
 * <pre>{@code
 * Path file = Files.createTempDirectory("em").resolve("x.em4j");
 * try (PackedWriter writer = PackedWriter.create(file, List.of("a", "b"), "", Missing.REFUSED)) {
 *     for (int i = 0; i < 100_000; i++) {
 *         writer.row(new double[] {i % 7, i % 11}, 1);
 *     }
 *     writer.finish();
 * }
 * FileRows rows = FileRows.packed(file);
 * System.out.println(Arrays.toString(Moments.of(rows).mean()));
 * }</pre>
 */
@NullMarked
package org.em4j.io.large;

import org.jspecify.annotations.NullMarked;
