package org.em4j.core.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * Dense observations: n rows of d finite numbers in one row-major array, with weights if wanted.
 *
 * <p>Immutable: {@link #of} copies, {@link #wrap} takes the array over. Every value is checked once, here; so is every
 * column's range, because a column whose squares overflow or vanish has no covariance.
 */
public final class Rows implements Block<double[]>, Observations<double[]> {
    private final double[] values;
    private final int n;
    private final int d;
    private final double[] weights; // empty: all one
    private final Observations<double[]> folded;

    private Rows(double[] values, int d, double[] weights) {
        this.values = values;
        this.d = d;
        this.n = values.length / d;
        this.weights = weights;
        this.folded = new InMemory<>(new RowSource(this), 1);
    }

    /**
     * Copies {@code x (n x d)}.
     *
     * @throws InvalidDataException if a row is ragged, a value is not finite, or a column cannot be squared, with the
     *     place; columns are named x1, x2, ...
     */
    public static Rows of(double[][] x) {
        int d = x.length == 0 ? 0 : x[0].length;
        double[] values = new double[x.length * d];
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != d) {
                throw new InvalidDataException(i + 1, "", "has " + x[i].length + " columns, the first row has " + d);
            }
            System.arraycopy(x[i], 0, values, i * d, d);
        }
        return wrap(values, d);
    }

    /**
     * Takes over a row-major array of rows of {@code d} columns; the caller must not write to it again.
     *
     * @throws InvalidDataException as {@link #of} does
     */
    public static Rows wrap(double[] values, int d) {
        if (values.length == 0) {
            throw new InvalidDataException("there are no observations");
        }
        if (d < 1 || values.length % d != 0) {
            throw new InvalidDataException(values.length + " values do not make rows of " + d + " columns");
        }
        return wrap(values, names(d));
    }

    /** Takes over rows whose columns have these names. */
    static Rows wrap(double[] values, List<String> names) {
        int d = names.size();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw notFinite(i / d + 1L, names.get(i % d), Double.toString(values[i]));
            }
        }
        Rows rows = new Rows(values, d, new double[0]);
        rows.requireSquarable(names);
        return rows;
    }

    private static List<String> names(int d) {
        return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
    }

    /** The refusal of a value that is missing or infinite. */
    static InvalidDataException notFinite(long row, String column, String value) {
        return new InvalidDataException(row, column, value + "; drop the row, or impute the value");
    }

    /** Refuses columns whose squared deviations, summed, are infinite, or whose largest one is below normal range. */
    private void requireSquarable(List<String> names) {
        double[] least = get(0);
        double[] most = get(0);
        for (int i = 0, o = 0; i < n; i++) {
            for (int j = 0; j < d; j++, o++) {
                least[j] = Math.min(least[j], values[o]);
                most[j] = Math.max(most[j], values[o]);
            }
        }
        double weight = Math.max(1, totalWeight());
        for (int j = 0; j < d; j++) {
            double size = Math.max(-least[j], most[j]);
            double spread = most[j] - least[j];
            if (Double.isInfinite(weight * size) || Double.isInfinite(weight * spread * spread)) {
                String remedy = " overflow when squared and summed; divide the column by 1e" + exponent(size);
                throw new InvalidDataException(0, names.get(j), "values up to " + brief(size) + remedy);
            }
            if (spread > 0 && spread * spread < Double.MIN_NORMAL) {
                String remedy = " vanish when squared; multiply the column by 1e" + -exponent(spread);
                throw new InvalidDataException(0, names.get(j), "differences as small as " + brief(spread) + remedy);
            }
        }
    }

    /** Two digits are enough to recognise a value by: {@code 6.7e160}. */
    private static String brief(double x) {
        return new BigDecimal(x)
                .round(new MathContext(2))
                .toString()
                .replace("E+", "e")
                .replace('E', 'e');
    }

    private static int exponent(double x) {
        BigDecimal exact = new BigDecimal(x);
        return exact.precision() - exact.scale() - 1;
    }

    /**
     * The same rows with weights {@code (n)}: finite, none negative, at least one positive.
     *
     * @throws InvalidDataException if they are not, with the row
     */
    public Rows weighted(double[] weights) {
        return weighted(weights, "", names(d));
    }

    /** The same rows with weights from the column {@code source}, empty for none. */
    Rows weighted(double[] weights, String source, List<String> names) {
        if (weights.length != n) {
            throw new InvalidDataException(weights.length + " weights for " + n + " rows");
        }
        for (int i = 0; i < n; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new InvalidDataException(
                        i + 1, source, "weight " + weights[i] + "; a weight is a finite number, zero or more");
            }
        }
        Rows rows = new Rows(values, d, weights.clone());
        double total = rows.totalWeight();
        if (total == 0 || Double.isInfinite(total)) {
            throw new InvalidDataException(0, source, "the weights sum to " + total + "; rescale them");
        }
        rows.requireSquarable(names);
        return rows;
    }

    /** These rows, folded by {@code threads} threads: same blocks, same bits. */
    public Observations<double[]> threads(int threads) {
        return threads == 1 ? this : new InMemory<>(new RowSource(this), threads);
    }

    @Override
    public <A> A fold(BlockMap<double[], A> map, BinaryOperator<A> merge) {
        return folded.fold(map, merge);
    }

    @Override
    public int size() {
        return n;
    }

    @Override
    public long count() {
        return n;
    }

    /** Number of columns, d. */
    public int columns() {
        return d;
    }

    /** A copy of row i. */
    @Override
    public double[] get(int i) {
        return Arrays.copyOfRange(values, i * d, (i + 1) * d);
    }

    /** Row i, column j. */
    public double get(int i, int j) {
        return values[i * d + j];
    }

    @Override
    public double weight(int i) {
        return weights.length == 0 ? 1 : weights[i];
    }

    /** Sum of the weights; n where there are none. */
    public double totalWeight() {
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += weight(i);
        }
        return total;
    }

    /** A copy as {@code (n x d)}. */
    public double[][] toArray() {
        double[][] x = new double[n][];
        Arrays.setAll(x, this::get);
        return x;
    }

    /** The row-major array itself, for readers in this package. */
    double[] values() {
        return values;
    }

    @Override
    public String toString() {
        return n + " rows x " + d + " columns" + (weights.length == 0 ? "" : ", weighted");
    }
}
