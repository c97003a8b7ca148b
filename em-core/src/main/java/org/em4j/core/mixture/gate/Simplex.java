package org.em4j.core.mixture.gate;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;

/** Probabilities of K outcomes: their free coordinates, their logs, and draws. */
public final class Simplex {
    /** How far from 1 a sum may be: scikit-learn's bound, and what probabilities of eight decimals and more sum to. */
    private static final double SUM = 1e-8;

    private Simplex() {}

    /**
     * A copy of probabilities.
     *
     * @param name what one of them is, for messages
     * @throws IllegalArgumentException if one is negative or no number, or they do not sum to 1
     */
    public static double[] of(String name, double[] probabilities) {
        double sum = 0;
        for (int k = 0; k < probabilities.length; k++) {
            sum += probabilities[k];
            if (!(probabilities[k] >= 0)) {
                throw new IllegalArgumentException(
                        name + " " + (k + 1) + " is " + probabilities[k] + ": a " + name + " is 0 or more");
            }
        }
        if (!(Math.abs(sum - 1) <= SUM)) {
            throw new IllegalArgumentException("each " + name + " is a part of 1, and they sum to " + sum
                    + (sum > 0 && sum < Double.POSITIVE_INFINITY ? "; divide each by that" : ""));
        }
        return probabilities.clone();
    }

    /** The number of the largest probability, from 0; of several, the first. */
    public static int mostProbable(double[] probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            best = probabilities[k] > probabilities[best] ? k : best;
        }
        return best;
    }

    /** Log ratios {@code (K - 1)} to the first probability that is not zero at the given ones {@code (K)}. */
    public static Chart<double[]> chart(double[] at) {
        int first =
                IntStream.range(0, at.length).filter(k -> at[k] > 0).findFirst().orElse(0);
        return Chart.of(
                p -> IntStream.range(0, p.length)
                        .filter(k -> k != first)
                        .mapToDouble(k -> Math.log(p[k] / p[first]))
                        .toArray(),
                u -> {
                    double[] logs = new double[u.length + 1];
                    System.arraycopy(u, 0, logs, 0, first);
                    System.arraycopy(u, first, logs, first + 1, u.length - first);
                    return probabilities(logs);
                });
    }

    /**
     * Probabilities in the ratios of exponentials, of which one may be infinite.
     *
     * @throws DegenerateException if several are: where the probability that they are ratios to is zero, they say nothing of
     *     each other
     */
    private static double[] probabilities(double[] logs) {
        double max = Arrays.stream(logs).max().orElseThrow();
        if (max == Double.POSITIVE_INFINITY) {
            double[] certain = Arrays.stream(logs).map(v -> v == max ? 1 : 0).toArray();
            if (Arrays.stream(certain).sum() > 1) {
                throw new DegenerateException(Degeneracy.of(
                        "the probability that others are compared with is zero", "compare with one that is not"));
            }
            return certain;
        }
        double[] p = Arrays.stream(logs).map(v -> Math.exp(v - max)).toArray();
        double total = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / total).toArray();
    }

    /** Where outcomes become impossible, unless nothing else is possible; {@code name} is what holds of outcome k then. */
    public static List<Edge<double[]>> edges(double[] p, IntFunction<String> name) {
        return IntStream.range(0, p.length)
                .mapToObj(k -> new Edge<double[]>(name.apply(k), p[k], (q, far) -> replacing(q, k, far)))
                .toList();
    }

    /** Outcome k of another probability; the others share what is left as before. */
    private static double[] replacing(double[] p, int k, double probability) {
        if (p[k] == probability) {
            return p; // to the bit: the others may sum to one but for rounding
        }
        double[] others = p.clone();
        others[k] = 0;
        double total = Arrays.stream(others).sum();
        if (total == 0) {
            return p;
        }
        double[] changed =
                Arrays.stream(others).map(v -> v / total * (1 - probability)).toArray();
        changed[k] = probability;
        return changed;
    }

    /** The share that one count has of two: one only where the other is zero, though it may be as near to one as rounding goes. */
    public static double share(double one, double other) {
        double p = one / (one + other);
        return other > 0 ? Math.min(p, Math.nextDown(1.0)) : p;
    }

    /** Where a probability is 0 or 1, whichever is nearer; {@code name} is of the event. */
    public static Edge<Double> edge(double p, String name) {
        return p < 0.5
                ? new Edge<>("P(" + name + ") = 0", p, (q, far) -> far)
                : new Edge<>("P(" + name + ") = 1", 1 - p, (q, far) -> 1 - far);
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
