package org.em4j.core.mixture;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Probabilities of K outcomes: their free coordinates, their logs, and draws. */
public final class Simplex {
    private Simplex() {}

    /** Log ratios to the first {@code (K - 1)}. */
    public static double[] coordinates(double[] probabilities) {
        return IntStream.range(1, probabilities.length)
                .mapToDouble(k -> Math.log(probabilities[k] / probabilities[0]))
                .toArray();
    }

    /** The probabilities {@code (K)} at coordinates {@code (K - 1)}. */
    public static double[] point(double[] u) {
        double max = 0;
        for (double v : u) {
            max = Math.max(max, v);
        }
        double[] p = new double[u.length + 1];
        double total = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp((k == 0 ? 0 : u[k - 1]) - max);
            total += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= total;
        }
        return p;
    }

    /**
     * Turns logs of non-negative numbers into logs of probabilities, in place; numbers that are all zero stay so.
     *
     * @return the log of the numbers' sum
     */
    public static double normalize(double[] logs) {
        double max = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            max = Math.max(max, log);
        }
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - max);
        }
        double total = max + Math.log(sum);
        for (int k = 0; k < logs.length; k++) {
            logs[k] -= total;
        }
        return total;
    }

    /**
     * The probability of a log; zero below e⁻⁶⁰⁰, as responsibilities of mixtures are: counts so small would underflow when
     * they are shared out.
     */
    public static double probability(double log) {
        return log < -600 ? 0 : Math.exp(log);
    }

    /** An outcome, zero-based. */
    public static int draw(double[] probabilities, RandomGenerator random) {
        double u = random.nextDouble();
        int k = 0;
        for (; k < probabilities.length - 1 && u >= probabilities[k]; k++) {
            u -= probabilities[k];
        }
        return k;
    }
}
