package org.em4j.spark;

import java.util.Arrays;
import java.util.List;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.packed.BlockPacker;

/**
 * Packs rows {@code (d)}, or {@code (d + 1)} with their weight last, checked as {@link org.em4j.core.data.Rows} are.
 *
 * @param names of the d columns
 * @param weight name of the column of weights; empty where there is none
 */
record RowPacking(List<String> names, String weight, Missing missing) implements Reblocked.Packing<double[], RowBlock> {
    @Override
    public RowBlock pack(int number, List<double[]> rows) {
        BlockPacker packer = new BlockPacker(names, missing, number);
        long place = Blocking.ofRows(names.size()).first(number);
        try {
            for (double[] row : rows) {
                place++;
                add(row, place, packer);
            }
        } catch (InvalidDataException e) {
            return new RowBlock(number, e);
        }
        return new RowBlock(packer.take());
    }

    private void add(double[] row, long place, BlockPacker packer) {
        int d = names.size();
        int width = d + (weight.isEmpty() ? 0 : 1);
        if (row.length != width) {
            throw new InvalidDataException(
                    place, "", "has " + row.length + " columns, and there are " + width + " names");
        }
        if (weight.isEmpty()) {
            packer.add(row, 1);
        } else {
            InvalidDataException.requireWeight(row[d], place, weight);
            packer.add(Arrays.copyOf(row, d), row[d]);
        }
    }
}
