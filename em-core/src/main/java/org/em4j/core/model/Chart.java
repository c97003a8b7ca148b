package org.em4j.core.model;

import java.util.Arrays;
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
