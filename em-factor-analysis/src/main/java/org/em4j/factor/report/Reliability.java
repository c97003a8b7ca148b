package org.em4j.factor.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Spectrum;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.rotate.RotatedLoadings;
import org.em4j.factor.start.Correlations;

/**
 * What part of the variance of a sum of all columns is theirs in common. Columns that run against the others are turned
 * first: those of another sign on the leading principal axis of the correlations than most of it has.
 *
 * @param turned these, zero-based
 * @param alpha Cronbach (1951), of the columns in their units
 * @param standardizedAlpha of the columns brought to variance one
 * @param omegaTotal McDonald (1999): one less what the uniquenesses add to the variance of the sum of these
 * @param omegaHierarchical what one general factor adds to it, by Schmid and Leiman's (1957) transformation of oblique
 *     factors; two have equal loadings on it, three or more those of greatest likelihood, their uniquenesses kept above 0.005.
 *     Empty for one factor, which is general itself, and where one factor follows from others
 */
public record Reliability(
        List<Integer> turned,
        double alpha,
        double standardizedAlpha,
        double omegaTotal,
        OptionalDouble omegaHierarchical) {
    private static final double BOUND = 0.005;

    /** Of two columns or more, and of factors that may correlate. */
    static Reliability of(Moments data, double[] uniquenesses, RotatedLoadings oblique) {
        Correlations correlations = Correlations.of(data);
        int[] keys = keys(correlations);
        double[] ones = new double[keys.length];
        Arrays.fill(ones, 1);
        double all = sum(correlations.matrix(), keys, ones);
        return new Reliability(
                IntStream.range(0, keys.length).filter(j -> keys[j] < 0).boxed().toList(),
                alpha(correlations.sd(), sum(correlations.matrix(), keys, correlations.sd())),
                alpha(ones, all),
                1 - Arrays.stream(uniquenesses).sum() / all,
                general(oblique.correlations())
                        .map(general -> OptionalDouble.of(explained(oblique.loadings(), keys, general) / all))
                        .orElse(OptionalDouble.empty()));
    }

    /** What one factor, on which others load, adds to the variance of the sum of all columns. */
    private static double explained(double[][] loadings, int[] keys, double[] general) {
        double sum = 0;
        for (int j = 0; j < keys.length; j++) {
            for (int a = 0; a < general.length; a++) {
                sum += keys[j] * loadings[j][a] * general[a];
            }
        }
        return sum * sum;
    }

    private static int[] keys(Correlations correlations) {
        double[] axis =
                Spectrum.of(new Array2DRowRealMatrix(correlations.matrix())).axis(0);
        double sign = Arrays.stream(axis).sum();
        return Arrays.stream(axis).mapToInt(a -> a * sign < 0 ? -1 : 1).toArray();
    }

    /** Variance of a sum of columns of some standard deviations. */
    private static double sum(double[][] correlations, int[] keys, double[] sd) {
        double sum = 0;
        for (int i = 0; i < keys.length; i++) {
            for (int j = 0; j < keys.length; j++) {
                sum += keys[i] * keys[j] * sd[i] * sd[j] * correlations[i][j];
            }
        }
        return sum;
    }

    private static double alpha(double[] sd, double all) {
        double each = Arrays.stream(sd).map(s -> s * s).sum();
        return sd.length / (sd.length - 1.0) * (1 - each / all);
    }

    /** Loadings {@code (q)} of factors on one behind them; none where one follows from others. */
    private static Optional<double[]> general(double[][] phi) {
        int q = phi.length;
        if (q == 1) {
            return Optional.empty();
        }
        if (q == 2) {
            double root = Math.sqrt(Math.abs(phi[0][1]));
            return Optional.of(new double[] {root, Math.signum(phi[0][1]) * root});
        }
        try {
            FactorEstimate behind = new FactorAnalysisEstimator(1)
                    .heywood(new Heywood.Bound(BOUND))
                    .fit(Moments.of(q * q, new double[q], phi));
            return Optional.of(Arrays.stream(FactorSolution.standardised(behind.theta()))
                    .mapToDouble(row -> row[0])
                    .toArray());
        } catch (DegenerateException e) {
            return Optional.empty();
        }
    }
}
