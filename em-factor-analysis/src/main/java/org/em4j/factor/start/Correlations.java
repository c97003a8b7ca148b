package org.em4j.factor.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.linalg.Spectrum;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorConditional;
import org.em4j.factor.estep.FactorParameters;

/**
 * What factor analysis sees of data: correlations, and the standard deviations that bring answers back to the data's
 * units.
 *
 * @param n total weight of the rows
 * @param mean {@code (d)}
 * @param sd with divisor n {@code (d)}
 * @param matrix {@code (d x d)}
 */
public record Correlations(double n, double[] mean, double[] sd, double[][] matrix) {
    /**
     * Of sample moments.
     *
     * @throws DegenerateException if columns do not vary, naming them all
     */
    public static Correlations of(Moments data) {
        int d = data.columns();
        double[] covariance = data.covariance();
        double[] sd = new double[d];
        Arrays.setAll(sd, j -> Math.sqrt(covariance[j * d + j]));
        List<Integer> constant =
                IntStream.range(0, d).filter(j -> !(sd[j] > 0)).boxed().toList();
        if (!constant.isEmpty()) {
            boolean one = constant.size() == 1;
            throw new DegenerateException(Degeneracy.of(
                            named(constant) + (one ? " does not vary" : " do not vary"),
                            one ? "leave that column out" : "leave those columns out")
                    .columns(constant));
        }
        double[][] matrix = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                matrix[i][j] = i == j ? 1 : covariance[i * d + j] / sd[i] / sd[j];
            }
        }
        return new Correlations(data.weight(), data.mean(), sd, matrix);
    }

    /**
     * What an objective in the units of the data has on top of the profile's:
     * {@code n (d log 2π + (1 + prior) Σ log sd²) / 2}.
     */
    public double constant(double prior) {
        double sum = columns() * FactorConditional.LOG_2PI;
        for (double s : sd) {
            sum += 2 * (1 + prior) * Math.log(s);
        }
        return 0.5 * n * sum;
    }

    /** Whether some column follows from the others, as some always do where rows are fewer. */
    boolean isSingular() {
        return !collinear().isEmpty();
    }

    /** Number of columns, d. */
    public int columns() {
        return sd.length;
    }

    /** The matrix, flat {@code (d x d)}. */
    public double[] flat() {
        int d = columns();
        double[] flat = new double[d * d];
        for (int i = 0; i < d; i++) {
            System.arraycopy(matrix[i], 0, flat, i * d, d);
        }
        return flat;
    }

    /** F {@code (d x d)} with {@code FᵀF} the matrix. */
    public double[][] root() {
        int d = columns();
        double[][] root = new double[d][d];
        try {
            double[] factor = Cholesky.of(flat(), d).factor();
            for (int i = 0; i < d * d; i++) {
                root[i % d][i / d] = factor[i];
            }
        } catch (NotPositiveDefiniteException e) {
            Spectrum axes = Spectrum.of(new Array2DRowRealMatrix(matrix, false));
            for (int k = 0; k < d; k++) {
                double length = Math.sqrt(Math.max(axes.values()[k], 0));
                root[k] = Arrays.stream(axes.axis(k)).map(v -> length * v).toArray();
            }
        }
        return root;
    }

    /** What the other columns leave of each, as a part of its variance {@code (d)}; all of it where they are collinear. */
    public double[] left() {
        double[] left = new double[columns()];
        try {
            double[] inflation = Cholesky.of(flat(), left.length).inflation();
            Arrays.setAll(left, j -> 1 / inflation[j]);
        } catch (NotPositiveDefiniteException e) {
            Arrays.fill(left, 1);
        }
        return left;
    }

    /** Uniquenesses and loadings on the scale of correlations, in the units of the data. */
    public FactorParameters inUnits(double[][] loadings, double[] uniquenesses) {
        double[][] scaled = new double[columns()][];
        double[] variances = new double[columns()];
        for (int j = 0; j < variances.length; j++) {
            double s = sd[j];
            scaled[j] = Arrays.stream(loadings[j]).map(l -> s * l).toArray();
            variances[j] = s * s * uniquenesses[j];
        }
        return FactorParameters.of(mean, scaled, variances);
    }

    /** Parameters on the scale of correlations, about means of zero, in the units of the data. */
    public FactorParameters inUnits(FactorParameters theta) {
        double[] moved = theta.mean();
        Arrays.setAll(moved, j -> mean[j] + sd[j] * moved[j]);
        return inUnits(theta.loadings(), theta.uniquenesses()).at(moved);
    }

    /** Parameters in the units of the data, on the scale of correlations and about means of zero. */
    public FactorParameters standardised(FactorParameters theta) {
        double[] moved = theta.mean();
        Arrays.setAll(moved, j -> (moved[j] - mean[j]) / sd[j]);
        double[][] loadings = theta.loadings();
        for (int j = 0; j < loadings.length; j++) {
            double s = sd[j];
            loadings[j] = Arrays.stream(loadings[j]).map(l -> l / s).toArray();
        }
        return FactorParameters.of(moved, loadings, uniquenesses(theta));
    }

    /** Rows in their own scale: each column less its mean, over its standard deviation. */
    public Rows standardised(Rows rows) {
        double[][] z = rows.toArray();
        double[] weights = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            weights[i] = rows.weight(i);
            double[] row = z[i];
            Arrays.setAll(row, j -> (row[j] - mean[j]) / sd[j]);
        }
        return Rows.of(z, Missing.LATENT).weighted(weights);
    }

    /** Uniquenesses as parts of the variances {@code (d)}. */
    public double[] uniquenesses(FactorParameters theta) {
        double[] parts = new double[columns()];
        Arrays.setAll(parts, j -> theta.uniqueness(j) / (sd[j] * sd[j]));
        return parts;
    }

    /**
     * Refuses sets of at most q + 1 columns of which each follows from the others: q factors explain them entirely, their
     * uniquenesses fall to zero together, and the likelihood rises for ever.
     *
     * @throws DegenerateException naming the columns
     */
    void requireDistinct(int q) {
        List<List<Integer>> sets =
                collinear().stream().filter(s -> s.size() <= q + 1).toList();
        if (sets.isEmpty()) {
            return;
        }
        List<Integer> first = sets.get(0);
        String how = first.size() == 2 ? " are the same but for scale" : " are collinear: each follows from the others";
        String more = sets.size() == 1 ? "" : " (and " + (sets.size() - 1) + " more such sets)";
        throw new DegenerateException(Degeneracy.of(
                        named(first) + how + more + ", and the likelihood has no maximum",
                        sets.size() == 1 ? "leave one of them out" : "leave one of each set out")
                .columns(sets.stream().map(s -> s.get(s.size() - 1)).toList()));
    }

    /** Each column that follows from columns before it, after those that it follows from. */
    private List<List<Integer>> collinear() {
        try {
            Cholesky.of(flat(), columns());
            return List.of();
        } catch (NotPositiveDefiniteException e) {
            return dependent();
        }
    }

    private List<List<Integer>> dependent() {
        List<List<Integer>> sets = new ArrayList<>();
        List<Integer> independent = new ArrayList<>();
        List<double[]> rows = new ArrayList<>(); // of the Cholesky factor of the independent columns
        for (int j = 0; j < columns(); j++) {
            double[] row = new double[independent.size() + 1];
            double left = 1;
            for (int k = 0; k < independent.size(); k++) {
                double[] other = rows.get(k);
                double sum = matrix[j][independent.get(k)];
                for (int l = 0; l < k; l++) {
                    sum -= row[l] * other[l];
                }
                row[k] = sum / other[k];
                left -= row[k] * row[k];
            }
            if (left > 16 * columns() * Math.ulp(1.0)) {
                row[independent.size()] = Math.sqrt(left);
                rows.add(row);
                independent.add(j);
            } else {
                sets.add(set(j, row, independent, rows));
            }
        }
        return sets;
    }

    /** Column j, and those with a share in it. */
    private static List<Integer> set(int j, double[] row, List<Integer> independent, List<double[]> rows) {
        double[] shares = row.clone();
        List<Integer> set = new ArrayList<>();
        for (int k = independent.size() - 1; k >= 0; k--) {
            for (int l = k + 1; l < independent.size(); l++) {
                shares[k] -= rows.get(l)[k] * shares[l];
            }
            shares[k] /= rows.get(k)[k];
            if (Math.abs(shares[k]) > 1e-6) {
                set.add(0, independent.get(k));
            }
        }
        set.add(j);
        return set;
    }

    /** Columns in words, such as {@code columns 1, 33 and 40}. */
    public static String named(List<Integer> columns) {
        int last = columns.size() - 1;
        String all = columns.subList(0, last).stream().map(j -> "" + (j + 1)).collect(Collectors.joining(", "));
        return (last == 0 ? "column " : "columns " + all + " and ") + (columns.get(last) + 1);
    }
}
