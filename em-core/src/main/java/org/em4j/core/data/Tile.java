package org.em4j.core.data;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.block.Block;
import org.em4j.core.linalg.Transposition;

/**
 * A few dense rows held column by column, the layout that kernels read: entry {@code [j * stride + i]} of
 * {@link #columns} is column j of row i.
 *
 * <p>Made once and shared by all components of a mixture. Mutable, thread-confined, valid until it is loaded again.
 */
public final class Tile implements Block<double[]> {
    private final int d;
    private final int stride;
    private final double[] columns;
    private final double[] weights;
    private final Map<Pattern, int[]> patterns = new LinkedHashMap<>();
    private boolean complete;
    private int size;
    private double[] made = new double[0]; // room for rows that it was not loaded from
    private double[] rows;
    private int rowsAt;

    /** A tile for at most {@code rows} rows of {@code d} columns. */
    public Tile(int rows, int d) {
        this.d = d;
        this.stride = stride(rows);
        this.columns = new double[d * stride];
        this.weights = new double[rows];
        this.rows = columns;
    }

    /**
     * The stride of tiles of at most {@code rows} rows: whole cache lines, and an odd number of them, because columns
     * that lie a power of two apart would fight for the same cache set.
     */
    public static int stride(int rows) {
        return ((rows + 7) / 8 | 1) * 8;
    }

    /** Loads {@code size} rows from row {@code from}. */
    Tile load(Rows rows, int from, int size) {
        load(rows.values(), from * d, size, rows.gaps() == 0);
        rows.weights(from, size, weights);
        return this;
    }

    /**
     * Loads rows that lie one after another {@code (rows x d)} from place {@code at} on, each of weight one.
     *
     * @param isComplete whether no value of them is missing
     */
    public Tile load(double[] values, int at, int rows, boolean isComplete) {
        size = rows;
        complete = isComplete;
        patterns.clear();
        Transposition.toColumns(values, at, rows, d, columns, stride);
        Arrays.fill(weights, 0, rows, 1);
        this.rows = values;
        this.rowsAt = at;
        return this;
    }

    /**
     * Loads {@code size} rows that are packed column by column {@code (d x size)} from place {@code at} on, each of weight one.
     *
     * @param isComplete whether no value of them is missing
     */
    public Tile load(DoubleBuffer packed, int at, int rows, boolean isComplete) {
        size = rows;
        complete = isComplete;
        patterns.clear();
        for (int j = 0; j < d; j++) {
            packed.get(at + j * rows, columns, j * stride, rows);
        }
        Arrays.fill(weights, 0, rows, 1);
        this.rows = columns;
        return this;
    }

    /** Gives the rows that were loaded the weights from a place on; of no weights at all each stays as it is. */
    public Tile weigh(DoubleBuffer given, int at) {
        if (given.limit() > 0) {
            given.get(at, weights, 0, size);
        }
        return this;
    }

    /** Loads the rows of any block, for data that do not come as {@link Rows}. */
    public Tile load(Block<double[]> block) {
        size = block.size();
        rows = columns;
        complete = true;
        patterns.clear();
        for (int i = 0; i < size; i++) {
            double[] x = block.get(i);
            for (int j = 0; j < d; j++) {
                columns[j * stride + i] = x[j];
                complete &= !Double.isNaN(x[j]);
            }
            weights[i] = block.weight(i);
        }
        return this;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double[] get(int i) {
        double[] x = new double[d];
        Arrays.setAll(x, j -> columns[j * stride + i]);
        return x;
    }

    @Override
    public double weight(int i) {
        return weights[i];
    }

    /** Whether no value of it can be missing. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * The tile's rows, ascending, by their pattern of missing values; found once, shared by all components of a
     * mixture.
     */
    public Map<Pattern, int[]> byPattern() {
        if (patterns.isEmpty()) {
            IntStream.range(0, size)
                    .boxed()
                    .collect(Collectors.groupingBy(i -> Pattern.of(get(i)), LinkedHashMap::new, Collectors.toList()))
                    .forEach((pattern, rows) ->
                            patterns.put(pattern, rows.stream().mapToInt(i -> i).toArray()));
        }
        return patterns;
    }

    @Override
    public void weights(double[] out) {
        System.arraycopy(weights, 0, out, 0, size);
    }

    /**
     * The tile's rows, one after another {@code (size x d)} from place {@link #rowsAt} on, not to be written to: those it was
     * loaded from, or made when first asked for.
     */
    public double[] rows() {
        if (rows == columns) {
            made = made.length > 0 ? made : new double[weights.length * d];
            Transposition.toRows(columns, stride, size, d, made);
            rows = made;
            rowsAt = 0;
        }
        return rows;
    }

    /** Where the first of {@link #rows} begins. */
    public int rowsAt() {
        return rowsAt;
    }

    /** Number of columns, d. */
    public int width() {
        return d;
    }

    /** Distance between the starts of two columns. */
    public int stride() {
        return stride;
    }

    /** The columns themselves {@code (d x stride)}; not to be written to. */
    public double[] columns() {
        return columns;
    }
}
