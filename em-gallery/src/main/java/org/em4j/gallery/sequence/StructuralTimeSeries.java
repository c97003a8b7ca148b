package org.em4j.gallery.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.inference.Quantities;

/**
 * Structural time series (Harvey 1989): the level of each column walks at random and is seen with noise; with a trend, its slope walks at random
 * too. The steps of different columns may go together. It is a {@link StateSpace} whose transition is known, with starts.
 *
 * <pre>{@code
 * List<double[][]> flow = List.<double[][]>of(new double[][] {{1120}, {1160}, {963}, {Double.NaN}, {1160}, {813}, {1230}});
 * StructuralTimeSeries series = StructuralTimeSeries.of(flow, false);
 * Fit<StateSpace.Theta> fit = new Em().fit(series.model(), Observations.of(flow), series.start());
 * double[][] levels = series.model().posterior(fit.theta()).apply(flow.get(0)).means(); // smoothed, in the gap too
 * }</pre>
 *
 * @param mean what the first level of each column is expected to be {@code (q)}; not to be written to
 * @param sd standard deviations of the columns {@code (q)}, positive: the first level is normal with a thousand times their squares, so that next
 *     to nothing is known of it; not to be written to
 * @param hasTrend whether levels have slopes
 */
public record StructuralTimeSeries(double[] mean, double[] sd, boolean hasTrend) {
    /** Variance of a first level, over that of its column: next to nothing is known. */
    private static final double WIDE = 1000;

    /** Variances of noise and steps at the start, over that of the column. */
    private static final double HALF = 0.5;

    private static final double TENTH = 0.1;

    /**
     * Of columns as they are in all series {@code (T x q)} together.
     *
     * @throws IllegalArgumentException if a column has no two values that differ
     */
    public static StructuralTimeSeries of(List<double[][]> all, boolean hasTrend) {
        int q = all.get(0)[0].length;
        double[] mean = new double[q];
        double[] sd = new double[q];
        for (int j = 0; j < q; j++) {
            int column = j;
            double[] seen = all.stream()
                    .flatMap(Arrays::stream)
                    .mapToDouble(y -> y[column])
                    .filter(y -> !Double.isNaN(y))
                    .toArray();
            double centre = Arrays.stream(seen).average().orElse(0);
            mean[j] = centre;
            sd[j] = Math.sqrt(Arrays.stream(seen)
                    .map(y -> (y - centre) * (y - centre))
                    .average()
                    .orElse(0));
            if (!(sd[j] > 0)) {
                throw new IllegalArgumentException("column " + (j + 1) + " has no two values that differ");
            }
        }
        return new StructuralTimeSeries(mean, sd, hasTrend);
    }

    private int q() {
        return mean.length;
    }

    /** Number of states: levels of all columns, then slopes. */
    private int m() {
        return hasTrend ? 2 * q() : q();
    }

    /** The model. */
    public StateSpace model() {
        double[][] loadings = new double[q()][m()];
        IntStream.range(0, q()).forEach(j -> loadings[j][j] = 1);
        return new StateSpace(loadings, FullNormal.of(Arrays.copyOf(mean, m()), diagonal(WIDE, WIDE)), false);
    }

    /** Where EM may start: half of the columns' variances is noise. */
    public StateSpace.Theta start() {
        double[][] transition = MatrixUtils.createRealIdentityMatrix(m()).getData();
        IntStream.range(q(), m()).forEach(j -> transition[j - q()][j] = 1);
        return new StateSpace.Theta(
                transition,
                FullNormal.of(new double[m()], diagonal(TENTH, TENTH * TENTH)),
                Arrays.stream(sd).map(s -> HALF * s * s).toArray());
    }

    private double[][] diagonal(double ofLevels, double ofSlopes) {
        double[] variances = new double[m()];
        Arrays.setAll(variances, i -> (i < q() ? ofLevels : ofSlopes) * sd[i % q()] * sd[i % q()]);
        return MatrixUtils.createRealDiagonalMatrix(variances).getData();
    }

    /** Names of the states of columns of these names. */
    public List<String> states(List<String> columns) {
        return IntStream.range(0, m())
                .mapToObj(i -> (i < q() ? "level " : "slope ") + columns.get(i % q()))
                .toList();
    }

    /** What is reported: variances of the noise and of the steps, and covariances of these, by name. */
    public Quantities<StateSpace.Theta> quantities(List<String> columns) {
        List<String> states = states(columns);
        List<int[]> pairs = IntStream.range(0, m())
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(0, i).mapToObj(j -> new int[] {j, i}))
                .toList();
        List<String> names = new ArrayList<>(
                columns.stream().map(column -> "noise variance " + column).toList());
        pairs.forEach(pair -> names.add(
                pair[0] == pair[1]
                        ? "step variance " + states.get(pair[0])
                        : "step covariance " + states.get(pair[0]) + ", " + states.get(pair[1])));
        return new Quantities<>(names, theta -> {
            double[][] steps = theta.steps().covariance();
            return DoubleStream.concat(
                            Arrays.stream(theta.noise()), pairs.stream().mapToDouble(pair -> steps[pair[0]][pair[1]]))
                    .toArray();
        });
    }
}
