package org.em4j.core.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Forest;
import org.em4j.core.block.Merge;

/**
 * Dense observations: n rows of d finite numbers in one row-major array, with weights if wanted. NaN, for a value that
 * is missing, is admitted on request only.
 *
 * <p>Immutable: {@link #of} copies, {@link #wrap} takes the array over. Every value is checked once, here; so is every
 * column's range, because a column whose squares overflow or vanish has no covariance. A row of which nothing is observed
 * keeps its place and weighs nothing.
 */
public final class Rows implements Block<double[]>, RowObservations {
    private final double[] values;
    private final int n;
    private final int d;
    private final int gaps;
    private final int blank;
    private final boolean weighted;
    private final double[] weights; // empty: all one
    private final Observations<double[]> folded;

    /** Takes over n rows; what follows them in the array is of no meaning. */
    private Rows(double[] values, int n, int d, int gaps, double[] given) {
        this.values = values;
        this.d = d;
        this.n = n;
        this.gaps = gaps;
        this.weighted = given.length > 0;
        BitSet empty = gaps < d ? new BitSet() : nothingObserved();
        this.blank = empty.cardinality();
        this.weights = blank == 0 ? given : new double[n];
        if (blank > 0) {
            Arrays.setAll(weights, i -> empty.get(i) ? 0 : weighted ? given[i] : 1);
        }
        this.folded = new LocalObservations<>(new RowSource(this), 1);
    }

    private BitSet nothingObserved() {
        BitSet empty = new BitSet(n);
        for (int i = 0; i < n; i++) {
            int row = i * d;
            empty.set(i, IntStream.range(row, row + d).allMatch(at -> Double.isNaN(values[at])));
        }
        return empty;
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

    /** Takes over a row-major array of rows of {@code d} columns; the caller must not write to it again. Refuses as {@link #of}. */
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
        return wrap(values, values.length / d, names(d), missing);
    }

    /** Takes over n rows whose columns have these names; what follows them in the array is of no meaning. */
    public static Rows wrap(double[] values, int n, List<String> names, Missing missing) {
        int d = names.size();
        int gaps = 0;
        for (int i = 0; i < n * d; i++) {
            if (!Double.isFinite(values[i])) {
                String value = Double.toString(values[i]);
                if (!Double.isNaN(values[i])) {
                    throw InvalidDataException.infinite(i / d + 1L, names.get(i % d), value);
                }
                if (missing == Missing.REFUSED) {
                    throw InvalidDataException.missing(i / d + 1L, names.get(i % d), value);
                }
                gaps++;
            }
        }
        Rows rows = new Rows(values, n, d, gaps, new double[0]);
        rows.profile().requireSquarable(names);
        return rows;
    }

    /**
     * Takes over some rows {@code (n x d)} of data that were checked as a whole, with their weights {@code (n)}: a part may be flat
     * where the whole is not.
     */
    public static Rows part(double[] values, int d, double[] weights) {
        int gaps = (int) Arrays.stream(values).filter(Double::isNaN).count();
        boolean isEven = Arrays.stream(weights).allMatch(w -> w == 1);
        return new Rows(values, weights.length, d, gaps, isEven ? new double[0] : weights);
    }

    private static List<String> names(int d) {
        return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
    }

    /**
     * A copy with weights {@code (n)}: finite, none negative, at least one positive.
     *
     * @throws InvalidDataException if they are not, with the row
     */
    @Override
    public Rows weighted(double[] weights) {
        return weighted(weights, "", names(d));
    }

    /** A copy with weights from the column {@code source}, empty for none. */
    public Rows weighted(double[] weights, String source, List<String> names) {
        if (weights.length != n) {
            throw new InvalidDataException(weights.length + " weights for " + n + " rows");
        }
        for (int i = 0; i < n; i++) {
            InvalidDataException.requireWeight(weights[i], i + 1L, source);
        }
        Rows rows = new Rows(values, n, d, gaps, weights.clone());
        RowProfile.requireTotal(Arrays.stream(weights).sum(), source);
        rows.profile().requireSquarable(names);
        return rows;
    }

    @Override
    public RowProfile profile() {
        Blocking blocking = Blocking.ofRows(d);
        int blocks = blocking.blocks(n);
        Forest<RowProfile> profiles = new Forest<>(RowProfile::merge);
        for (int b = 0; b < blocks; b++) {
            RowProfile profile = new RowProfile(d);
            int from = b * blocking.block();
            for (int i = from; i < from + blocking.size(b, n); i++) {
                profile.add(values, i * d, weight(i));
            }
            profiles.add(b, profile);
        }
        return profiles.total(blocks);
    }

    @Override
    public Observations<double[]> on(Execution execution) {
        return execution.threads() == 1 ? this : folded.on(execution);
    }

    @Override
    public <A> A fold(BlockMap<double[], A> map, Merge<A> merge) {
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

    @Override
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

    /** The weight of row i: 1 where none was given, 0 where nothing of the row is observed. */
    @Override
    public double weight(int i) {
        return weights.length == 0 ? 1 : weights[i];
    }

    /** Weights of {@code size} rows from row {@code from}. */
    void weights(int from, int size, double[] out) {
        if (weights.length == 0) {
            Arrays.fill(out, 0, size, 1);
        } else {
            System.arraycopy(weights, from, out, 0, size);
        }
    }

    /** Number of missing values. */
    public int gaps() {
        return gaps;
    }

    /** Number of rows of which nothing is observed. */
    public int blank() {
        return blank;
    }

    /** The rows that say something, in order: of positive weight, with a value observed. {@link InvalidDataException} if none does. */
    public Rows informative() {
        if (weights.length == 0) {
            return this;
        }
        int[] kept = IntStream.range(0, n).filter(i -> weight(i) > 0).toArray();
        if (kept.length == 0) {
            throw new InvalidDataException("no row of positive weight holds a value; give some that do");
        }
        return kept.length == n ? this : only(kept);
    }

    /** Some of the rows, by their numbers from 0. */
    public Rows only(int... kept) {
        double[] taken = new double[kept.length * d];
        double[] theirs = new double[weighted ? kept.length : 0];
        int missing = 0;
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(values, kept[i] * d, taken, i * d, d);
            if (weighted) {
                theirs[i] = weight(kept[i]);
            }
        }
        for (double x : taken) {
            missing += Double.isNaN(x) ? 1 : 0;
        }
        return new Rows(taken, kept.length, d, missing, theirs);
    }

    /** Some of the columns, which have these names. */
    public Rows only(int[] columns, List<String> names) {
        double[] taken = new double[n * columns.length];
        Arrays.setAll(taken, o -> values[o / columns.length * d + columns[o % columns.length]]);
        Rows some = wrap(taken, n, names, Missing.LATENT);
        return weighted ? some.weighted(weights, "", names) : some;
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
        return profile().describe(weighted);
    }
}
