package org.em4j.spark;

import java.util.Arrays;
import java.util.List;
import org.em4j.core.block.Block;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Tile;
import org.em4j.core.data.packed.PackedBlock;

/** A {@link PackedBlock} as Spark keeps it; or, of rows that cannot be used, why. */
final class RowBlock implements KeptBlock {
    private static final long serialVersionUID = 1;

    private int number;
    private int size;
    private int columns;
    private double[] values;
    private double[] weights;
    private boolean isComplete;
    private int hash;
    private InvalidDataException[] refusals = {};

    RowBlock(PackedBlock block) {
        this(block, 31 * Arrays.hashCode(block.values()) + Arrays.hashCode(block.weights()));
    }

    private RowBlock(PackedBlock block, int hash) {
        number = block.number();
        size = block.size();
        columns = block.columns();
        values = block.values();
        weights = block.weights();
        isComplete = block.isComplete();
        this.hash = hash;
    }

    /** Of no rows. */
    RowBlock(int number, InvalidDataException refusal) {
        this(new PackedBlock(number, 0, 1, new double[0], new double[0], true));
        refusals = new InvalidDataException[] {refusal};
    }

    /** A block of these rows with some of the weights {@code (n)} of all; a row of which nothing is observed weighs nothing. */
    RowBlock weighted(double[] all) {
        int from = (int) Blocking.ofRows(columns).first(number);
        double[] some = Arrays.copyOfRange(all, from, from + size);
        if (!isComplete) {
            int at = 0;
            for (Block<double[]> tile : tiles(new Tile(Blocking.ofRows(columns).tile(), columns))) {
                for (int i = 0; i < tile.size(); i++, at++) {
                    some[at] = Arrays.stream(tile.get(i)).allMatch(Double::isNaN) ? 0 : some[at];
                }
            }
        }
        return new RowBlock(new PackedBlock(number, size, columns, values, some, isComplete), hash);
    }

    Iterable<Block<double[]>> tiles(Tile tile) {
        return new PackedBlock(number, size, columns, values, weights, isComplete).tiles(tile);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int hash() {
        return hash;
    }

    @Override
    public List<InvalidDataException> refusals() {
        return Arrays.asList(refusals);
    }
}
