package org.em4j.core.estimate;

import java.io.Serializable;
import java.util.List;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.Moments;

/**
 * What tells data from others: two data sets with one fingerprint are the same, but for a chance of one in 2⁶⁴.
 *
 * @param count number of observations
 * @param weight of all of them
 * @param columns of rows; 0 of other observations
 * @param hash of their values and weights in order: of numbers, and lists of such, the same on every JVM; of others a
 *     function of their hash codes
 */
public record Fingerprint(long count, double weight, int columns, long hash) {
    /** The multiplier of the hash, odd: that of SplitMix64. */
    private static final long FACTOR = 0xBF58476D1CE4E5B9L;

    /** Of observations, in one pass. */
    public static <X> Fingerprint of(Observations<X> data) {
        BlockMap<X, Part> map = rows -> (block, tiles) -> {
            Part part = new Part(0, 1, 0);
            for (Block<X> tile : tiles) {
                for (int i = 0; i < tile.size(); i++) {
                    X x = tile.get(i);
                    part = part.then(
                            new Part(mixed(hash(x), Double.doubleToLongBits(tile.weight(i))), FACTOR, columns(x)));
                }
            }
            return part;
        };
        Part all = data.fold(map, Part::then);
        return new Fingerprint(data.count(), data.totalWeight(), all.columns, all.hash);
    }

    /** Of moments without rows, whose weight is their number of observations. */
    public static Fingerprint of(Moments moments) {
        return new Fingerprint(
                Math.round(moments.weight()),
                moments.weight(),
                moments.columns(),
                mixed(hash(moments.mean()), hash(moments.covariance())));
    }

    /** The hash of some observations in a row, and what those before them are multiplied by. */
    private record Part(long hash, long factor, int columns) implements Serializable {
        Part then(Part next) {
            return new Part(hash * next.factor + next.hash, factor * next.factor, Math.max(columns, next.columns));
        }
    }

    private static int columns(Object x) {
        return x instanceof double[] row
                ? row.length
                : x instanceof Labelled<?> labelled ? columns(labelled.observation()) : 0;
    }

    private static long hash(Object x) {
        long hash = 1;
        if (x instanceof double[] numbers) {
            for (double number : numbers) {
                hash = mixed(hash, Double.doubleToLongBits(number));
            }
        } else if (x instanceof List<?> list) {
            for (Object each : list) {
                hash = mixed(hash, hash(each));
            }
        } else if (x instanceof Labelled<?> labelled) {
            hash = mixed(hash(labelled.observation()), labelled.label());
        } else {
            hash = x.hashCode();
        }
        return hash;
    }

    private static long mixed(long hash, long next) {
        long z = (hash ^ next) * FACTOR;
        return z ^ (z >>> 31);
    }
}
