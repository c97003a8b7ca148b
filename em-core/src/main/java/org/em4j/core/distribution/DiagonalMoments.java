package org.em4j.core.distribution;

import java.util.Arrays;
import org.em4j.core.model.Statistics;

/** Weight, first moments and squares about an origin, column by column. */
public final class DiagonalMoments implements Statistics<DiagonalMoments> {
    private static final long serialVersionUID = 1;

    final double[] origin;
    final double[] first;
    public final double[] squares;
    public double weight;
    private double degrees;

    public DiagonalMoments(double[] origin) {
        this.origin = origin;
        this.first = new double[origin.length];
        this.squares = new double[origin.length];
    }

    /** What was never seen, column by column; see {@link org.em4j.core.distribution.Moments#imagined}. */
    public static DiagonalMoments imagined(double[] mean, double weight, double[] scatter, double degrees) {
        DiagonalMoments s = new DiagonalMoments(mean);
        s.weight = weight;
        s.degrees = degrees;
        System.arraycopy(scatter, 0, s.squares, 0, scatter.length);
        return s;
    }

    /** What a scatter is divided by to make variances: the weight, and what degrees of freedom a prior adds to it. */
    public double degrees() {
        return weight + degrees;
    }

    /** Adds one row. */
    public void add(double[] x, double w) {
        weight += w;
        for (int j = 0; j < first.length; j++) {
            double r = x[j] - origin[j];
            first[j] += w * r;
            squares[j] += w * r * r;
        }
    }

    /** The expected moments of one row with gaps, about the mean of its component. */
    static DiagonalMoments of(MissingValuePosterior row) {
        DiagonalMoments s = new DiagonalMoments(row.mean());
        s.weight = 1;
        for (int j = 0; j < s.first.length; j++) {
            s.first[j] = row.deviations()[j];
            s.squares[j] = s.first[j] * s.first[j];
        }
        int[] missing = row.missing();
        for (int i = 0; i < missing.length; i++) {
            s.squares[missing[i]] += row.covariance()[i * (missing.length + 1)];
        }
        return s;
    }

    @Override
    public DiagonalMoments addScaled(double scale, DiagonalMoments other) {
        for (int j = 0; j < origin.length; j++) {
            double s = other.origin[j] - origin[j];
            squares[j] += scale * (other.squares[j] + s * (2 * other.first[j] + other.weight * s));
            first[j] += scale * (other.first[j] + other.weight * s);
        }
        weight += scale * other.weight;
        degrees += scale * other.degrees;
        return this;
    }

    /** The same moments about another origin. */
    DiagonalMoments about(double[] other) {
        return new DiagonalMoments(other).addScaled(1, this);
    }

    /** The same about a point, as if it were their mean. */
    public DiagonalMoments pinned(double[] point) {
        DiagonalMoments s = about(point);
        Arrays.fill(s.first, 0);
        return s;
    }

    /** The weighted mean. */
    public double[] mean() {
        double[] mean = new double[first.length];
        Arrays.setAll(mean, j -> origin[j] + first[j] / weight);
        return mean;
    }

    /** {@code Σ w (x_j - mean_j)²}, column by column. */
    public double[] scatter() {
        double[] s = new double[first.length];
        Arrays.setAll(s, j -> squares[j] - first[j] * (first[j] / weight));
        return s;
    }
}
