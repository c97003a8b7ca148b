package org.em4j.gmm;

import java.util.Arrays;
import org.em4j.core.model.Statistics;

/** Weight, first moments and squares about an origin, column by column. */
public final class DiagonalMoments implements Statistics<DiagonalMoments> {
    private static final long serialVersionUID = 1;

    final double[] origin;
    final double[] first;
    final double[] squares;
    double weight;

    DiagonalMoments(double[] origin) {
        this.origin = origin;
        this.first = new double[origin.length];
        this.squares = new double[origin.length];
    }

    @Override
    public DiagonalMoments addScaled(double scale, DiagonalMoments other) {
        for (int j = 0; j < origin.length; j++) {
            double s = other.origin[j] - origin[j];
            squares[j] += scale * (other.squares[j] + s * (2 * other.first[j] + other.weight * s));
            first[j] += scale * (other.first[j] + other.weight * s);
        }
        weight += scale * other.weight;
        return this;
    }

    /** The same moments about another origin. */
    DiagonalMoments about(double[] other) {
        return new DiagonalMoments(other).addScaled(1, this);
    }

    /** The weighted mean. */
    double[] mean() {
        double[] mean = new double[first.length];
        Arrays.setAll(mean, j -> origin[j] + first[j] / weight);
        return mean;
    }

    /** {@code Σ w (x_j - mean_j)²}, column by column. */
    double[] scatter() {
        double[] s = new double[first.length];
        Arrays.setAll(s, j -> squares[j] - first[j] * (first[j] / weight));
        return s;
    }
}
