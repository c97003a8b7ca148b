package org.em4j.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.em4j.core.Execution;

/**
 * A data set that can be folded over: in memory, on threads, from a file, on a cluster. What is in memory is folded by the
 * thread that asks, until {@link #on} gives it those of an execution.
 *
 * <p>The data are cut into fixed blocks, whatever the number of threads, and the blocks' results are merged in block
 * order: the same bits come out of any number of threads.
 */
public interface Observations<X> {
    /**
     * Maps each block and merges the results from first to last.
     *
     * @param merge may change and return its left argument
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    <A> A fold(BlockMap<X, A> map, BinaryOperator<A> merge);

    /** Number of observations (not their weight). */
    long count();

    /** A copy with other weights {@code (n)}, none negative. */
    Observations<X> weighted(double[] weights);

    /** A copy that is folded over by the threads of an execution: in these blocks, to these bits. Data elsewhere have threads of their own. */
    default Observations<X> on(Execution execution) {
        return this;
    }

    /** What a function makes of each observation and its weight {@code (n)}, in the data's order. */
    default <T> List<T> collect(BiFunction<X, Double, T> of) {
        return collect(() -> of);
    }

    /**
     * What functions make of each observation and its weight {@code (n)}, in the data's order.
     *
     * @param worker makes the function of one thread, which no other thread calls
     */
    default <T> List<T> collect(Supplier<BiFunction<X, Double, T>> worker) {
        BlockMap<X, List<T>> map = rows -> {
            BiFunction<X, Double, T> of = worker.get();
            return (block, tiles) -> {
                List<T> made = new ArrayList<>();
                for (Block<X> tile : tiles) {
                    for (int i = 0; i < tile.size(); i++) {
                        made.add(of.apply(tile.get(i), tile.weight(i)));
                    }
                }
                return made;
            };
        };
        return fold(map, (a, b) -> {
            a.addAll(b);
            return a;
        });
    }

    /** The weights {@code (n)}, in the data's order. */
    default double[] weights() {
        return collect((x, weight) -> weight).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** The observations of a list, each of weight one. */
    static <X> Observations<X> of(List<X> list) {
        double[] ones = new double[list.size()];
        Arrays.fill(ones, 1);
        return of(list, ones);
    }

    /** The observations of a list with weights {@code (n)}, none negative. */
    static <X> Observations<X> of(List<X> list, double[] weights) {
        return new InMemory<>(new InMemory.ListSource<>(list, weights.clone()), 1);
    }
}
