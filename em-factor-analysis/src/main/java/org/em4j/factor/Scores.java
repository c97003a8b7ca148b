package org.em4j.factor;

import org.em4j.core.model.Posterior;

/**
 * The posterior {@code z | x ~ N(mean, covariance)} of one observation's factors.
 *
 * @param mean regression scores {@code (q)}
 * @param covariance {@code (q x q)}, the same for all observations; shared, not to be written to
 */
public record Scores(double[] mean, double[][] covariance, double logEvidence, double entropy) implements Posterior {}
