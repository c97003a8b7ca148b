/**
 * Data, checked and cut into blocks. Start with {@link org.em4j.core.data.Rows} for rows of numbers, or {@link
 * org.em4j.core.data.Observations#of} for a list of anything. Both are folded over block by block, on threads, as {@link
 * org.em4j.core.block} has it: the number of threads does not change a bit. The E-step sees a {@link
 * org.em4j.core.block.Block}; of rows it is a {@link org.em4j.core.data.Tile}, which holds them column by column.
 *
 * <p>API. {@code Tile}, {@code Pattern} and {@code PatternCache} are for authors of a fast {@link
 * org.em4j.core.estep.EStep}.
 *
 * <pre>{@code
 * Rows rows = Rows.of(new double[][] {{1, 2}, {3, 4}, {5, Double.NaN}}, Missing.LATENT);
 * Observations<double[]> onThreads = rows.weighted(new double[] {1, 1, 2}).on(new Execution(2, 1));
 * Observations<String> words = Observations.of(List.of("any", "type"));
 * }</pre>
 */
@NullMarked
package org.em4j.core.data;

import org.jspecify.annotations.NullMarked;
