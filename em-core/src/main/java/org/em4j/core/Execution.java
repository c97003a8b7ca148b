package org.em4j.core;

import java.util.random.RandomGenerator;

/**
 * How work is done that settings describe: on how many threads, which do not change a bit of what comes out, and from which
 * seed, of which all that is drawn is a function. It is handed to whoever works, beside the data.
 *
 * @param threads at least one
 */
public record Execution(int threads, long seed) {
    /** Checks the number of threads. */
    public Execution {
        if (threads < 1) {
            throw new IllegalArgumentException("threads are at least 1, not " + threads);
        }
    }

    /** One thread, and seed 1. */
    public Execution() {
        this(1, 1);
    }

    /** A copy on another number of threads. */
    public Execution threads(int others) {
        return new Execution(others, seed);
    }

    /** A copy from another seed. */
    public Execution seed(long other) {
        return new Execution(threads, other);
    }

    /** The generator of a single piece of work. */
    public RandomGenerator random() {
        return Randomness.of(seed);
    }

    /** The generator of one run of many; run 0 has that of a single one. */
    public RandomGenerator random(int run) {
        return Randomness.of(seed, run);
    }
}
