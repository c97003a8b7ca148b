package org.em4j.benchmark.speed;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.IterationListener;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * Milliseconds of one iteration of EM, audit on, in this JVM: the median of many once it is warm. Prints one line of
 * JSON; arguments are DIRECTORY NxDxK FAMILY THREADS SECONDS ITERATIONS, the last being where to give the
 * log-likelihood of.
 */
final class Iterations {
    private Iterations() {}

    /** Fits again and again until the time is up. */
    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        Work work = Work.parse(args[1]);
        CovarianceFamily<?, ?> family = CovarianceFamily.of(args[2]).orElseThrow();
        Rows rows = Rows.wrap(Work.read(directory.resolve("x")), work.d());
        print(
                family,
                work,
                directory,
                rows,
                Integer.parseInt(args[3]),
                Double.parseDouble(args[4]),
                Integer.parseInt(args[5]));
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void print(
            CovarianceFamily<P, S> family, Work work, Path directory, Rows rows, int threads, double seconds, int few) {
        var model = family.mixture(work.k(), work.d());
        Observations<double[]> data = rows.on(new Execution(threads, 1));
        MixtureParameters<P> start = start(family, work, directory);
        long end = System.nanoTime() + (long) (1e9 * seconds);
        List<Double> times = new ArrayList<>();
        double logLikelihood = Double.NaN;
        long collections = collections();
        int passes = 0;
        while (System.nanoTime() < end || passes < 12) {
            Em em = new Em().until(StoppingRule.never()).maxIterations(12).listener(clock(times));
            Fit<MixtureParameters<P>> fit = em.fit(model, data, start);
            logLikelihood = fit.trace().entries().get(few - 1).logLikelihood() / work.n();
            passes += 12;
        }
        collections = collections() - collections;
        ThreadMXBean threadsBean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threadsBean.getCurrentThreadAllocatedBytes();
        Expectation.of(model, start, rows);
        long allocated = threadsBean.getCurrentThreadAllocatedBytes() - before;
        double[] sorted = times.stream().mapToDouble(t -> t).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "{\"ms\":%.6f,\"fastest\":%.6f,\"iterations\":%d,\"logLikelihood\":%s,\"allocated\":%d,\"collections\":%d,"
                        + "\"kernels\":\"%s\"}%n",
                sorted[sorted.length / 2],
                sorted[0],
                sorted.length,
                logLikelihood,
                allocated,
                collections,
                Kernels.of(work.d(), work.flops()));
    }

    /** Unit covariances about the means of a directory. */
    static <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureParameters<P> start(
            CovarianceFamily<P, S> family, Work work, Path directory) {
        double[] weights = Work.read(directory.resolve("weights"));
        double[] means = Work.read(directory.resolve("means"));
        double[][] mean = new double[work.k()][];
        Arrays.setAll(mean, c -> Arrays.copyOfRange(means, c * work.d(), (c + 1) * work.d()));
        double[][][] ones = new double[work.k()][work.d()][work.d()];
        for (double[][] one : ones) {
            for (int j = 0; j < work.d(); j++) {
                one[j][j] = 1;
            }
        }
        return family.parameters(weights, mean, ones);
    }

    /** Adds the milliseconds from one iteration to the next; the first is the start's E-step alone. */
    private static IterationListener clock(List<Double> times) {
        long[] last = {0};
        return entry -> {
            long now = System.nanoTime();
            if (last[0] != 0) {
                times.add((now - last[0]) / 1e6);
            }
            last[0] = now;
        };
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
