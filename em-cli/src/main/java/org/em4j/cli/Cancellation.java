package org.em4j.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Makes an interrupt of the process (Ctrl-C) cancel a fit instead of killing it, and wait for what it has to write. */
final class Cancellation {
    private static final long PATIENCE_SECONDS = 30;

    private Cancellation() {}

    /** Runs a fit, report included, on this thread. */
    static int during(IntSupplier fit) {
        Thread fitting = Thread.currentThread();
        CountDownLatch written = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            fitting.interrupt();
            try {
                if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    Runtime.getRuntime().halt(Outcome.CANCELLED); // whoever interrupts means it
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return fit.getAsInt();
        } finally {
            written.countDown();
            unhook(hook);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending already: the hook is what lets it
        }
    }
}
