package org.em4j.io.large;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;

/** Which rows have a value observed. */
final class BlankRows {
    private BlankRows() {}

    /** Of each row 1 if it says something, 0 if nothing of it is observed. */
    static BlockMap<double[], List<double[]>> map() {
        return most -> (number, tiles) -> {
            List<double[]> all = new ArrayList<>();
            for (Block<double[]> tile : tiles) {
                double[] says = new double[tile.size()];
                Arrays.setAll(says, i -> Arrays.stream(tile.get(i)).allMatch(Double::isNaN) ? 0 : 1);
                all.add(says);
            }
            return all;
        };
    }
}
