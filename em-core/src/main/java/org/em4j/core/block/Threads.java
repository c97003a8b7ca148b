package org.em4j.core.block;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that is done by some threads at once, the calling one among them. */
final class Threads {
    /** Daemon threads, kept for a minute. */
    private static final ExecutorService POOL = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "em4j-fold");
        thread.setDaemon(true);
        return thread;
    });

    private Threads() {}

    /** Runs the worker on this thread and {@code n - 1} others; the first failure stops all and is thrown. */
    static void run(Runnable worker, int n, Runnable stop) {
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
            others.add(POOL.submit(stopping));
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
}
