package org.em4j.core.linalg;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.Equation;

/**
 * A multivariate normal distribution, with its marginals and conditionals: the joint model {@code (z; x)} of the
 * document, and everything the E-step of factor analysis needs of it.
 *
 * <p>Immutable; the accessors copy.
 */
public final class JointGaussian {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    private final double[] mean;
    private final double[] covariance;
    private final Cholesky cholesky;

    private JointGaussian(double[] mean, double[] covariance) {
        this.mean = mean;
        this.covariance = covariance;
        this.cholesky = Cholesky.of(covariance, mean.length);
    }

    /**
     * {@code N(mean, covariance)}, of a mean {@code (m)} and a covariance {@code (m x m)} whose lower triangle counts.
     *
     * @throws NotPositiveDefiniteException if the covariance is singular
     */
    public static JointGaussian of(double[] mean, double[][] covariance) {
        int m = mean.length;
        double[] flat = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= i; j++) {
                flat[i * m + j] = covariance[i][j];
                flat[j * m + i] = covariance[i][j];
            }
        }
        return new JointGaussian(mean.clone(), flat);
    }

    /** Number of variables, m. */
    public int dimension() {
        return mean.length;
    }

    /** The mean {@code (m)}. */
    public double[] mean() {
        return mean.clone();
    }

    /** The covariance {@code (m x m)}. */
    @Equation("3695dqf")
    public double[][] covariance() {
        int m = mean.length;
        double[][] c = new double[m][];
        Arrays.setAll(c, i -> Arrays.copyOfRange(covariance, i * m, (i + 1) * m));
        return c;
    }

    /** The distribution of some of the variables, by index, in that order. */
    public JointGaussian marginal(int... variables) {
        double[] mu = new double[variables.length];
        Arrays.setAll(mu, i -> mean[variables[i]]);
        return new JointGaussian(mu, block(variables, variables));
    }

    /** The block of the covariance with the given rows and columns, flat row-major. */
    private double[] block(int[] rows, int[] columns) {
        double[] b = new double[rows.length * columns.length];
        Arrays.setAll(b, i -> covariance[rows[i / columns.length] * mean.length + columns[i % columns.length]]);
        return b;
    }

    /**
     * The distribution of the variables {@code one} given values of the variables {@code two}, as a function of those
     * values: {@code N(mean_1|2, covariance_1|2)}. What does not depend on the values is worked out here, once.
     */
    public Conditional conditional(int[] one, int[] two) {
        return new Conditional(this, one, two);
    }

    /** {@code x1 | x2} of a joint normal distribution. */
    public static final class Conditional {
        private final double[] mean1;
        private final double[] mean2;
        private final double[][] regression; // Σ12 Σ22⁻¹
        private final double[][] covariance;

        private Conditional(JointGaussian joint, int[] one, int[] two) {
            JointGaussian given = joint.marginal(two);
            this.mean1 = joint.marginal(one).mean;
            this.mean2 = given.mean;
            double[] s12 = joint.block(one, two);
            this.regression = new double[one.length][];
            Arrays.setAll(
                    regression,
                    i -> given.cholesky.solve(Arrays.copyOfRange(s12, i * two.length, (i + 1) * two.length)));
            this.covariance = residual(joint.block(one, one), s12);
        }

        /** {@code Σ11 - Σ12 Σ22⁻¹ Σ21}. */
        @Equation("3695dxe")
        private double[][] residual(double[] s11, double[] s12) {
            int p = mean1.length;
            int q = mean2.length;
            double[][] c = new double[p][p];
            for (int i = 0; i < p; i++) {
                for (int j = 0; j <= i; j++) {
                    double v = s11[i * p + j];
                    for (int k = 0; k < q; k++) {
                        v -= regression[i][k] * s12[j * q + k];
                    }
                    c[i][j] = v;
                    c[j][i] = v;
                }
            }
            return c;
        }

        /** {@code mean_1|2 = mean_1 + Σ12 Σ22⁻¹ (x2 - mean_2)}. */
        @Equation("3695dxd")
        public double[] mean(double[] x2) {
            double[] m = mean1.clone();
            for (int i = 0; i < m.length; i++) {
                for (int k = 0; k < mean2.length; k++) {
                    m[i] += regression[i][k] * (x2[k] - mean2[k]);
                }
            }
            return m;
        }

        /** {@code Σ_1|2}, the same whatever the values. */
        public double[][] covariance() {
            double[][] c = new double[covariance.length][];
            Arrays.setAll(c, i -> covariance[i].clone());
            return c;
        }

        /** The conditional distribution at given values. */
        @Equation("3695dxc")
        public JointGaussian at(double[] x2) {
            return JointGaussian.of(mean(x2), covariance);
        }
    }

    /** Log density at x {@code (m)}, in nats. */
    @Equation("3695df")
    public double logDensity(double[] x) {
        double[] r = new double[mean.length];
        Arrays.setAll(r, i -> x[i] - mean[i]);
        double square = 0;
        for (double y : cholesky.whiten(r)) {
            square += y * y;
        }
        return -0.5 * (mean.length * LOG_2PI + cholesky.logDeterminant() + square);
    }

    /** Differential entropy, in nats. */
    public double entropy() {
        return 0.5 * (mean.length * (1 + LOG_2PI) + cholesky.logDeterminant());
    }

    /** Draws one value {@code (m)} at a time. */
    public Function<RandomGenerator, double[]> sampler() {
        return random -> {
            double[] z = new double[mean.length];
            Arrays.setAll(z, i -> random.nextGaussian());
            double[] x = cholesky.colour(z);
            Arrays.setAll(x, i -> mean[i] + x[i]);
            return x;
        };
    }
}
