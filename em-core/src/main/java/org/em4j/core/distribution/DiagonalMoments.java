package org.em4j.core.distribution;

import java.util.Arrays;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.RowObservations;
import org.em4j.core.linalg.Kernels;

/** Weight, first moments and squares of rows about an origin, column by column; scatters are held by their diagonal. */
public final class DiagonalMoments implements GaussianStatistics<DiagonalMoments> {
    private static final long serialVersionUID = 1;

    private final double[] origin;
    private final double[] first;
    private final double[] squares;
    private double weight;
    private double degreesOfFreedom;

    /** Empty, about an origin {@code (d)}, which is not copied. */
    public DiagonalMoments(double[] origin) {
        this.origin = origin;
        this.first = new double[origin.length];
        this.squares = new double[origin.length];
    }

    /**
     * Statistics as of rows of the given weight, mean {@code (d)} and squares about it {@code (d)}, that count as so many
     * more degrees of freedom where variances are divided: a conjugate prior, in the form of observations.
     */
    public static DiagonalMoments pseudoObservations(
            double[] mean, double weight, double[] scatter, double degreesOfFreedom) {
        DiagonalMoments s = new DiagonalMoments(mean);
        s.weight = weight;
        s.degreesOfFreedom = degreesOfFreedom;
        System.arraycopy(scatter, 0, s.squares, 0, scatter.length);
        return s;
    }

    /** Of what is observed of each column {@code (d)}, one column each; empty, of weight 0, of one that has no value. */
    public static DiagonalMoments[] ofObserved(RowObservations rows) {
        int d = rows.columns();
        BlockMap<double[], DiagonalMoments[]> map = most -> (number, tiles) -> {
            DiagonalMoments[] block = new DiagonalMoments[d];
            for (Block<double[]> tile : tiles) {
                for (int i = 0; i < tile.size(); i++) {
                    double[] x = tile.get(i);
                    for (int j = 0; j < d; j++) {
                        if (!Double.isNaN(x[j]) && tile.weight(i) > 0) {
                            double[] value = {x[j]};
                            block[j] = block[j] == null ? new DiagonalMoments(value) : block[j];
                            block[j].add(value, tile.weight(i));
                        }
                    }
                }
            }
            Arrays.setAll(block, j -> block[j] == null ? new DiagonalMoments(new double[1]) : block[j]);
            return block;
        };
        return rows.fold(map, (left, right) -> {
            Arrays.setAll(
                    left,
                    j -> left[j].weight == 0
                            ? right[j]
                            : right[j].weight == 0 ? left[j] : left[j].addScaled(1, right[j]));
            return left;
        });
    }

    @Override
    public double weight() {
        return weight;
    }

    @Override
    public double covarianceDivisor() {
        return weight + degreesOfFreedom;
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

    /** Adds n rows that are about the origin already, column by column {@code (d x stride)}, weights {@code w[at + i]}. */
    void add(double[] z, int stride, int n, double[] w, int at, Kernels kernels) {
        int d = origin.length;
        weight += kernels.total(w, at, n);
        kernels.moments(w, at, z, d, stride, n, first);
        kernels.squares(w, at, z, d, stride, n, squares);
    }

    /** Adds a multiple of column j's variance: what rows already added leave open. */
    void addVariance(int j, double variance) {
        squares[j] += variance;
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
        degreesOfFreedom += scale * other.degreesOfFreedom;
        return this;
    }

    /** A copy of the moments about another origin. */
    DiagonalMoments about(double[] other) {
        return new DiagonalMoments(other).addScaled(1, this);
    }

    @Override
    public DiagonalMoments aboutKnownMean(double[] point) {
        DiagonalMoments s = about(point);
        Arrays.fill(s.first, 0);
        return s;
    }

    @Override
    public double[] mean() {
        double[] mean = new double[first.length];
        Arrays.setAll(mean, j -> origin[j] + first[j] / weight);
        return mean;
    }

    /** {@code Σ w (x_j - mean_j)²} by column {@code (d)}. */
    @Override
    public double[] scatter() {
        double[] s = new double[first.length];
        Arrays.setAll(s, j -> squares[j] - first[j] * (first[j] / weight));
        return s;
    }

    @Override
    public double square(int j) {
        return squares[j];
    }
}
