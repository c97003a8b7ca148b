package org.em4j.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Unconstrained coordinates of parameters near some theta, for derivatives, acceleration, standard errors, and M-steps
 * without a closed form: {@code Chart.of(rate -> new double[] {log(rate)}, u -> exp(u[0]))}. Take logs of what is
 * positive, log ratios of probabilities, the log-Cholesky factor of a covariance.
 *
 * <p>{@code point(coordinates(theta))} has the same density as theta, though where the model has a gauge freedom it
 * need not be the same value.
 */
public interface Chart<P> {
    /** Coordinates of theta; infinite are those of what lies on the edge of the space, such as the log odds of 0. */
    double[] coordinates(P theta);

    /** The parameters at the coordinates u. */
    P point(double[] u);

    /** The coordinates that are finite at theta: what lies on the edge of the space there has none, and stays. */
    default Chart<P> free(P theta) {
        double[] whole = coordinates(theta);
        int[] free = IntStream.range(0, whole.length)
                .filter(i -> Double.isFinite(whole[i]))
                .toArray();
        return free.length == whole.length
                ? this
                : of(
                        other -> {
                            double[] u = coordinates(other);
                            return Arrays.stream(free).mapToDouble(i -> u[i]).toArray();
                        },
                        u -> {
                            double[] v = whole.clone();
                            IntStream.range(0, free.length).forEach(i -> v[free[i]] = u[i]);
                            return point(v);
                        });
    }

    /**
     * The coordinates of several parameters, one after the other.
     *
     * @param charts of each
     * @param at where they are charts
     */
    static <P> Chart<List<P>> joined(List<Chart<P>> charts, List<P> at) {
        int[] widths = IntStream.range(0, charts.size())
                .map(k -> charts.get(k).coordinates(at.get(k)).length)
                .toArray();
        return of(
                theta -> IntStream.range(0, charts.size())
                        .boxed()
                        .flatMapToDouble(k -> Arrays.stream(charts.get(k).coordinates(theta.get(k))))
                        .toArray(),
                u -> {
                    List<P> theta = new ArrayList<>();
                    int from = 0;
                    for (int k = 0; k < widths.length; k++) {
                        theta.add(charts.get(k).point(Arrays.copyOfRange(u, from, from += widths[k])));
                    }
                    return theta;
                });
    }

    /** A chart of two functions, one the other's inverse. */
    static <P> Chart<P> of(Function<P, double[]> coordinates, Function<double[], P> point) {
        return new Chart<>() {
            @Override
            public double[] coordinates(P theta) {
                return coordinates.apply(theta);
            }

            @Override
            public P point(double[] u) {
                return point.apply(u);
            }
        };
    }
}
