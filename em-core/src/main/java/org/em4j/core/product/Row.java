package org.em4j.core.product;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * The places in a row of numbers, by columns from 0; what is missing is NaN.
 *
 * @param columns number of columns, d
 */
public record Row(int columns) implements Serializable {
    /** Some columns of rows. */
    public sealed interface At<Y> extends Place<double[], Y> {
        /** The rows. */
        Row row();

        /** The columns, from 0. */
        List<Integer> columns();

        /** A row of gaps. */
        @Override
        default double[] blank() {
            double[] gaps = new double[row().columns()];
            Arrays.fill(gaps, Double.NaN);
            return gaps;
        }
    }

    /** A whole number, 0 or more: a count, or the number of an answer. */
    public At<Integer> count(int column) {
        return new Count(this, List.of(within(column)));
    }

    /** A number. */
    public At<Double> number(int column) {
        return new Figure(this, List.of(within(column)));
    }

    /** Several columns, as a row of their own; some may be missing of it, and it is missing if all are. */
    public At<double[]> part(int... some) {
        return new Some(this, Arrays.stream(some).map(this::within).boxed().toList());
    }

    /** Several columns, as a row of their own, which is missing if any of them is. */
    public At<double[]> complete(int... some) {
        return new Complete(part(some));
    }

    private int within(int column) {
        if (column < 0 || column >= columns) {
            throw new IllegalArgumentException(
                    "column " + column + " of a row whose columns are 0 to " + (columns - 1));
        }
        return column;
    }

    private static double[] with(double[] whole, int column, double value) {
        double[] copy = whole.clone();
        copy[column] = value;
        return copy;
    }

    private record Count(Row row, List<Integer> columns) implements At<Integer> {
        @Override
        public @Nullable Integer get(double[] whole) {
            int column = columns.get(0);
            double value = whole[column];
            if (Double.isNaN(value)) {
                return null;
            }
            if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
                throw new InvalidDataException("column " + (column + 1) + " holds " + value
                        + " where whole numbers from 0 on are counted; is it a measurement?");
            }
            return (int) value;
        }

        @Override
        public double[] put(double[] whole, Integer part) {
            return with(whole, columns.get(0), part);
        }
    }

    private record Figure(Row row, List<Integer> columns) implements At<Double> {
        @Override
        public @Nullable Double get(double[] whole) {
            double value = whole[columns.get(0)];
            return Double.isNaN(value) ? null : value;
        }

        @Override
        public double[] put(double[] whole, Double part) {
            return with(whole, columns.get(0), part);
        }
    }

    private record Some(Row row, List<Integer> columns) implements At<double[]> {
        @Override
        public double @Nullable [] get(double[] whole) {
            double[] part = columns.stream().mapToDouble(j -> whole[j]).toArray();
            return Arrays.stream(part).allMatch(Double::isNaN) ? null : part;
        }

        @Override
        public double[] put(double[] whole, double[] part) {
            double[] copy = whole.clone();
            IntStream.range(0, part.length).forEach(i -> copy[columns.get(i)] = part[i]);
            return copy;
        }
    }

    private record Complete(At<double[]> some) implements At<double[]> {
        @Override
        public Row row() {
            return some.row();
        }

        @Override
        public List<Integer> columns() {
            return some.columns();
        }

        @Override
        public double @Nullable [] get(double[] whole) {
            return columns().stream().anyMatch(j -> Double.isNaN(whole[j])) ? null : some.get(whole);
        }

        @Override
        public double[] put(double[] whole, double[] part) {
            return some.put(whole, part);
        }
    }
}
