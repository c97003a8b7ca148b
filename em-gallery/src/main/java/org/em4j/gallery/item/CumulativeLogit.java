package org.em4j.gallery.item;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.em4j.core.linalg.Newton;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.gallery.item.GradedResponse.Item;

/**
 * Answers to one item at known abilities: logistic regressions that share a slope, one for each boundary between two answers.
 *
 * @param z abilities {@code (Q)}
 * @param counts how often each answer comes at each of them {@code (m x Q)}
 */
record CumulativeLogit(double[] z, double[][] counts) {
    /** The slope, the first intercept, and the logs of the falls to the others. */
    static final Chart<Item> CHART = Chart.of(
            item -> {
                double[] d = item.intercepts();
                double[] u = new double[d.length + 1];
                Arrays.setAll(u, i -> i == 0 ? item.slope() : i == 1 ? d[0] : Math.log(d[i - 2] - d[i - 1]));
                return u;
            },
            u -> {
                double[] d = Arrays.copyOfRange(u, 1, u.length);
                for (int i = 1; i < d.length; i++) {
                    d[i] = d[i - 1] - Math.exp(d[i]);
                }
                return new Item(u[0], d);
            });

    /** A product of three, so that nothing cancels: at least c, no more than c, and something in between. */
    static double logProbability(Item item, int c, double z) {
        double[] d = item.intercepts();
        double atLeast = c == 0 ? 0 : logLogistic(item.slope() * z + d[c - 1]);
        double atMost = c == d.length ? 0 : logLogistic(-item.slope() * z - d[c]);
        return atLeast + atMost + (c == 0 || c == d.length ? 0 : Math.log(-Math.expm1(d[c] - d[c - 1])));
    }

    private static double logLogistic(double logOdds) {
        return Math.min(logOdds, 0) - Math.log1p(Math.exp(-Math.abs(logOdds)));
    }

    /** How near boundary c, from 1, is to the one before: the slope along their distance of the log of what is in between. */
    private static double near(Item item, int c) {
        return 1 / Math.expm1(item.intercepts()[c - 1] - item.intercepts()[c]);
    }

    /** Log odds are left of two terms, and so is the distance of neighbours: nats that move a log probability by a rounding. */
    static double cancelling(Item item, double ability) {
        double largest = Arrays.stream(item.intercepts()).map(Math::abs).max().orElseThrow();
        double nearest = IntStream.range(1, item.intercepts().length)
                .mapToDouble(c -> near(item, c))
                .max()
                .orElse(0);
        return Math.abs(item.slope() * ability) + largest * (1 + nearest);
    }

    /** The sum of log probabilities. */
    double height(Item item) {
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            for (int q = 0; q < z.length; q++) {
                sum += counts[c][q] * logProbability(item, c, z[q]);
            }
        }
        return sum;
    }

    /** Where that is highest: it is concave in slope and intercepts (Burridge 1981). */
    Item maximum(Item start) {
        double[] given = Arrays.stream(counts)
                .mapToDouble(each -> Arrays.stream(each).sum())
                .toArray();
        for (int c = 0; c < given.length; c++) {
            if (!(given[c] > 0)) {
                throw new DegenerateException(
                        Degeneracy.of("nobody gives answer " + c, "leave the answer out, or the item"));
            }
        }
        double[] u = new double[counts.length];
        u[0] = start.slope();
        System.arraycopy(start.intercepts(), 0, u, 1, u.length - 1);
        return item(Newton.climb(u, Arrays.stream(given).sum(), v -> height(item(v)), v -> slope(item(v), given)));
    }

    private static Item item(double[] u) {
        return new Item(u[0], Arrays.copyOfRange(u, 1, u.length));
    }

    private Newton.Slope slope(Item item, double[] given) {
        int n = counts.length;
        double[] gradient = new double[n];
        double[] curvature = new double[n * n];
        for (int c = 1; c < n; c++) {
            for (int q = 0; q < z.length; q++) {
                double p = Math.exp(logLogistic(item.slope() * z[q] + item.intercepts()[c - 1]));
                double both = counts[c][q] + counts[c - 1][q];
                double rise = counts[c][q] - both * p;
                double bend = both * p * (1 - p);
                gradient[0] += rise * z[q];
                gradient[c] += rise;
                curvature[0] += bend * z[q] * z[q];
                curvature[c * n] += bend * z[q];
                curvature[c * n + c] += bend;
            }
            if (c > 1) { // which keeps it apart from the one before
                double rise = given[c - 1] * near(item, c - 1);
                double bend = rise * (1 + near(item, c - 1));
                gradient[c - 1] += rise;
                gradient[c] -= rise;
                curvature[(c - 1) * (n + 1)] += bend;
                curvature[c * n + c - 1] -= bend;
                curvature[c * (n + 1)] += bend;
            }
        }
        return new Newton.Slope(gradient, curvature);
    }
}
