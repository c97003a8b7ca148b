package org.em4j.factor;

import org.em4j.core.equation.Equation;
import org.em4j.core.model.Posterior;

/**
 * The posterior {@code z | x ~ N(mean, covariance)} of one observation's factors.
 *
 * @param mean regression scores {@code (q)}
 * @param covariance {@code (q x q)}, the same for all observations; shared, not to be written to
 */
public record Scores(
        @Equation({"3695dxh", "3695dxi", "3695dxj"}) double[] mean,
        double[][] covariance,
        double logEvidence,
        double entropy)
        implements Posterior {
    /** {@code E[z_a z_b | x]}. */
    @Equation({"3695dq", "3695dqe"})
    public double secondMoment(int a, int b) {
        return covariance[a][b] + mean[a] * mean[b];
    }
}
