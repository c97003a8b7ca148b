package org.em4j.factor.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.distribution.Moments;
import org.em4j.core.model.Chart;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.start.PatternStart;

/**
 * Confirmatory factor analysis: which column loads on which factor is given, the other loadings are zero (Joereskog 1969).
 *
 * <p>Factors that may correlate have a free covariance, so that the M-step is exact: that of the expanded model (Liu, Rubin
 * and Wu 1998). Their units are arbitrary; {@link FactorParameters#standardised()} makes their variances one.
 *
 * @param pattern for each column the factors, zero-based and ascending, that it loads on; not to be written to
 * @param q number of factors
 * @param factors whether they correlate
 */
public record ConfirmatoryFactorAnalysis(int[][] pattern, int q, Factors factors) implements LinearFactorModel {
    /** What is known of the factors' covariance. */
    public enum Factors {
        /** The covariance of the factors is the identity. */
        UNCORRELATED,
        /** The variances of the factors are one, their correlations are free. */
        CORRELATED
    }

    /** Checks that each factor has a column. */
    public ConfirmatoryFactorAnalysis {
        long loaded =
                Arrays.stream(pattern).flatMapToInt(Arrays::stream).distinct().count();
        boolean outside = Arrays.stream(pattern).flatMapToInt(Arrays::stream).anyMatch(a -> a < 0 || a >= q);
        if (outside || loaded != q || q < 1) {
            throw new IllegalArgumentException("a pattern of " + q + " factors loads each of them, and no other");
        }
    }

    /** The model of a matrix {@code (d x q)} that marks the free loadings. */
    public static ConfirmatoryFactorAnalysis of(boolean[][] free, Factors factors) {
        int[][] pattern = new int[free.length][];
        Arrays.setAll(
                pattern,
                j -> IntStream.range(0, free[j].length).filter(a -> free[j][a]).toArray());
        return new ConfirmatoryFactorAnalysis(pattern, free[0].length, factors);
    }

    /** A principal axis for each factor in turn. */
    @Override
    public FactorParameters start(Moments data) {
        return PatternStart.of(data, pattern, q);
    }

    @Override
    public int d() {
        return pattern.length;
    }

    @Override
    public int noises() {
        return d();
    }

    @Override
    public double[] noise(double[] residuals, double weight) {
        return residuals;
    }

    private int loaded() {
        return Arrays.stream(pattern).mapToInt(on -> on.length).sum();
    }

    /** Mean, free loadings, uniquenesses, and the factors' correlations. */
    @Override
    public int freeParameters() {
        return 2 * d() + loaded() + (factors == Factors.CORRELATED ? q * (q - 1) / 2 : 0);
    }

    /** Variances and covariances of the columns, less the parameters that are to reproduce them. */
    public int degreesOfFreedom() {
        return d() * (d() + 3) / 2 - freeParameters();
    }

    @Override
    public FactorParameters maximize(FactorMoments s, FactorParameters current) {
        FactorMoments.Regression r = s.regress(pattern);
        return switch (factors) {
            case UNCORRELATED -> new FactorParameters(r.mean(), r.loadings(), noise(r.variances(), s.weight));
            case CORRELATED ->
                new FactorParameters(
                        r.mean(),
                        r.loadings(),
                        noise(r.variances(), s.weight),
                        FactorParameters.factorise(s.factorCovariance(), q));
        };
    }

    /** Mean, uniquenesses in logs, free loadings, and the factor of Φ by rows with its diagonal in logs. */
    @Override
    public Optional<Chart<FactorParameters>> chart(FactorParameters at) {
        return Optional.of(Chart.of(this::coordinates, this::point));
    }

    private double[] coordinates(FactorParameters theta) {
        double[] phi = theta.phi().factor();
        double[] u = new double[2 * d() + loaded() + (factors == Factors.CORRELATED ? q * (q + 1) / 2 : 0)];
        int to = 0;
        for (int j = 0; j < d(); j++) {
            u[to++] = theta.centre()[j];
            u[to++] = Math.log(theta.uniqueness(j));
            for (int a : pattern[j]) {
                u[to++] = theta.loading(j, a);
            }
        }
        for (int a = 0; to < u.length; a++) {
            for (int b = 0; b <= a; b++) {
                u[to++] = a == b ? Math.log(phi[a * q + b]) : phi[a * q + b];
            }
        }
        return u;
    }

    private FactorParameters point(double[] u) {
        double[] mean = new double[d()];
        double[] loadings = new double[d() * q];
        double[] uniquenesses = new double[d()];
        int from = 0;
        for (int j = 0; j < d(); j++) {
            mean[j] = u[from++];
            uniquenesses[j] = Math.exp(u[from++]);
            for (int a : pattern[j]) {
                loadings[j * q + a] = u[from++];
            }
        }
        double[] c = new double[q * q];
        for (int a = 0; a < q; a++) {
            c[a * (q + 1)] = 1;
        }
        for (int a = 0; from < u.length; a++) {
            for (int b = 0; b <= a; b++, from++) {
                c[a * q + b] = a == b ? Math.exp(u[from]) : u[from];
            }
        }
        return new FactorParameters(mean, loadings, uniquenesses, FactorParameters.factorise(squared(c), q));
    }

    /** {@code CCᵀ}. */
    private double[] squared(double[] c) {
        double[] phi = new double[q * q];
        for (int i = 0; i < phi.length; i++) {
            for (int k = 0; k < q; k++) {
                phi[i] += c[i / q * q + k] * c[i % q * q + k];
            }
        }
        return phi;
    }

    @Override
    public String toString() {
        return "Confirmatory factor analysis";
    }
}
