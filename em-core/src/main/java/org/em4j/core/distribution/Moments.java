package org.em4j.core.distribution;

import java.util.Arrays;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.Equation;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Tile;
import org.em4j.core.estep.Workspace;
import org.em4j.core.linalg.Kernels;

/**
 * Weight, first and second moments of rows about an origin o: {@code Σ w}, {@code Σ w (x-o)}, {@code Σ w (x-o)(x-o)ᵀ}.
 * An origin near the data keeps rows at any offset from cancelling.
 */
public final class Moments implements GaussianStatistics<Moments> {
    private static final long serialVersionUID = 1;

    private final int d;
    private final double[] origin;
    private final double[] first;
    private final double[] second; // flat (d x d); the lower triangle counts
    private double weight;
    private double degreesOfFreedom;

    /** Empty, about an origin {@code (d)}, which is not copied. */
    public Moments(double[] origin) {
        this.d = origin.length;
        this.origin = origin;
        this.first = new double[d];
        this.second = new double[d * d];
    }

    /** The moments of all rows, about their mean. */
    public static Moments of(Observations<double[]> data) {
        double[] anywhere =
                data.fold(rows -> (block, tiles) -> tiles.iterator().next().get(0), (a, b) -> a);
        long n = data.count();
        BlockMap<double[], Moments> map = rows -> {
            Workspace workspace = new Workspace(rows, n);
            Kernels kernels = workspace.kernels(anywhere.length, 2.0 * anywhere.length * anywhere.length);
            double[] w = new double[rows];
            return (number, tiles) -> {
                Moments block = new Moments(anywhere);
                for (Block<double[]> tile : tiles) {
                    tile.weights(w);
                    block.add(workspace.dense(tile), w, 0, kernels, workspace);
                }
                return block;
            };
        };
        Moments about = data.fold(map, (a, b) -> a.addScaled(1, b));
        return about.about(about.mean());
    }

    /**
     * Moments of a weight, a mean {@code (d)} and a maximum-likelihood covariance {@code (d x d)}, copied: of data that
     * are known by these alone.
     */
    public static Moments of(double weight, double[] mean, double[][] covariance) {
        Moments moments = new Moments(mean.clone());
        moments.weight = weight;
        Arrays.setAll(moments.second, i -> weight * covariance[i / mean.length][i % mean.length]);
        return moments;
    }

    /**
     * Statistics as of rows of the given weight, mean {@code (d)} and scatter, flat {@code (d x d)}, that count as so many
     * more degrees of freedom where a covariance is divided: a conjugate prior, in the form of observations.
     */
    public static Moments pseudoObservations(double[] mean, double weight, double[] scatter, double degreesOfFreedom) {
        Moments s = new Moments(mean);
        s.weight = weight;
        s.degreesOfFreedom = degreesOfFreedom;
        System.arraycopy(scatter, 0, s.second, 0, scatter.length);
        return s;
    }

    /** Adds one row. */
    public void add(double[] x, double w) {
        weight += w;
        for (int i = 0; i < d; i++) {
            double wi = w * (x[i] - origin[i]);
            first[i] += wi;
            for (int j = 0; j <= i; j++) {
                second[i * d + j] += wi * (x[j] - origin[j]);
            }
        }
    }

    /**
     * Adds the rows of a tile, none of whose values is missing, with weights {@code w[at + i]}; overwrites the workspace's
     * slot 0.
     */
    public void add(Tile tile, double[] w, int at, Kernels kernels, Workspace workspace) {
        weight += kernels.momentsAbout(
                origin,
                w,
                at,
                tile.columns(),
                tile.stride(),
                tile.rows(),
                tile.rowsAt(),
                tile.size(),
                workspace.shared(0, d * tile.stride()),
                first,
                second);
    }

    /** Adds n rows that are about the origin already, column by column {@code (d x stride)}, weights {@code w[at + i]}. */
    public void add(double[] z, int stride, int n, double[] w, int at, Kernels kernels) {
        weight += kernels.total(w, at, n);
        kernels.moments(w, at, z, d, stride, n, first);
        kernels.scatter(w, at, z, d, stride, n, second);
    }

    /** Adds one row, given by its deviations {@code (d)} from a point {@code (d)} near which they lose no digits. */
    public void add(double[] point, double[] deviations, double w) {
        weight += w;
        for (int i = 0; i < d; i++) {
            double wi = w * (deviations[i] + (point[i] - origin[i]));
            first[i] += wi;
            for (int j = 0; j <= i; j++) {
                second[i * d + j] += wi * (deviations[j] + (point[j] - origin[j]));
            }
        }
    }

    /** Adds {@code w} times a covariance {@code (m x m)}, flat, of m ascending columns: what rows already added leave open. */
    public void addCovariance(double w, int[] columns, double[] covariance) {
        int m = columns.length;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= i; j++) {
                second[columns[i] * d + columns[j]] += w * covariance[i * m + j];
            }
        }
    }

    @Override
    public Moments addScaled(double scale, Moments other) {
        for (int i = 0; i < d; i++) {
            double si = other.origin[i] - origin[i];
            for (int j = 0; j <= i; j++) {
                double sj = other.origin[j] - origin[j];
                // Σ w (y+s)(y+s)ᵀ = Σ w yyᵀ + s fᵀ + f sᵀ + W ssᵀ
                double shift = si * other.first[j] + sj * (other.first[i] + other.weight * si);
                second[i * d + j] += scale * (other.second[i * d + j] + shift);
            }
            first[i] += scale * (other.first[i] + other.weight * si);
        }
        weight += scale * other.weight;
        degreesOfFreedom += scale * other.degreesOfFreedom;
        return this;
    }

    /** A copy of the moments about another origin. */
    public Moments about(double[] other) {
        return new Moments(other).addScaled(1, this);
    }

    /**
     * Moments of the rows {@code o' + A (x - o)} of m columns, about another origin o' {@code (m)}, taken over; A {@code (m x d)}
     * by columns.
     */
    public Moments mapped(double[][] columns, double[] other) {
        RealMatrix a = MatrixUtils.createRealMatrix(columns).transpose();
        double[] both = symmetric().second;
        double[][] rows = new double[d][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(both, i * d, (i + 1) * d));
        RealMatrix squares = a.multiply(MatrixUtils.createRealMatrix(rows)).multiply(a.transpose());
        Moments moments = new Moments(other);
        moments.weight = weight;
        moments.degreesOfFreedom = degreesOfFreedom;
        System.arraycopy(a.operate(first), 0, moments.first, 0, moments.d);
        Arrays.setAll(moments.second, i -> squares.getEntry(i / moments.d, i % moments.d));
        return moments;
    }

    /** A copy of the moments whose second moments have both triangles. */
    public Moments symmetric() {
        Moments both = new Moments(origin).addScaled(1, this);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                both.second[j * d + i] = both.second[i * d + j];
            }
        }
        return both;
    }

    /** The origin {@code (d)}: the array itself, not to be written to. */
    public double[] origin() {
        return origin;
    }

    @Override
    public Moments aboutKnownMean(double[] point) {
        Moments s = about(point);
        Arrays.fill(s.first, 0);
        return s;
    }

    /** Number of columns, d. */
    public int columns() {
        return d;
    }

    @Override
    public double weight() {
        return weight;
    }

    @Override
    public double covarianceDivisor() {
        return weight + degreesOfFreedom;
    }

    /** {@code Σ w (x - o)}, {@code (d)}: the array itself, not to be written to. */
    public double[] first() {
        return first;
    }

    /** {@code Σ w (x-o)(x-o)ᵀ}, flat {@code (d x d)}, lower triangle: the array itself, not to be written to. */
    public double[] second() {
        return second;
    }

    @Override
    @Equation({"3695c", "3695f"})
    public double[] mean() {
        double[] mean = new double[d];
        Arrays.setAll(mean, i -> origin[i] + first[i] / weight);
        return mean;
    }

    /** {@code Σ w (x - mean)(x - mean)ᵀ}, flat {@code (d x d)}, both triangles. */
    @Override
    @Equation({"3695d", "3695g"})
    public double[] scatter() {
        double[] s = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                s[i * d + j] = second[i * d + j] - first[i] * (first[j] / weight);
                s[j * d + i] = s[i * d + j];
            }
        }
        return s;
    }

    @Override
    public double square(int j) {
        return second[j * (d + 1)];
    }

    /** The maximum-likelihood covariance, {@code scatter / covarianceDivisor}, flat {@code (d x d)}. */
    @Equation({"3695d", "3695g"})
    public double[] covariance() {
        double[] c = scatter();
        Arrays.setAll(c, i -> c[i] / covarianceDivisor());
        return c;
    }
}
