package org.em4j.benchmark.speed;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.em4j.core.data.Rows;
import org.em4j.core.expectation.Expectation;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * Processor time of an E-step on one thread, by row: {@code EStepTime NxDxK ROWS SECONDS}, of the first so many rows. The
 * least of many passes says what the code costs even on a machine that others keep busy; the prototype has a class of the
 * same name.
 */
public final class EStepTime {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private EStepTime() {}

    /** Prints the least, the lower quartile and the median, and the bytes that the last pass allocated. */
    public static void main(String[] args) {
        Work work = Work.parse(args[0]);
        int n = Integer.parseInt(args[1]);
        Path directory = Path.of("em-benchmarks/target/performance", work.name());
        work.write(directory);
        Rows rows = Rows.wrap(Arrays.copyOf(Work.read(directory.resolve("x")), n * work.d()), work.d());
        var model = CovarianceFamily.FULL.mixture(work.k(), work.d());
        var theta = Iterations.start(CovarianceFamily.FULL, work, directory);
        DoubleStream.Builder times = DoubleStream.builder();
        long bytes = 0;
        long end = THREADS.getCurrentThreadCpuTime() + (long) (1e9 * Double.parseDouble(args[2]));
        while (THREADS.getCurrentThreadCpuTime() < end) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            Expectation.of(model, theta, rows);
            times.add((THREADS.getCurrentThreadCpuTime() - start) / (double) n);
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        double[] sorted = times.build().sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f, %.2f, %.2f ns a row; %d bytes%n",
                work,
                sorted[0],
                sorted[sorted.length / 4],
                sorted[sorted.length / 2],
                bytes);
    }
}
