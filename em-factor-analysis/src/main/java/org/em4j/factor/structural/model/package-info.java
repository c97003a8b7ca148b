/**
 * Structural equation models {@code v = m + A v + u} as latent models: a {@link
 * org.em4j.factor.structural.model.Specification} says which entries are fixed, free or equal, a {@link
 * org.em4j.factor.structural.model.StructuralModel} is it with E-step and M-step, and a {@link
 * org.em4j.factor.structural.model.Sample} the data, as moments of each group and pattern of missing values. Where EM
 * ends, Fisher's scoring on the same moments goes on.
 *
 * <p>{@code Specification}, {@code StructuralModel} and {@code Sample} are API; the rest is internal, and free to
 * change in any release.
 */
@NullMarked
package org.em4j.factor.structural.model;

import org.jspecify.annotations.NullMarked;
