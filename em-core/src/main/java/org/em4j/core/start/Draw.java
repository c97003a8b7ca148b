package org.em4j.core.start;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Rows drawn at random, by their numbers. */
public final class Draw {
    private Draw() {}

    /** One of positive weight, by weight: a row of weight 2 is drawn as two rows next to each other would be. */
    public static int byWeight(double[] weights, RandomGenerator random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    /** At most so many of n, each set of them as likely as any other, in order. */
    public static int[] some(int n, int most, RandomGenerator random) {
        return Arrays.stream(ofMany(n, most, random)).mapToInt(i -> (int) i).toArray();
    }

    /** At most so many of more than an int may count, each set of them as likely as any other, in order. */
    public static long[] ofMany(long n, int most, RandomGenerator random) {
        long[] chosen = new long[(int) Math.min(n, most)];
        int taken = 0;
        for (long i = 0; taken < chosen.length; i++) {
            if (n <= most || below(n - i, random) < chosen.length - taken) {
                chosen[taken++] = i;
            }
        }
        return chosen;
    }

    /** A number from 0 on; one that an int holds is drawn as an int. */
    private static long below(long bound, RandomGenerator random) {
        return bound <= Integer.MAX_VALUE ? random.nextInt((int) bound) : random.nextLong(bound);
    }
}
