package org.em4j.core.distribution;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Rows;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;

/**
 * Bytes that the rows of an E-step allocate in this JVM, by row and component: {@code AllocatedBytes D K}. What a
 * pass over one block allocates beyond one over half of it: statistics, matrices and workers count in neither.
 */
final class AllocatedBytes {
    /** Chooses kernels as for large data. */
    private static final long MANY = 1L << 40;

    /** Passes at a time. */
    private static final int SOME = 20;

    /** After as many there is nothing left to compile. */
    private static final int MOST = 2_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int k;
    private final int d;
    private final Mixture<double[], FullNormal, MissingValuePosterior, Moments> model;
    private final MixtureParameters<FullNormal> theta;

    private AllocatedBytes(int d, int k) {
        this.d = d;
        this.k = k;
        this.model = new Mixture<>(k, new Gaussian(d));
        double[] ones = new double[d * d];
        for (int j = 0; j < d; j++) {
            ones[j * (d + 1)] = 1;
        }
        double[] weights = new double[k];
        Arrays.fill(weights, 1.0 / k);
        this.theta = new MixtureParameters<>(
                weights,
                IntStream.range(0, k)
                        .mapToObj(c -> new FullNormal(numbers(d, c), ones))
                        .toList());
    }

    private static double[] numbers(int size, int seed) {
        Random random = new Random(seed);
        double[] x = new double[size];
        Arrays.setAll(x, i -> random.nextGaussian());
        return x;
    }

    /** Prints it. */
    public static void main(String[] args) {
        System.out.print(new AllocatedBytes(Integer.parseInt(args[0]), Integer.parseInt(args[1])).least());
    }

    /** As soon as there is none; else, where every loop was compiled long ago, what there is. */
    private double least() {
        int block = Blocking.ofRows(d).block();
        Rows all = Rows.wrap(numbers(block * d, k), d);
        Rows half = Rows.wrap(numbers(block / 2 * d, k), d);
        double bytes = Double.POSITIVE_INFINITY;
        for (int passes = 0; bytes > 0 && passes < MOST; passes += SOME) {
            for (int i = 0; i < SOME; i++) {
                pass(all);
            }
            long few = pass(half);
            bytes = (double) (pass(all) - few) / (block - block / 2) / k;
        }
        return bytes;
    }

    private long pass(Rows rows) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        rows.fold(Expectation.map(model, model.bind(theta).orElseThrow(), theta, MANY), Expectation::merge);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
