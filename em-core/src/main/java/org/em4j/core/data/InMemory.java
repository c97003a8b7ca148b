package org.em4j.core.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import org.em4j.core.Execution;

/** A fold over observations in memory: threads take fixed blocks from a counter; blocks merge in block order. */
record InMemory<X>(Source<X> source, int threads) implements Observations<X> {
    InMemory {
        if (source.size() == 0) {
            throw new InvalidDataException("there are no observations");
        }
    }

    @Override
    public Observations<X> weighted(double[] weights) {
        return new InMemory<>(source.weighted(weights.clone()), threads);
    }

    @Override
    public Observations<X> on(Execution execution) {
        return new InMemory<>(source, execution.threads());
    }

    @Override
    public double[] weights() {
        double[] weights = new double[source.size()];
        Source.Window<X> window = source.window();
        int tile = Math.min(source.tile(), source.size());
        for (int from = 0; from < weights.length; from += tile) {
            Block<X> block = window.move(from, Math.min(tile, weights.length - from));
            for (int i = 0; i < block.size(); i++) {
                weights[from + i] = block.weight(i);
            }
        }
        return weights;
    }

    @Override
    public long count() {
        return source.size();
    }

    @Override
    public <A> A fold(BlockMap<X, A> map, BinaryOperator<A> merge) {
        int tile = Math.min(source.tile(), source.size());
        int blocks = (source.size() + source.block() - 1) / source.block();
        AtomicInteger next = new AtomicInteger();
        InOrder<A> merged = new InOrder<>(merge);
        Thread caller = Thread.currentThread();
        Runnable thread = () -> {
            BlockMap.Worker<X, A> worker = map.open(tile);
            Source.Window<X> window = source.window();
            for (int b; (b = next.getAndIncrement()) < blocks; ) {
                if (caller.isInterrupted()) {
                    throw new CancellationException("interrupted");
                }
                int from = b * source.block();
                int to = Math.min(source.size(), from + source.block());
                merged.offer(b, worker.apply(b, () -> new Tiles<>(window, from, to, tile)));
            }
        };
        run(thread, Math.min(threads, blocks), () -> next.set(blocks));
        return merged.total;
    }

    /** Runs the worker on this thread and {@code n - 1} others; the first failure stops all and is thrown. */
    private static void run(Runnable worker, int n, Runnable stop) {
        Runnable stopping = () -> {
            try {
                worker.run();
            } catch (RuntimeException | Error e) {
                stop.run();
                throw e;
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < n; i++) {
            others.add(Pool.EXECUTOR.submit(stopping));
        }
        RuntimeException failure = null;
        try {
            stopping.run();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Future<?> other : others) {
            try {
                join(other);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Waits for a worker; an interrupt makes the workers stop at their next block, and is left set. */
    private static void join(Future<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) { // such as memory that is spent
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Daemon threads, kept for a minute. */
    private static final class Pool {
        static final ExecutorService EXECUTOR = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "em4j-fold");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static final class Tiles<X> implements Iterator<Block<X>> {
        private final Source.Window<X> window;
        private final int to;
        private final int tile;
        private int at;

        Tiles(Source.Window<X> window, int from, int to, int tile) {
            this.window = window;
            this.at = from;
            this.to = to;
            this.tile = tile;
        }

        @Override
        public boolean hasNext() {
            return at < to;
        }

        @Override
        public Block<X> next() {
            if (at >= to) {
                throw new NoSuchElementException();
            }
            Block<X> block = window.move(at, Math.min(tile, to - at));
            at += tile;
            return block;
        }
    }

    /** Merges results in block order, holding back those that come early. */
    private static final class InOrder<A> {
        private final BinaryOperator<A> merge;
        private final Map<Integer, A> early = new HashMap<>();
        private int next;
        private A total;

        InOrder(BinaryOperator<A> merge) {
            this.merge = merge;
        }

        synchronized void offer(int block, A result) {
            early.put(block, result);
            for (A a; (a = early.remove(next)) != null; next++) {
                total = next == 0 ? a : merge.apply(total, a);
            }
        }
    }

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

    /** Observations that can be reached by position, and how they are best cut. */
    interface Source<X> {
        int size();

        /** A copy with other weights. */
        Source<X> weighted(double[] weights);

        /** Most rows of a tile. */
        int tile();

        /** Rows of a block, a multiple of {@link #tile()}. It depends on the data alone, never on the threads. */
        int block();

        /** A thread's own moving window. */
        Window<X> window();

        /** A block that is moved along the data. */
        interface Window<X> {
            Block<X> move(int from, int size);
        }
    }
}
