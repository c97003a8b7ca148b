package org.em4j.core.data;

import java.util.List;

/** Any objects in a list, with their weights. */
record ListSource<X>(List<X> list, double[] weights) implements Source<X> {
    ListSource {
        list = List.copyOf(list);
        if (weights.length != list.size()) {
            throw new InvalidDataException(weights.length + " weights for " + list.size() + " observations");
        }
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public Source<X> weighted(double[] others) {
        return new ListSource<>(list, others);
    }

    @Override
    public int tile() {
        return 128;
    }

    @Override
    public int block() {
        return 1024;
    }

    @Override
    public Window<X> window() {
        return (from, size) -> new Slice<>(list.subList(from, from + size), weights, from);
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
