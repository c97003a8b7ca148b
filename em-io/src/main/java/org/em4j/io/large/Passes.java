package org.em4j.io.large;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.Execution;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.RowProfile;
import org.em4j.core.data.Tile;
import org.em4j.io.rows.RowStream;

/** What is asked of all rows of a source, besides fits. */
final class Passes {
    private Passes() {}

    /** What a look at all rows shows. */
    static RowProfile profile(TileSource source, Execution execution) {
        int d = source.columns();
        BlockMap<double[], RowProfile> map = most -> (number, tiles) -> {
            RowProfile profile = new RowProfile(d);
            double[] row = new double[d];
            for (Block<double[]> block : tiles) {
                Tile tile = (Tile) block;
                for (int i = 0; i < tile.size(); i++) {
                    for (int j = 0; j < d; j++) {
                        row[j] = tile.columns()[j * tile.stride() + i];
                    }
                    profile.add(row, 0, tile.weight(i));
                }
            }
            return profile;
        };
        return Observations.of(source).on(execution).fold(map, RowProfile::merge);
    }

    /** Looks, in a second pass, for the first value that may not be there, if a look at all has shown that there is one. */
    static void requireFinite(TileSource source, RowProfile profile, Missing missing, List<String> names) {
        boolean isFinite = missing == Missing.LATENT || profile.gaps() == 0;
        for (int j = 0; j < names.size(); j++) {
            isFinite &= profile.most(j) < Double.POSITIVE_INFINITY && profile.least(j) > Double.NEGATIVE_INFINITY;
        }
        if (isFinite) {
            return;
        }
        source.forEach(new RowStream.Sink() {
            private long number;

            @Override
            public void row(double[] row, double weight) {
                number++;
                for (int j = 0; j < row.length; j++) {
                    if (Double.isInfinite(row[j])) {
                        throw InvalidDataException.infinite(number, names.get(j), Double.toString(row[j]));
                    }
                    if (Double.isNaN(row[j]) && missing == Missing.REFUSED) {
                        throw InvalidDataException.missing(number, names.get(j), "NaN");
                    }
                }
            }
        });
    }

    /** Of each row 1 if it says something, 0 if nothing of it is observed. */
    static BlockMap<double[], List<double[]>> says() {
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
