package org.em4j.gmm.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.RandomStarts;

/** What a fit costs, counted in a JVM of its own; prints flops of whitening, of scatter, and bytes a row of a pass. */
final class PassCost {
    static final int N = 6_000;
    static final int D = 16;
    static final int K = 4;
    static final int ITERATIONS = 5;

    private PassCost() {}

    /** No arguments. */
    public static void main(String[] args) {
        MixtureParameters<FullNormal> start = start(N, D, K);
        long whitening = CountingKernels.WHITENING.get();
        long scatter = CountingKernels.SCATTER.get();
        new Em()
                .until(StoppingRule.never())
                .maxIterations(ITERATIONS)
                .fit(CovarianceFamily.FULL.mixture(K, D), rows(N, D), start);
        System.out.println(CountingKernels.WHITENING.get() - whitening);
        System.out.println(CountingKernels.SCATTER.get() - scatter);
        System.out.println((allocated(1 << 17) - allocated(1 << 16)) / (double) (1 << 16));
    }

    private static Rows rows(int n, int d) {
        return Rows.wrap(new Random(1).doubles((long) n * d).toArray(), d);
    }

    private static MixtureParameters<FullNormal> start(int n, int d, int k) {
        return RandomStarts.kMeans(CovarianceFamily.FULL, k, rows(n, d)).start(new Random(1));
    }

    /** Bytes of one pass over n rows, on one thread, once all classes are loaded. */
    private static long allocated(int n) {
        var model = CovarianceFamily.FULL.mixture(5, 2);
        MixtureParameters<FullNormal> theta = start(1000, 2, 5);
        Rows rows = rows(n, 2);
        Expectation.of(model, theta, rows);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        Expectation.of(model, theta, rows);
        return thread.getCurrentThreadAllocatedBytes() - before;
    }
}
