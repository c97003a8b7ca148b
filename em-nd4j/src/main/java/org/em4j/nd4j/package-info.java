/**
 * nd4j at the door: start with {@link org.em4j.nd4j.NdRows}, which makes rows of its arrays and arrays of results. On the class
 * path, this module also brings OpenBLAS to fits of 64 columns or more, found by themselves; {@code -Dem4j.kernels=portable}
 * does without it.
 */
package org.em4j.nd4j;
