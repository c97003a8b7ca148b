package org.em4j.core.data;

import java.util.Arrays;
import java.util.List;
import org.em4j.core.Execution;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.BlockSource;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Fold;
import org.em4j.core.block.Merge;

/** Observations of a source on this machine, folded over by some threads. */
record LocalObservations<X>(BlockSource<X> source, int threads) implements Observations<X> {
    LocalObservations {
        if (source.count() == 0) {
            throw new InvalidDataException("there are no observations");
        }
    }

    @Override
    public Observations<X> weighted(double[] weights) {
        return new LocalObservations<>(source.weighted(weights.clone()), threads);
    }

    @Override
    public Observations<X> on(Execution execution) {
        return new LocalObservations<>(source, execution.threads());
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public <A> A fold(BlockMap<X, A> map, Merge<A> merge) {
        return Fold.over(source, threads, map, merge);
    }

    /** Any objects in a list, with their weights. */
    record ListSource<X>(List<X> list, double[] weights) implements BlockSource<X> {
        ListSource {
            list = List.copyOf(list);
            if (weights.length != list.size()) {
                throw new InvalidDataException(weights.length + " weights for " + list.size() + " observations");
            }
        }

        /** Each of weight one. */
        ListSource(List<X> list) {
            this(list, ones(list.size()));
        }

        private static double[] ones(int n) {
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            return ones;
        }

        @Override
        public long count() {
            return list.size();
        }

        @Override
        public BlockSource<X> weighted(double[] others) {
            return new ListSource<>(list, others);
        }

        @Override
        public Blocking blocking() {
            return Blocking.OBJECTS;
        }

        @Override
        public Window<X> window() {
            return (from, size) -> {
                int first = (int) from;
                return new Slice<>(list.subList(first, first + size), weights, first);
            };
        }

        private record Slice<X>(List<X> part, double[] weights, int from) implements Block<X> {
            @Override
            public int size() {
                return part.size();
            }

            @Override
            public X get(int i) {
                return part.get(i);
            }

            @Override
            public double weight(int i) {
                return weights[from + i];
            }
        }
    }
}
