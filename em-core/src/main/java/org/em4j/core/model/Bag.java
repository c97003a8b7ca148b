package org.em4j.core.model;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.em4j.core.linalg.Sum;

/**
 * Statistics of an M-step that no few sums can serve, such as a logistic regression's: all that was seen, a weighted multiset
 * of rows of numbers. What is made of it is {@link #sum} of some function of a row, which is linear as {@link Sums} are. It
 * takes as much memory as the data; where a few sums do, take {@link Sums}.
 */
public final class Bag implements Statistics<Bag> {
    private static final long serialVersionUID = 1;

    private final int width;
    private double[] rows = new double[0];
    private double[] weights = new double[0];
    private int size;

    /** An empty bag of rows of so many numbers. */
    public Bag(int width) {
        this.width = width;
    }

    /** Adds a row, which is copied. */
    public void add(double weight, double... row) {
        if (row.length != width) {
            throw new IllegalArgumentException(row.length + " numbers for a row of " + width);
        }
        reserve(size + 1);
        System.arraycopy(row, 0, rows, size * width, width);
        weights[size++] = weight;
    }

    private void reserve(int most) {
        if (most > weights.length) {
            int room = Math.max(most, 2 * weights.length);
            weights = Arrays.copyOf(weights, room);
            rows = Arrays.copyOf(rows, Math.multiplyExact(room, width));
        }
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** The weight of row i; below zero where something was subtracted. */
    public double weight(int i) {
        return weights[i];
    }

    /** A copy of row i. */
    public double[] row(int i) {
        return Arrays.copyOfRange(rows, i * width, (i + 1) * width);
    }

    /** {@code Σ_i weight_i of(row_i)}, compensated for rounding. */
    public double sum(ToDoubleFunction<double[]> of) {
        Sum sum = new Sum();
        for (int i = 0; i < size; i++) {
            sum.add(weights[i] * of.applyAsDouble(row(i)));
        }
        return sum.value();
    }

    @Override
    public Bag addScaled(double scale, Bag other) {
        int more = other.size;
        reserve(size + more);
        System.arraycopy(other.rows, 0, rows, size * width, more * width);
        for (int i = 0; i < more; i++) {
            weights[size + i] = scale * other.weights[i];
        }
        size += more;
        return this;
    }
}
