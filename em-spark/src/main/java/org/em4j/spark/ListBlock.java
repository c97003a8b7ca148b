package org.em4j.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.block.Block;
import org.em4j.core.block.Blocking;

/** A block of objects with their weights. */
final class ListBlock<X> implements KeptBlock {
    private static final long serialVersionUID = 1;

    private int number;
    private ArrayList<X> list;
    private double[] weights; // of all observations, or empty: all one

    ListBlock(int number, List<X> list, double[] weights) {
        this.number = number;
        this.list = new ArrayList<>(list);
        this.weights = weights;
    }

    ListBlock<X> weighted(double[] all) {
        return new ListBlock<>(number, list, all);
    }

    Iterable<Block<X>> tiles() {
        int most = Blocking.OBJECTS.tile();
        return () -> {
            Iterator<Integer> starts = IntStream.iterate(0, at -> at < list.size(), at -> at + most)
                    .iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return starts.hasNext();
                }

                @Override
                public Block<X> next() {
                    int from = starts.next();
                    return new Slice(from, Math.min(most, list.size() - from));
                }
            };
        };
    }

    @Override
    public int number() {
        return number;
    }

    /** Objects have no hash that is the same on every JVM. */
    @Override
    public int hash() {
        return list.size();
    }

    private final class Slice implements Block<X> {
        private final int from;
        private final int size;

        Slice(int from, int size) {
            this.from = from;
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public X get(int i) {
            return list.get(from + i);
        }

        @Override
        public double weight(int i) {
            return weights.length == 0 ? 1 : weights[(int) Blocking.OBJECTS.first(number) + from + i];
        }
    }
}
