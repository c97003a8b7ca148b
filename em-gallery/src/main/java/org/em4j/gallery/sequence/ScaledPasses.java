package org.em4j.gallery.sequence;

import java.util.Arrays;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.Sum;
import org.em4j.core.model.Sums;

/**
 * Forward-backward over one sequence with probabilities that are scaled at each step (Rabiner 1989), as products of a
 * vector with the matrix of transitions: what {@link HiddenMarkov#posterior} does in logs. What is less than 10⁻²⁰⁰ as
 * probable as the rest counts nothing; where later observations call for it {@link #run} says so. The entropy is carried
 * along forward (Hernando, Crespi and Cybenko 2005), so that it owes nothing to the way back. Reused from sequence to
 * sequence; buffers grow as asked.
 */
final class ScaledPasses {
    private static final double LEAST = 1e-200;

    /** What later observations may make up for: it leaves an error of 10⁻⁵⁰. */
    private static final double MOST = 1e150;

    /** Steps whose transitions are added up at once. */
    private static final int CHUNK = 64;

    private final int size;
    private final double[] first;
    private final double[] steps; // (K x K), from rows to columns
    private final double[] back; // their transpose
    private final double[] surprise; // p log p of each
    private final double[] counts; // (K x K)
    private final double[] chunk; // (CHUNK x K)
    private final double[] row;
    private final double[] other;
    private final double[] open; // entropy of the path that leads to each state, less its mean
    private double[] emitted = new double[0]; // (T x K), densities over the largest; then smoothed
    private double[] forward = new double[0]; // (T x K), p(z_t | x_1 ... x_t)
    private double[] scale = new double[0]; // (T), p(x_t | x_1 ... x_{t-1}) over the largest density
    private Sum logEvidence = new Sum();
    private Sum entropy = new Sum();

    ScaledPasses(double[] first, double[][] transitions) {
        this.size = first.length;
        this.first = first;
        this.steps = Arrays.stream(transitions).flatMapToDouble(Arrays::stream).toArray();
        this.back = new double[size * size];
        Arrays.setAll(back, i -> steps[i % size * size + i / size]);
        this.surprise = Arrays.stream(steps).map(p -> Sums.xlogy(p, p)).toArray();
        this.counts = new double[size * size];
        this.chunk = new double[CHUNK * size];
        this.row = new double[size];
        this.other = new double[size];
        this.open = new double[size];
    }

    /** Room for log densities {@code (T x K)} of a sequence of that length, to be filled in before it is run. */
    double[] emitted(int length) {
        if (scale.length < length) {
            emitted = new double[length * size];
            forward = new double[length * size];
            scale = new double[length];
        }
        return emitted;
    }

    /** Runs both ways; false where logs are called for. */
    boolean run(int length) {
        Kernels kernels = Kernels.of(size, 6.0 * size * size * length);
        logEvidence = new Sum();
        entropy = new Sum();
        Arrays.fill(open, 0);
        for (int t = 0; t < length; t++) {
            forward(t, kernels);
            if (!(scale[t] > 0)) {
                return false;
            }
        }
        for (int k = 0; k < size; k++) {
            double p = forward[(length - 1) * size + k];
            entropy.add(p * open[k] - Sums.xlogy(p, p));
        }
        return backward(length, kernels);
    }

    double logEvidence() {
        return logEvidence.value();
    }

    /** Of the path, given the sequence. */
    double entropy() {
        return entropy.value();
    }

    /** Probabilities of each state at each time, given the sequence {@code (T x K)}. */
    double[] smoothed() {
        return emitted;
    }

    /** Expected number of each transition {@code (K x K)}. */
    double[] transitions() {
        return counts;
    }

    private void forward(int t, Kernels kernels) {
        int at = t * size;
        if (t == 0) {
            System.arraycopy(first, 0, forward, 0, size);
        } else {
            Arrays.fill(forward, at, at + size, 0);
            kernels.combine(forward, at - size, 1, size, steps, 0, size, forward, at, size);
            pathsTo(at, kernels);
        }
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < size; k++) {
            max = Math.max(max, emitted[at + k]);
        }
        double total = 0;
        for (int k = at; k < at + size; k++) {
            emitted[k] = Math.exp(emitted[k] - max);
            forward[k] *= emitted[k];
            total += forward[k];
        }
        scale[t] = total;
        logEvidence.add(Math.log(total)).add(max);
        double mean = 0;
        for (int k = 0; k < size; k++) {
            double p = forward[at + k] / total;
            forward[at + k] = p < LEAST ? 0 : p;
            mean += p < LEAST ? 0 : p * open[k];
        }
        for (int k = 0; k < size; k++) {
            open[k] -= mean;
        }
        entropy.add(mean);
    }

    /**
     * {@code H_k = Σ_i p(i | k) (H_i - log p(i | k))} of the paths to each state k, through i with {@code p(i | k) = f_i p_ik /
     * f_k}: what is open before, and which i it was. The prediction f_k stands at {@code forward[at + k]}.
     */
    private void pathsTo(int at, Kernels kernels) {
        for (int i = 0; i < size; i++) {
            double p = forward[at - size + i];
            row[i] = p > 0 ? p * (open[i] - Math.log(p)) : 0;
        }
        Arrays.fill(other, 0);
        kernels.combine(forward, at - size, 1, size, surprise, 0, size, other, 0, size);
        for (int k = 0; k < size; k++) {
            other[k] = -other[k];
        }
        kernels.combine(row, 0, 1, size, steps, 0, size, other, 0, size);
        for (int k = 0; k < size; k++) {
            double p = forward[at + k];
            open[k] = p > 0 ? other[k] / p + Math.log(p) : 0;
        }
    }

    private boolean backward(int length, Kernels kernels) {
        Arrays.fill(counts, 0);
        Arrays.fill(row, 1); // p(x_{t+1} ... | z_t) over p(x_{t+1} ... | x_1 ... x_t)
        for (int t = length - 1; t >= 0; t--) {
            int at = t * size;
            double total = 0;
            for (int k = 0; k < size; k++) {
                if (forward[at + k] == 0 && row[k] > MOST) {
                    return false;
                }
                total += forward[at + k] * row[k]; // one, but for rounding, which would add up over a long sequence
            }
            int to = t % CHUNK * size;
            for (int k = 0; k < size; k++) {
                chunk[to + k] = emitted[at + k] * row[k] / (scale[t] * total);
                emitted[at + k] = forward[at + k] * row[k] / total;
            }
            if (t > 0) {
                Arrays.fill(row, 0);
                kernels.combine(chunk, to, 1, size, back, 0, size, row, 0, size);
            }
            if (t % CHUNK == 0) {
                count(Math.max(t, 1), Math.min(t / CHUNK * CHUNK + CHUNK, length), kernels);
            }
        }
        for (int i = 0; i < size * size; i++) {
            counts[i] *= steps[i];
        }
        return true;
    }

    /** Adds the transitions to times from and on, up to others, all of one chunk; not yet times their probabilities. */
    private void count(int from, int to, Kernels kernels) {
        for (int i = 0; i < size && from < to; i++) {
            kernels.combine(
                    forward,
                    (from - 1) * size + i,
                    size,
                    to - from,
                    chunk,
                    from % CHUNK * size,
                    size,
                    counts,
                    i * size,
                    size);
        }
    }
}
