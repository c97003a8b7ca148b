package org.em4j.factor.model;

import org.em4j.core.distribution.Moments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.start.PrincipalAxes;

/**
 * Factor analysis: a linear factor model with a uniqueness to each column.
 *
 * @param d number of columns
 * @param q number of factors
 */
public record FactorAnalysis(int d, int q) implements LinearFactorModel {
    /** At least one factor. */
    public FactorAnalysis {
        if (q < 1 || d < 1) {
            throw new IllegalArgumentException(
                    "factor analysis has at least one column and one factor, not " + d + " and " + q);
        }
    }

    /** Principal axes. */
    @Override
    public FactorParameters start(Moments data) {
        return PrincipalAxes.start(data, q);
    }

    /** Each column has its own. */
    @Override
    public int noises() {
        return d;
    }

    @Override
    public double[] noise(double[] residuals, double weight) {
        return residuals;
    }

    @Override
    public String toString() {
        return "Factor analysis";
    }
}
