/**
 * Rows as the kernels read them, for data that do not lie in one heap: {@link org.em4j.core.data.packed.BlockPacker} cuts rows that
 * come one by one into {@link org.em4j.core.data.packed.PackedBlock}s, which files hold and clusters keep.
 *
 * <p>For authors of {@link org.em4j.core.data.RowObservations}.
 *
 * <pre>{@code
 * BlockPacker packer = new BlockPacker(List.of("a", "b"), Missing.REFUSED, 0);
 * packer.add(new double[] {1, 2}, 1);
 * packer.add(new double[] {3, 4}, 1);
 * PackedBlock block = packer.take();
 * System.out.println(Arrays.toString(block.values())); // [1.0, 3.0, 2.0, 4.0]
 * }</pre>
 */
@NullMarked
package org.em4j.core.data.packed;

import org.jspecify.annotations.NullMarked;
