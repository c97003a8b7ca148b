/**
 * The {@link org.em4j.core.linalg.Kernels} in the Vector API of the JDK, where the JVM has it: the same bits
 * interpreted and compiled, and whatever the number of lanes.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.core.linalg.simd;

import org.jspecify.annotations.NullMarked;
