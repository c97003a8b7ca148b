package org.em4j.factor.start;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Spectrum;
import org.em4j.factor.estep.FactorParameters;

/**
 * A start for confirmatory factor analysis: one factor after another takes the principal axis of what its columns still
 * have in common, in units of their standard deviations. Factors start uncorrelated.
 */
public final class PatternStart {
    /** What a column keeps to itself, as a part of its variance, at least and before any factor is known. */
    private static final double UNIQUE = 0.3;

    private final RealMatrix left; // correlations that no factor has taken yet
    private final int q;
    private final double[] loadings;

    private PatternStart(RealMatrix correlation, int q) {
        this.left = correlation;
        this.q = q;
        this.loadings = new double[correlation.getRowDimension() * q];
    }

    public static FactorParameters of(Moments data, int[][] pattern, int q) {
        int d = pattern.length;
        Correlations correlations = Correlations.of(data);
        double[] sd = correlations.sd();
        PatternStart start = new PatternStart(new Array2DRowRealMatrix(correlations.matrix()), q);
        for (int a = 0; a < q; a++) {
            int factor = a;
            start.take(
                    a,
                    IntStream.range(0, d)
                            .filter(j -> Arrays.stream(pattern[j]).anyMatch(b -> b == factor))
                            .toArray());
        }
        double[] uniquenesses = new double[d];
        for (int j = 0; j < d; j++) {
            uniquenesses[j] = sd[j] * sd[j] * Math.max(start.left.getEntry(j, j), UNIQUE);
            for (int a = 0; a < q; a++) {
                start.loadings[j * q + a] *= sd[j];
            }
        }
        return new FactorParameters(data.mean(), start.loadings, uniquenesses);
    }

    /** The next factor, of the given columns. */
    private void take(int a, int[] columns) {
        int m = columns.length;
        RealMatrix shared = new Array2DRowRealMatrix(m, m);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                double r = left.getEntry(columns[i], columns[j]);
                shared.setEntry(i, j, i == j ? Math.max((1 - UNIQUE) * r, 0) : r);
            }
        }
        Spectrum axes = Spectrum.of(shared);
        double length = Math.sqrt(Math.max(axes.values()[0], 0.1));
        double[] axis = axes.axis(0);
        double sign = Arrays.stream(axis).sum() < 0 ? -1 : 1;
        for (int i = 0; i < m; i++) {
            loadings[columns[i] * q + a] = sign * length * axis[i];
        }
        for (int i : columns) {
            for (int j : columns) {
                left.addToEntry(i, j, -loadings[i * q + a] * loadings[j * q + a]);
            }
        }
    }
}
