package org.em4j.core.data.packed;

import java.util.Arrays;
import java.util.List;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Forest;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.RowProfile;
import org.em4j.core.data.Rows;

/**
 * Packs rows that come one by one, block after block, and checks each value as {@link Rows} does. Whether columns can be squared
 * is asked of the {@link #profiles} of all blocks, when there are no more.
 */
public final class BlockPacker {
    private final List<String> names;
    private final Missing missing;
    private final Blocking blocking;
    private final Forest<RowProfile> profiles = new Forest<>(RowProfile::merge);
    private final double[] rows; // row by row
    private final double[] weights;
    private RowProfile profile;
    private int number;
    private int size;
    private boolean isComplete = true;

    /**
     * From a block on.
     *
     * @param names of the d columns
     * @param number of the first block
     */
    public BlockPacker(List<String> names, Missing missing, int number) {
        this.names = List.copyOf(names);
        this.missing = missing;
        this.blocking = Blocking.ofRows(names.size());
        this.rows = new double[blocking.block() * names.size()];
        this.weights = new double[blocking.block()];
        this.number = number;
        this.profile = new RowProfile(names.size());
    }

    /**
     * Adds a row {@code (d)}; one of which nothing is observed keeps its place and weighs nothing.
     *
     * @throws InvalidDataException if a value is not finite, or missing where that is not admitted, or the weight is none, with
     *     the row and the column
     */
    public void add(double[] row, double weight) {
        long place = blocking.first(number) + size + 1;
        boolean isBlank = true;
        for (int j = 0; j < row.length; j++) {
            double x = row[j];
            if (Double.isInfinite(x)) {
                throw InvalidDataException.infinite(place, names.get(j), Double.toString(x));
            }
            if (Double.isNaN(x) && missing == Missing.REFUSED) {
                throw InvalidDataException.missing(place, names.get(j), "NaN");
            }
            isComplete &= !Double.isNaN(x);
            isBlank &= Double.isNaN(x);
            rows[size * row.length + j] = x;
        }
        InvalidDataException.requireWeight(weight, place, "");
        weights[size] = isBlank ? 0 : weight;
        profile.add(rows, size * row.length, weights[size]);
        size++;
    }

    /** Whether a block is full, which has to be taken before another row is added. */
    public boolean isFull() {
        return size == blocking.block();
    }

    /** Whether there is no row that was not taken. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The rows that were added since the last block, and the next block begins. */
    public PackedBlock take() {
        int d = names.size();
        double[] values = new double[size * d];
        for (int from = 0; from < size; from += blocking.tile()) {
            int m = Math.min(blocking.tile(), size - from);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < d; j++) {
                    values[from * d + j * m + i] = rows[(from + i) * d + j];
                }
            }
        }
        boolean isEven = Arrays.stream(weights, 0, size).allMatch(w -> w == 1);
        double[] some = isEven ? new double[0] : Arrays.copyOf(weights, size);
        PackedBlock block = new PackedBlock(number, size, d, values, some, isComplete);
        profiles.add(number, profile);
        profile = new RowProfile(d);
        number++;
        size = 0;
        isComplete = true;
        return block;
    }

    /** What the blocks so far have shown. */
    public Forest<RowProfile> profiles() {
        return profiles;
    }
}
