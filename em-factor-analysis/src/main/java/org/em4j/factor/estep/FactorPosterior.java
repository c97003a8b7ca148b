package org.em4j.factor.estep;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.em4j.core.Equation;
import org.em4j.core.expectation.RowPosterior;
import org.em4j.core.linalg.JointGaussian;

/**
 * The posterior {@code z | x ~ N(mean, covariance)} of one observation's factors, and of what is missing of it.
 *
 * @param mean regression scores {@code (q)}
 * @param covariance of the factors {@code (q x q)}, and then of the m missing columns, {@code (q+m x q+m)}; the same for all
 *     observations of one pattern, shared, not to be written to
 * @param entropy of both, in nats
 * @param gaps what is missing
 */
public record FactorPosterior(
        @Equation({"3695dxh", "3695dxi", "3695dxj"}) double[] mean,
        double[][] covariance,
        double logEvidence,
        double entropy,
        MissingColumns gaps)
        implements RowPosterior {
    /** Of a row with no column missing. */
    public FactorPosterior(double[] mean, double[][] covariance, double logEvidence, double entropy) {
        this(mean, covariance, logEvidence, entropy, MissingColumns.NONE);
    }

    @Override
    public double expected(int j) {
        return gaps.expected(j);
    }

    /** The row whose posterior this is, what is missing of it drawn given the rest. */
    public double[] draw(double[] x, RandomGenerator random) {
        double[] full = x.clone();
        int[] missing = gaps.columns();
        int m = missing.length;
        if (m > 0) {
            double[][] of = new double[m][];
            Arrays.setAll(
                    of,
                    i -> Arrays.copyOfRange(
                            covariance[covariance.length - m + i], covariance.length - m, covariance.length));
            double[] drawn = JointGaussian.of(new double[m], of).sampler().apply(random);
            for (int i = 0; i < m; i++) {
                full[missing[i]] = expected(missing[i]) + drawn[i];
            }
        }
        return full;
    }

    /** {@code E[z_a z_b | x]}. */
    @Equation({"3695dq", "3695dqe"})
    public double secondMoment(int a, int b) {
        return covariance[a][b] + mean[a] * mean[b];
    }
}
