/**
 * Dense linear algebra of this library: Cholesky factors, eigenvectors, compensated sums, and the {@link
 * org.em4j.core.linalg.Kernels} that loop over tiles of rows. Kernels come in plain Java, in the Vector API ({@link
 * org.em4j.core.linalg.simd}) and, from another module, on OpenBLAS; a {@link org.em4j.core.linalg.KernelProvider} is
 * found by ServiceLoader and asked by the size of the work.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.core.linalg;

import org.jspecify.annotations.NullMarked;
