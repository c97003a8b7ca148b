package org.em4j.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * Dense observations: n rows of d finite numbers in one row-major array, with weights if wanted. NaN, for a value that
 * is missing, is admitted on request only.
 *
 * <p>Immutable: {@link #of} copies, {@link #wrap} takes the array over. Every value is checked once, here; so is every
 * column's range, because a column whose squares overflow or vanish has no covariance.
 */
public final class Rows implements Block<double[]>, Observations<double[]> {
    private final double[] values;
    private final int n;
    private final int d;
    private final int gaps;
    private final double[] weights; // empty: all one
    private final Observations<double[]> folded;

    private Rows(double[] values, int d, int gaps, double[] weights) {
        this.values = values;
        this.d = d;
        this.n = values.length / d;
        this.gaps = gaps;
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
        return of(x, Missing.REFUSED);
    }

    /**
     * Copies {@code x (n x d)}, in which NaN may stand for a missing value.
     *
     * @throws InvalidDataException as {@link #of(double[][])} does
     */
    public static Rows of(double[][] x, Missing missing) {
        int d = x.length == 0 ? 0 : x[0].length;
        double[] values = new double[x.length * d];
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != d) {
                throw new InvalidDataException(i + 1, "", "has " + x[i].length + " columns, the first row has " + d);
            }
            System.arraycopy(x[i], 0, values, i * d, d);
        }
        return wrap(values, d, missing);
    }

    /**
     * Takes over a row-major array of rows of {@code d} columns; the caller must not write to it again.
     *
     * @throws InvalidDataException as {@link #of} does
     */
    public static Rows wrap(double[] values, int d) {
        return wrap(values, d, Missing.REFUSED);
    }

    /**
     * Takes over a row-major array of rows of {@code d} columns, in which NaN may stand for a missing value.
     *
     * @throws InvalidDataException as {@link #of(double[][])} does
     */
    public static Rows wrap(double[] values, int d, Missing missing) {
        if (values.length == 0) {
            throw new InvalidDataException("there are no observations");
        }
        if (d < 1 || values.length % d != 0) {
            throw new InvalidDataException(values.length + " values do not make rows of " + d + " columns");
        }
        return wrap(values, names(d), missing);
    }

    /** Takes over rows whose columns have these names. */
    static Rows wrap(double[] values, List<String> names, Missing missing) {
        int d = names.size();
        int gaps = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                String value = Double.toString(values[i]);
                if (!Double.isNaN(values[i])) {
                    throw infinite(i / d + 1L, names.get(i % d), value);
                }
                if (missing == Missing.REFUSED) {
                    throw missing(i / d + 1L, names.get(i % d), value);
                }
                gaps++;
            }
        }
        Rows rows = new Rows(values, d, gaps, new double[0]);
        Range.requireSquarable(rows, names);
        return rows;
    }

    private static List<String> names(int d) {
        return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
    }

    /** The refusal of a value that is missing. */
    static InvalidDataException missing(long row, String column, String value) {
        String remedy = "; drop the row, impute the value, or let it be missing (--missing, Missing.LATENT)";
        return new InvalidDataException(row, column, value + remedy);
    }

    /** The refusal of a value that is infinite. */
    static InvalidDataException infinite(long row, String column, String value) {
        return new InvalidDataException(row, column, value + "; drop the row, or correct the value");
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
        Rows rows = new Rows(values, d, gaps, weights.clone());
        double total = rows.totalWeight();
        if (total == 0 || Double.isInfinite(total)) {
            throw new InvalidDataException(0, source, "the weights sum to " + total + "; rescale them");
        }
        Range.requireSquarable(rows, names);
        return rows;
    }

    /** These rows, folded by {@code threads} threads: same blocks, same bits. */
    public Observations<double[]> threads(int threads) {
        return threads == 1 ? this : new InMemory<>(new RowSource(this), threads);
    }

    /**
     * These rows with labels {@code (n)}, {@link Labelled#UNKNOWN} for none, folded by {@code threads} threads.
     *
     * @throws InvalidDataException if there are not as many labels as rows
     */
    public Observations<Labelled<double[]>> labelled(int[] labels, int threads) {
        return new InMemory<>(new LabelledSource<>(new RowSource(this), labels.clone()), threads);
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

    /** Number of missing values. */
    public int gaps() {
        return gaps;
    }

    /**
     * The rows of each pattern with the columns that it observes, in order of first appearance: what a likelihood of the
     * observed values is made of. Rows with nothing observed say nothing, and are left out.
     */
    public Map<Pattern, Rows> byPattern() {
        Map<Pattern, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            members.computeIfAbsent(Pattern.of(get(i)), p -> new ArrayList<>()).add(i);
        }
        Map<Pattern, Rows> parts = new LinkedHashMap<>();
        members.forEach((pattern, rows) -> {
            if (pattern.observed().length > 0) {
                parts.put(pattern, part(rows, pattern.observed()));
            }
        });
        return parts;
    }

    private Rows part(List<Integer> rows, int[] columns) {
        double[] taken = new double[rows.size() * columns.length];
        double[] itsWeights = new double[weights.length == 0 ? 0 : rows.size()];
        int o = 0;
        for (int at = 0; at < rows.size(); at++) {
            for (int j : columns) {
                taken[o++] = get(rows.get(at), j);
            }
            if (itsWeights.length > 0) {
                itsWeights[at] = weights[rows.get(at)];
            }
        }
        return new Rows(taken, columns.length, 0, itsWeights);
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
        return n + " rows x " + d + " columns" + (weights.length == 0 ? "" : ", weighted")
                + (gaps == 0 ? "" : ", " + gaps + " values missing");
    }
}
