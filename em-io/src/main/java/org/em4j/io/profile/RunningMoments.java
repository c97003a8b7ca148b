package org.em4j.io.profile;

import java.util.OptionalDouble;

/**
 * Mean and standard deviation of weighted numbers that come one after another (West 1979, after Welford): of their differences from
 * the first one, so that it does not matter how far away zero is, in a unit that grows with them, so that no square overflows.
 */
final class RunningMoments {
    /** Differences up to 2 to this power times the unit have squares, and sums of squares, that are doubles. */
    private static final int ROOM = 400;

    private double origin = Double.NaN;
    private int exponent; // of the unit
    private boolean hasUnit;
    private double weight;
    private double mean;
    private double squares;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    /** Adds a finite number of positive weight. */
    void add(double value, double w) {
        if (weight == 0) {
            origin = value;
        }
        double difference = value - origin;
        measure(difference);
        double x = Math.scalb(difference, -exponent);
        weight += w;
        double delta = x - mean;
        mean += delta * (w / weight);
        squares += w * delta * (x - mean);
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
    }

    /** Makes the unit that of the first difference, and larger where one is much larger. */
    private void measure(double difference) {
        int size = Math.getExponent(difference);
        if (difference != 0 && (!hasUnit || size > exponent + ROOM)) {
            mean = Math.scalb(mean, exponent - size);
            squares = Math.scalb(squares, 2 * (exponent - size));
            exponent = size;
            hasUnit = true;
        }
    }

    double weight() {
        return weight;
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }

    double mean() {
        return Math.max(minimum, Math.min(maximum, origin + Math.scalb(mean, exponent)));
    }

    /** The root of the squares over the sum of weights less one, which are taken for numbers of rows; none unless that is positive. */
    OptionalDouble deviation() {
        return weight > 1
                ? OptionalDouble.of(Math.scalb(Math.sqrt(Math.max(0, squares) / (weight - 1)), exponent))
                : OptionalDouble.empty();
    }
}
