package org.em4j.factor.report;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.start.Correlations;

/**
 * Whether columns have enough in common to be analysed, from their correlations alone: how much of these is left where each
 * pair is given all other columns (Kaiser 1970, Kaiser and Rice 1974), and whether they may be none (Bartlett 1951).
 *
 * @param kmo Kaiser, Meyer and Olkin's measure of sampling adequacy, 0 to 1; 0 where nothing correlates
 * @param columns the same of each column alone {@code (d)}
 * @param chiSquare Bartlett's test of sphericity, {@code -(n - 1 - (2d + 5)/6) log|R|}
 * @param degreesOfFreedom pairs of columns whose covariance the data determine
 */
public record Adequacy(double kmo, double[] columns, double chiSquare, int degreesOfFreedom) {
    /**
     * Of the moments of the unrestricted model: those of the sample, or of greatest likelihood where values are missing.
     *
     * @throws NotPositiveDefiniteException if they are singular
     */
    public static Adequacy of(ReferenceModels saturated) {
        Correlations correlations = Correlations.of(saturated.moments());
        double[][] r = correlations.matrix();
        int d = r.length;
        double[][] inverse = inverse(Cholesky.of(correlations.flat(), d));
        double[] simple = new double[d];
        double[] partial = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                if (i != j) {
                    simple[i] += r[i][j] * r[i][j];
                    partial[i] += inverse[i][j] * inverse[i][j] / (inverse[i][i] * inverse[j][j]);
                }
            }
        }
        double n = saturated.moments().weight();
        double baseline = 2 * (saturated.logLikelihood() - saturated.independent()) / n;
        return new Adequacy(
                share(
                        IntStream.range(0, d).mapToDouble(j -> simple[j]).sum(),
                        IntStream.range(0, d).mapToDouble(j -> partial[j]).sum()),
                IntStream.range(0, d)
                        .mapToDouble(j -> share(simple[j], partial[j]))
                        .toArray(),
                Math.max(0, n - 1 - (2 * d + 5) / 6.0) * baseline,
                d * (d - 1) / 2 - saturated.undetermined());
    }

    private static double share(double simple, double partial) {
        return simple > 0 ? simple / (simple + partial) : 0;
    }

    private static double[][] inverse(Cholesky r) {
        double[][] inverse = new double[r.order()][];
        for (int j = 0; j < inverse.length; j++) {
            double[] unit = new double[inverse.length];
            unit[j] = 1;
            inverse[j] = r.solve(unit);
        }
        return inverse;
    }

    /** Probability of a statistic as large, were no two columns correlated; 1 without pairs. */
    public double pValue() {
        return degreesOfFreedom > 0
                ? ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(chiSquare)
                : 1;
    }
}
