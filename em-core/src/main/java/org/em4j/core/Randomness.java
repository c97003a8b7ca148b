package org.em4j.core;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where all of the library's random numbers come from: a function of a seed and of what they are for, the same on every JVM and
 * on any number of threads.
 */
public final class Randomness {
    private static final String ALGORITHM = "L64X128MixRandom";

    /** How far apart the seeds of two runs are: the odd number next to 2⁶⁴ over the golden ratio. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private Randomness() {}

    /** A generator that is a function of a seed. */
    public static RandomGenerator of(long seed) {
        return RandomGeneratorFactory.of(ALGORITHM).create(seed);
    }

    /** The generator of one run of many; run 0 has the generator of the seed itself. */
    public static RandomGenerator of(long seed, int run) {
        return of(seed + run * STRIDE);
    }

    /** The generator of one block of the data in one iteration: what a random E-step draws from. */
    public static RandomGenerator of(long seed, int iteration, int block) {
        return of(of(seed, iteration).nextLong(), block);
    }
}
