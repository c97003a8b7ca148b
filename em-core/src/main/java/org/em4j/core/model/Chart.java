package org.em4j.core.model;

/**
 * Unconstrained coordinates of parameters near some theta: what derivatives, acceleration and standard errors need.
 *
 * <p>{@code point(coordinates(theta))} has the same density as theta, though where the model has a gauge freedom it
 * need not be the same value.
 */
public interface Chart<P> {
    /** Coordinates of theta, any finite numbers. */
    double[] coordinates(P theta);

    /** The parameters at the coordinates u. */
    P point(double[] u);
}
