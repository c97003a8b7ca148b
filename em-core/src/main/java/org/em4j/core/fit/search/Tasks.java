package org.em4j.core.fit.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Independent fits on threads; what comes back, and in which order, does not depend on how many. */
public final class Tasks {
    private Tasks() {}

    /**
     * Runs tasks from, from + 1, ... to - 1 and returns their results in this order. An interrupt reaches the tasks under
     * way, whose results still count, and those that have not begun are left out; it stays set.
     */
    public static <T> List<T> run(int from, int to, int threads, IntFunction<T> task) {
        List<T> results = new ArrayList<>();
        if (threads == 1 || to - from == 1) {
            for (int i = from; i < to && !Thread.currentThread().isInterrupted(); i++) {
                results.add(task.apply(i));
            }
            return results;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, to - from));
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = from; i < to; i++) {
                int number = i;
                futures.add(pool.submit(() -> task.apply(number)));
            }
            collect(futures, pool, results);
        } finally {
            pool.shutdownNow();
        }
        return results;
    }

    private static <T> void collect(List<Future<T>> futures, ExecutorService pool, List<T> results) {
        boolean interrupted = false;
        int unbegun = 0;
        try {
            for (int i = 0; i < futures.size() - unbegun; ) {
                try {
                    results.add(futures.get(i).get());
                    i++;
                } catch (InterruptedException e) {
                    interrupted = true;
                    unbegun = pool.shutdownNow().size(); // they begin in order: the last ones
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) { // such as memory that is spent
                        throw error;
                    }
                    throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
