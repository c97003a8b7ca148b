package org.em4j.core.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.model.Degeneracy;

/** How Gaussian components collapse, in words. */
public final class Degeneracies {
    /** Of a sum of squares: what rounding leaves of it when it is taken about another origin. */
    public static final double NOISE = 64 * Math.ulp(1.0);

    private static final String CONSTANT = " does not vary";
    private static final String ALL = "all components";
    private static final String FEWER_OR_TIED = "use fewer components, or one covariance for all of them (tied)";

    private Degeneracies() {}

    /** A covariance in which a column does not vary. */
    public static Degeneracy constant(int column) {
        return Degeneracy.of("the covariance is singular: column " + (column + 1) + CONSTANT, FEWER_OR_TIED)
                .column(column);
    }

    /** A covariance in which a column that varies follows from those before it. */
    static Degeneracy determined(int column, double conditionNumber) {
        return Degeneracy.of(
                        "the covariance is singular: column " + (column + 1)
                                + " is determined by the columns before it",
                        FEWER_OR_TIED)
                .column(column)
                .conditionNumber(conditionNumber);
    }

    /** A covariance without a factor, of which a column has the given variance of its own. */
    static Degeneracy singular(int column, double variance, double conditionNumber) {
        return variance > 0 ? determined(column, conditionNumber) : constant(column);
    }

    /** A covariance of all rows together that is singular: no number of components helps. */
    public static Degeneracy everywhere(Degeneracy one, Moments all) {
        if (isPoint(all)) {
            String remedy = "give rows that differ";
            return Degeneracy.of("the rows are all equal, and there is nothing to fit", remedy)
                    .inAll(ALL, remedy);
        }
        double[] covariance = all.covariance();
        int d = all.columns();
        List<Integer> columns = following(covariance, d);
        boolean constant =
                one.cause().endsWith(CONSTANT) || columns.stream().anyMatch(j -> !(covariance[j * d + j] > 0));
        String simpler = constant ? "spherical covariances" : "a simpler covariance (diag, spherical)";
        if (columns.size() < 2) {
            return one.inAll(ALL, "leave that column out, or use " + simpler);
        }
        String few = all.weight() <= d ? ", where each component takes two rows at least" : "";
        int last = columns.size() - 1;
        String names =
                columns.stream().limit(last).map(j -> Integer.toString(j + 1)).collect(Collectors.joining(", "));
        String cause = "the covariance is singular: columns " + names + " and " + (columns.get(last) + 1)
                + (constant ? " do not vary or" : "") + " are determined by the columns before them";
        return Degeneracy.of(cause, "")
                .columns(columns)
                .conditionNumber(one.conditionNumber())
                .inAll(ALL, "leave those columns out, or use " + simpler + few);
    }

    /** The columns that follow from those before them, or do not vary: without them the covariance, flat, is not singular. */
    private static List<Integer> following(double[] covariance, int d) {
        List<Integer> following = new ArrayList<>();
        List<double[]> factor = new ArrayList<>(); // of the others, by rows
        List<Integer> others = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            double[] row = new double[others.size() + 1];
            double left = covariance[j * d + j];
            for (int k = 0; k < others.size(); k++) {
                double[] other = factor.get(k);
                double sum = covariance[j * d + others.get(k)];
                for (int l = 0; l < k; l++) {
                    sum -= row[l] * other[l];
                }
                row[k] = sum / other[k];
                left -= row[k] * row[k];
            }
            if (left > NOISE * covariance[j * d + j]) {
                row[others.size()] = Math.sqrt(left);
                factor.add(row);
                others.add(j);
            } else {
                following.add(j);
            }
        }
        return following;
    }

    /** Whether no column varies by more than its mean is rounded. */
    private static boolean isPoint(Moments all) {
        double[] mean = all.mean();
        double[] covariance = all.covariance();
        return IntStream.range(0, mean.length)
                .allMatch(j -> Math.sqrt(covariance[j * mean.length + j]) <= 4 * Math.ulp(mean[j]));
    }

    /** One covariance of all components that is singular, because components are as many as rows, nearly. */
    public static Degeneracy shared(Degeneracy one) {
        return one.inAll(ALL, "use fewer components, or leave that column out");
    }

    /** Components that share a shape, in which all of them are flat. */
    public static Degeneracy flat() {
        return Degeneracy.of(
                "the shape that all components share is flat",
                "use fewer components, or a simpler covariance (diag, spherical)");
    }

    /** A component without extent, where volumes are free. */
    public static Degeneracy point() {
        return Degeneracy.of("its rows are all equal", FEWER_OR_TIED);
    }

    /** Components that share a shape, of which one has too few dimensions for it: its volume falls to zero. */
    public static Degeneracy vanishing() {
        return Degeneracy.of(
                "a component lies in a plane of the shape that all share, and its volume vanishes",
                "use fewer components, or one volume for all");
    }

    /** A component that holds rounded values only, fewer than directions. */
    public static Degeneracy narrow() {
        return Degeneracy.of(
                "a component is narrower than the columns' rounding, on a line or plane of their few distinct values",
                "use fewer components");
    }

    /** A component that no weight fell to. */
    public static Degeneracy empty() {
        return Degeneracy.of("no row is left in it", "use fewer components");
    }
}
