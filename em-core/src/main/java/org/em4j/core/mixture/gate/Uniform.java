package org.em4j.core.mixture.gate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.RowProfile;
import org.em4j.core.linalg.Entries;

/**
 * The uniform distribution over a box, of what is observed of a row: what noise is when nothing is known of it.
 *
 * @param lower {@code (d)}
 * @param upper {@code (d)}, above it
 */
public record Uniform(double[] lower, double[] upper) implements Density<double[]> {
    /** Copies the ends; refuses a box that is flat: it has no density. */
    public Uniform {
        lower = Entries.vector("the lower end of the box", lower, lower.length);
        upper = Entries.vector("the upper end of the box", upper, lower.length);
        for (int j = 0; j < lower.length; j++) {
            if (!(lower[j] < upper[j] && Double.isFinite(upper[j] - lower[j]))) {
                throw new IllegalArgumentException(
                        "a box from " + lower[j] + " to " + upper[j] + " in column " + (j + 1) + " has no density");
            }
        }
    }

    /** A copy of the lower ends. */
    @Override
    public double[] lower() {
        return lower.clone();
    }

    /** A copy of the upper ends. */
    @Override
    public double[] upper() {
        return upper.clone();
    }

    /**
     * Over the range of each column, missing values and rows of no weight left out.
     *
     * @throws InvalidDataException if a column does not vary
     */
    public static Uniform over(RowObservations rows) {
        int d = rows.columns();
        BlockMap<double[], RowProfile> map = most -> (number, tiles) -> {
            RowProfile block = new RowProfile(d);
            for (Block<double[]> tile : tiles) {
                for (int i = 0; i < tile.size(); i++) {
                    if (tile.weight(i) > 0) {
                        block.add(tile.get(i), 0, tile.weight(i));
                    }
                }
            }
            return block;
        };
        RowProfile profile = rows.fold(map, RowProfile::merge);
        double[] lower = IntStream.range(0, d).mapToDouble(profile::least).toArray();
        double[] upper = IntStream.range(0, d).mapToDouble(profile::most).toArray();
        for (int j = 0; j < lower.length; j++) {
            if (!(lower[j] < upper[j])) {
                throw new InvalidDataException(
                        "column " + (j + 1) + " does not vary, and noise spreads over its range; leave the column out");
            }
        }
        return new Uniform(lower, upper);
    }

    @Override
    public double log(double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            if (x[j] < lower[j] || x[j] > upper[j]) {
                return Double.NEGATIVE_INFINITY;
            }
            sum -= Double.isNaN(x[j]) ? 0 : Math.log(upper[j] - lower[j]);
        }
        return sum;
    }

    @Override
    public double[] sample(RandomGenerator random) {
        double[] x = new double[lower.length];
        Arrays.setAll(x, j -> lower[j] + (upper[j] - lower[j]) * random.nextDouble());
        return x;
    }
}
