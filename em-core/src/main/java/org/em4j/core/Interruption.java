package org.em4j.core;

import java.util.concurrent.CancellationException;

/** How a computation is cancelled: its thread is interrupted, and what takes long looks for that between its steps. */
public final class Interruption {
    private Interruption() {}

    /**
     * Ends what is computed here, if somebody has asked for that; the interrupt stays set.
     *
     * @throws CancellationException if this thread is interrupted
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
