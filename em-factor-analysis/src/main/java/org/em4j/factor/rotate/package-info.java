/**
 * Rotations of loadings: those with a name are constants and {@code all()} of {@link
 * org.em4j.factor.rotate.Rotation}; others are made of a {@link org.em4j.factor.rotate.RotationCriterion} with its gradient,
 * which {@link org.em4j.factor.rotate.GradientProjection} goes down from several starts.
 *
 * <p>API.
 *
 * <pre>{@code
 * double[][] loadings = {{0.8, 0.3}, {0.7, 0.4}, {0.3, 0.8}, {0.2, 0.7}};
 * RotatedLoadings simple = Rotation.VARIMAX.rotate(loadings);
 * System.out.println(Arrays.deepToString(simple.loadings()));
 * }</pre>
 */
@NullMarked
package org.em4j.factor.rotate;

import org.jspecify.annotations.NullMarked;
