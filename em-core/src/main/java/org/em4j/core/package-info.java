/**
 * Expectation-maximization for any model with latent variables. A model is written against {@link org.em4j.core.model};
 * data enter as {@link org.em4j.core.data}; {@link org.em4j.core.fit} runs the E-step ({@link org.em4j.core.estep},
 * folded over the data by {@link org.em4j.core.expectation}) and the model's M-step in turn, audits both, and returns
 * parameters with their history, of which {@link org.em4j.core.inference} makes standard errors. Start with an {@link
 * org.em4j.core.fit.Em}.
 *
 * <p>Models, parameters, data and settings do not change once made, and are shared by threads; statistics, workers and
 * workspaces belong to one thread.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows rows = Rows.of(new double[][] {{1, 2}, {3, 5}, {4, Double.NaN}, {2, 2}}, Missing.LATENT);
 * Fit<FullNormal> fit = new Em().fit(new Gaussian(2), rows, new FullNormal(new double[2], new double[] {1, 0, 0, 1}));
 * System.out.println(fit.describe() + ": " + Arrays.toString(fit.theta().mean()));
 * }</pre>
 */
@NullMarked
package org.em4j.core;

import org.jspecify.annotations.NullMarked;
