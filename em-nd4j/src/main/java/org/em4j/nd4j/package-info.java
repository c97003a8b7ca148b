/**
 * nd4j at the door: start with {@link org.em4j.nd4j.NdRows}, which makes {@link org.em4j.core.data.Rows} of its arrays,
 * and arrays of results. On the class path, this module also brings OpenBLAS to fits of 64 columns or more, found by
 * ServiceLoader; {@code -Dem4j.kernels=portable} does without it. All native code of the library is here.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.nd4j;

import org.jspecify.annotations.NullMarked;
