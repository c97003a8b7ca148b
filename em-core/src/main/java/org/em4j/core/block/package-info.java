/**
 * How data are cut, folded over and merged. A {@link org.em4j.core.block.Blocking} cuts observations into blocks and those into
 * tiles; a {@link org.em4j.core.block.BlockMap} says what is made of a block, wherever it lies; what comes of blocks merges in a
 * {@link org.em4j.core.block.Forest}, whose shape the number of blocks decides, so that threads, files and clusters come to the
 * same bits. {@link org.em4j.core.block.Fold} does so for a {@link org.em4j.core.block.BlockSource} on threads.
 *
 * <p>For authors of a fast {@link org.em4j.core.estep.EStep}, and of {@link org.em4j.core.data.Observations} that lie elsewhere.
 *
 * <pre>{@code
 * BlockMap<Integer, Integer> sizes = rows -> (block, tiles) -> {
 *     int size = 0;
 *     for (Block<Integer> tile : tiles) {
 *         size += tile.size();
 *     }
 *     return size;
 * };
 * System.out.println(Observations.of(List.of(0, 1, 5)).fold(sizes, Integer::sum)); // 3
 * }</pre>
 */
@NullMarked
package org.em4j.core.block;

import org.jspecify.annotations.NullMarked;
