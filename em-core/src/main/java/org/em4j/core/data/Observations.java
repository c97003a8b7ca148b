package org.em4j.core.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.em4j.core.Execution;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.BlockSource;
import org.em4j.core.block.Forest;
import org.em4j.core.block.Merge;
import org.em4j.core.linalg.Sum;

/**
 * A data set that can be folded over: in memory, on threads, from a file, on a cluster. What is in memory is folded by the
 * thread that asks, until {@link #on} gives it those of an execution.
 *
 * <p>The data are cut into fixed blocks, wherever they lie, and the blocks' results are merged along a fixed tree, a {@link
 * Forest}: the same bits come out of any number of threads, of a file, and of a cluster.
 */
public interface Observations<X> {
    /**
     * Maps each block and merges the results, each with its neighbours.
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    <A> A fold(BlockMap<X, A> map, Merge<A> merge);

    /** Number of observations (not their weight). */
    long count();

    /** Number of blocks. */
    default int blockCount() {
        return fold(rows -> (block, tiles) -> 1, Integer::sum);
    }

    /**
     * Some blocks, in a row, as data of their own; they keep their numbers.
     *
     * @param from the first, from 0
     * @param to one more than the last, at most {@link #blockCount}
     */
    default Observations<X> part(int from, int to) {
        return new BlockRange<>(this, from, to);
    }

    /** A copy with other weights {@code (n)}, none negative. */
    Observations<X> weighted(double[] weights);

    /** A copy that is folded over by the threads of an execution: in these blocks, to these bits. Data elsewhere have threads of their own. */
    default Observations<X> on(Execution execution) {
        return this;
    }

    /** Makes the function of an observation and its weight that one thread calls, and no other. */
    @FunctionalInterface
    interface Each<X, T> extends Serializable {
        /** The function. */
        BiFunction<X, Double, T> open();
    }

    /** What functions make of each observation and its weight {@code (n)}, in the data's order, brought into memory. */
    default <T> List<T> collect(Each<X, T> each) {
        BlockMap<X, List<List<T>>> map = rows -> {
            BiFunction<X, Double, T> of = each.open();
            return (block, tiles) -> {
                List<T> made = new ArrayList<>();
                for (Block<X> tile : tiles) {
                    for (int i = 0; i < tile.size(); i++) {
                        made.add(of.apply(tile.get(i), tile.weight(i)));
                    }
                }
                List<List<T>> blocks = new ArrayList<>();
                blocks.add(made);
                return blocks;
            };
        };
        return fold(map, Observations::append).stream().flatMap(List::stream).toList();
    }

    /** A merge of lists: the one on the left with what is on the right after it. */
    static <T> List<T> append(List<T> left, List<T> right) {
        left.addAll(right);
        return left;
    }

    /** The numbers that a map makes of the tiles of each block, in the data's order, brought into memory. */
    default double[] numbers(BlockMap<X, List<double[]>> map) {
        List<double[]> parts = fold(map, Observations::append);
        double[] all = new double
                [Math.toIntExact(parts.stream().mapToLong(part -> part.length).sum())];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** The weights {@code (n)}, in the data's order, brought into memory. */
    default double[] weights() {
        BlockMap<X, List<double[]>> map = rows -> (block, tiles) -> {
            List<double[]> weights = new ArrayList<>();
            for (Block<X> tile : tiles) {
                double[] some = new double[tile.size()];
                tile.weights(some);
                weights.add(some);
            }
            return weights;
        };
        return numbers(map);
    }

    /** Sum of the weights. */
    default double totalWeight() {
        BlockMap<X, Sum> map = rows -> {
            double[] weights = new double[rows];
            return (block, tiles) -> {
                Sum sum = new Sum();
                for (Block<X> tile : tiles) {
                    tile.weights(weights);
                    for (int i = 0; i < tile.size(); i++) {
                        sum.add(weights[i]);
                    }
                }
                return sum;
            };
        };
        return fold(map, Sum::add).value();
    }

    /** The observations of a list, each of weight one. */
    static <X> Observations<X> of(List<X> list) {
        return of(new LocalObservations.ListSource<>(list));
    }

    /** The observations of a list with weights {@code (n)}, none negative. */
    static <X> Observations<X> of(List<X> list, double[] weights) {
        return of(new LocalObservations.ListSource<>(list, weights.clone()));
    }

    /**
     * The observations of a source.
     *
     * @throws InvalidDataException if there are none
     */
    static <X> Observations<X> of(BlockSource<X> source) {
        return new LocalObservations<>(source, 1);
    }
}
