package org.em4j.core.linalg;

import java.io.Serializable;

/**
 * A compensated sum (Neumaier 1974): the running sum and the rounding error it has dropped.
 *
 * <p>Its relative error is about 2u however many terms are added, as long as they do not cancel; it is what the
 * audit's error bound rests on. Mutable, not thread-safe.
 */
public final class Sum implements Serializable {
    private static final long serialVersionUID = 1;

    private double sum;
    private double error;

    /** Adds one term. */
    public Sum add(double x) {
        double t = sum + x;
        error += Math.abs(sum) >= Math.abs(x) ? (sum - t) + x : (x - t) + sum;
        sum = t;
        return this;
    }

    /** Adds another sum, its error term included. */
    public Sum add(Sum other) {
        return add(other.sum, other.error);
    }

    /** Adds so many times another sum, its error term included. */
    public Sum addScaled(double scale, Sum other) {
        return add(scale * other.sum, scale * other.error);
    }

    /** Adds a sum and the rounding error that it has dropped. */
    public Sum add(double other, double dropped) {
        add(other);
        error += dropped;
        return this;
    }

    /** The sum of all terms; infinite or NaN terms are reported as they are. */
    public double value() {
        return Double.isFinite(sum) ? sum + error : sum;
    }

    @Override
    public String toString() {
        return Double.toString(value());
    }
}
