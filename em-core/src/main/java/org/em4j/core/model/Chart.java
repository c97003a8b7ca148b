package org.em4j.core.model;

import java.util.function.Function;

/**
 * Unconstrained coordinates of parameters near some theta, for derivatives, acceleration, standard errors, and M-steps
 * without a closed form: {@code Chart.of(rate -> new double[] {log(rate)}, u -> exp(u[0]))}. Take logs of what is
 * positive, log ratios of probabilities, the log-Cholesky factor of a covariance.
 *
 * <p>{@code point(coordinates(theta))} has the same density as theta, though where the model has a gauge freedom it
 * need not be the same value.
 */
public interface Chart<P> {
    /** Coordinates of theta, any finite numbers. */
    double[] coordinates(P theta);

    /** The parameters at the coordinates u. */
    P point(double[] u);

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
