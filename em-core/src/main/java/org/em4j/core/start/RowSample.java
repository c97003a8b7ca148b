package org.em4j.core.start;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;

/** Rows drawn from data wherever they lie: the same ones from memory, a file and a cluster. */
public final class RowSample {
    private RowSample() {}

    /** A row with its weight. */
    private record Weighted(double[] row, double weight) implements Serializable {}

    /**
     * At most so many of the rows that say something, each set of them as likely as any other, with their weights, in order, in
     * memory; all of those where there are no more. It takes two passes.
     *
     * @throws org.em4j.core.data.InvalidDataException if no row says anything
     */
    public static Rows of(RowObservations rows, int most, long seed) {
        if (rows instanceof Rows all) {
            Rows informative = all.informative();
            return informative.only(Draw.some(informative.size(), most, Randomness.of(seed)));
        }
        double[] sizes = rows.numbers(informative());
        long[] before = new long[sizes.length];
        for (int b = 1; b < sizes.length; b++) {
            before[b] = before[b - 1] + (long) sizes[b - 1];
        }
        long n = Arrays.stream(sizes).mapToLong(size -> (long) size).sum();
        long[] chosen = Draw.ofMany(n, most, Randomness.of(seed));
        List<Weighted> drawn = rows.fold(drawn(before, chosen), Observations::append);
        double[] values =
                drawn.stream().flatMapToDouble(each -> Arrays.stream(each.row)).toArray();
        double[] weights = drawn.stream().mapToDouble(Weighted::weight).toArray();
        return Rows.part(values, rows.columns(), weights);
    }

    /** How many rows of each block say something. */
    private static BlockMap<double[], List<double[]>> informative() {
        return most -> (number, tiles) -> {
            int informative = 0;
            for (Block<double[]> tile : tiles) {
                informative += (int) IntStream.range(0, tile.size())
                        .filter(i -> tile.weight(i) > 0)
                        .count();
            }
            List<double[]> one = new ArrayList<>();
            one.add(new double[] {informative});
            return one;
        };
    }

    /**
     * The chosen rows of each block.
     *
     * @param before how many rows of earlier blocks say something
     * @param chosen numbers, from 0 and ascending, among all rows that say something
     */
    private static BlockMap<double[], List<Weighted>> drawn(long[] before, long[] chosen) {
        return most -> (number, tiles) -> {
            List<Weighted> drawn = new ArrayList<>();
            long at = before[number];
            int next = Arrays.binarySearch(chosen, at);
            next = next < 0 ? -next - 1 : next;
            for (Block<double[]> tile : tiles) {
                for (int i = 0; i < tile.size() && next < chosen.length; i++) {
                    if (tile.weight(i) > 0 && at++ == chosen[next]) {
                        drawn.add(new Weighted(tile.get(i), tile.weight(i)));
                        next++;
                    }
                }
            }
            return drawn;
        };
    }
}
