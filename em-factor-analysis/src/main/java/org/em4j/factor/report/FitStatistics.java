package org.em4j.factor.report;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.start.Correlations;

/**
 * How well a covariance structure fits, beside the unrestricted covariance and beside independent columns. A covariance of
 * two columns that no row holds both of restricts nothing: it is no degree of freedom, and has no residual.
 *
 * @param n total weight of the rows
 * @param columns d
 * @param factors q, for Bartlett's correction
 * @param pairs of columns whose covariance the data determine: all {@code d(d-1)/2}, but for what is never observed together
 * @param groups of rows, each with a covariance of its own; pairs are those of all
 * @param degreesOfFreedom distinct variances and covariances that the data determine less free parameters
 * @param discrepancy {@code log|Σ| + tr Σ⁻¹S - log|S| - d}; with gaps twice the difference in log-likelihood over n
 * @param baseline the same of independent columns, {@code -log|R|}
 * @param srmr standardised root mean square residual
 */
public record FitStatistics(
        double n,
        int columns,
        int factors,
        int pairs,
        int groups,
        int degreesOfFreedom,
        double discrepancy,
        double baseline,
        double srmr) {
    /** What an interval of RMSEA leaves out at either end. */
    private static final double TAIL = 0.05;

    /** Of one group. */
    public FitStatistics(
            double n,
            int columns,
            int factors,
            int pairs,
            int degreesOfFreedom,
            double discrepancy,
            double baseline,
            double srmr) {
        this(n, columns, factors, pairs, 1, degreesOfFreedom, discrepancy, baseline, srmr);
    }

    /**
     * Fit statistics of parameters whose log-likelihood on the data is known.
     *
     * @param degreesOfFreedom of data in which each pair of columns is observed together
     * @throws NotPositiveDefiniteException if the sample covariance is singular: then there is nothing to test against
     */
    public static FitStatistics of(FactorParameters theta, double logLikelihood, int degreesOfFreedom, Moments data) {
        return of(theta, logLikelihood, degreesOfFreedom, ReferenceModels.of(data));
    }

    /** Fit statistics of parameters whose log-likelihood is known, on data that may have gaps. */
    public static FitStatistics of(
            FactorParameters theta, double logLikelihood, int degreesOfFreedom, ReferenceModels saturated) {
        double n = saturated.moments().weight();
        int d = theta.columns();
        return new FitStatistics(
                n,
                d,
                theta.factors(),
                d * (d - 1) / 2 - saturated.undetermined(),
                degreesOfFreedom - saturated.undetermined(),
                Math.max(0, 2 * (saturated.logLikelihood() - logLikelihood) / n),
                2 * (saturated.logLikelihood() - saturated.independent()) / n,
                srmr(theta, saturated));
    }

    private static double srmr(FactorParameters theta, ReferenceModels saturated) {
        Correlations correlations = Correlations.of(saturated.moments());
        double sum = 0;
        int d = theta.columns();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                if (!saturated.determined()[i][j]) {
                    continue;
                }
                double common = theta.common(i, j) + (i == j ? theta.uniqueness(i) : 0);
                double residual = correlations.matrix()[i][j]
                        - common / correlations.sd()[i] / correlations.sd()[j];
                sum += residual * residual;
            }
        }
        return Math.sqrt(sum / (d * (d + 1) / 2.0 - saturated.undetermined()));
    }

    /** Likelihood-ratio statistic against the unrestricted covariance, {@code n F}. */
    public double chiSquare() {
        return n * discrepancy;
    }

    /**
     * Likelihood-ratio statistic against the unrestricted covariance with Bartlett's correction, {@code (n - 1 - (2d +
     * 5)/6 - 2q/3) F}.
     */
    public double bartlett() {
        return Math.max(0, n - groups - (2 * columns + 5) / 6.0 - 2 * factors / 3.0) * discrepancy;
    }

    /** Probability of a statistic as large, were the model true; 1 without degrees of freedom. */
    public double pValue(double statistic) {
        return degreesOfFreedom > 0
                ? ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic)
                : 1;
    }

    /** Root mean square error of approximation (Steiger and Lind 1980), of {@link #chiSquare}; 0 without degrees of freedom. */
    public double rmsea() {
        return rmsea(chiSquare() - degreesOfFreedom);
    }

    private double rmsea(double noncentrality) {
        return degreesOfFreedom > 0 ? Math.sqrt(groups * Math.max(0, noncentrality) / (n * degreesOfFreedom)) : 0;
    }

    /** Lower and upper end of the 90 % interval of {@link #rmsea}. */
    public double[] rmseaInterval() {
        if (degreesOfFreedom <= 0) {
            return new double[] {0, 0};
        }
        return new double[] {rmsea(noncentrality(1 - TAIL)), rmsea(noncentrality(TAIL))};
    }

    /** The noncentrality at which statistics up to ours have some probability; 0 if none is so small. */
    private double noncentrality(double probability) {
        double statistic = chiSquare();
        double none = ChiSquaredDistribution.of(degreesOfFreedom).cumulativeProbability(statistic);
        if (none <= probability) {
            return 0;
        }
        // Where the mean is ten standard deviations above the statistic, less than TAIL is left below it.
        double most = statistic + 20 * Math.sqrt(statistic + degreesOfFreedom) + 200;
        return new BrentSolver(1e-12, 1e-9)
                .solve(
                        200,
                        lambda -> new NoncentralChiSquare(degreesOfFreedom, lambda).cumulative(statistic) - probability,
                        0,
                        most);
    }

    /** Comparative fit index (Bentler 1990), of {@link #chiSquare}. */
    public double cfi() {
        double excess = Math.max(0, chiSquare() - degreesOfFreedom);
        double most = Math.max(n * baseline - pairs, excess);
        return most > 0 ? 1 - excess / most : 1;
    }

    /** Tucker and Lewis's index (1973), of {@link #chiSquare}; 1 without degrees of freedom. */
    public double tli() {
        double independent = n * baseline / pairs;
        return degreesOfFreedom > 0 ? (independent - chiSquare() / degreesOfFreedom) / (independent - 1) : 1;
    }

    /** A copy for another number of factors. */
    public FitStatistics factors(int other) {
        return new FitStatistics(n, columns, other, pairs, groups, degreesOfFreedom, discrepancy, baseline, srmr);
    }
}
