package org.em4j.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.em4j.benchmark.peer.Peer;
import org.em4j.benchmark.peer.Peers;

/**
 * Times an iteration of EM in this process: {@code IterateOnce PEER N D K}; the last line printed counts. What a long run
 * takes beyond a short one is divided by its iterations, so that reading and starting are not counted; each is the least of
 * several, so that warming up is not either.
 */
final class IterateOnce {
    private static final int SHORT = 2;
    private static final int MORE = 4;
    private static final int MOST = 1_000;
    private static final int TIMES = 4;
    private static final double ENOUGH = 300;

    private static final Object PROCESS = ManagementFactory.getOperatingSystemMXBean();

    private IterateOnce() {}

    /** Milliseconds and a log-likelihood, or how it failed. */
    public static void main(String[] args) {
        Peer peer = Peers.all().get(args[0]);
        int k = Integer.parseInt(args[3]);
        double[][] x = overlapping(Integer.parseInt(args[1]), Integer.parseInt(args[2]), k);
        double[][] means = Arrays.copyOf(x, k); // the rows are in random order
        String last;
        try {
            Cost shortest = least(peer, x, means, SHORT);
            int more = MORE;
            Cost longer = least(peer, x, means, SHORT + more);
            while (longer.wall - shortest.wall < ENOUGH && more < MOST) {
                more *= 2;
                longer = least(peer, x, means, SHORT + more);
            }
            if (longer.wall - shortest.wall < ENOUGH) {
                throw new IllegalStateException("stops by itself: " + more + " more iterations took no longer");
            }
            last = String.format(
                    Locale.ROOT,
                    "ok ms=%.4f processor=%.4f loglik=%s",
                    (longer.wall - shortest.wall) / more,
                    (longer.processor - shortest.processor) / more,
                    peer.iterate(x, means, SHORT + MORE));
        } catch (Exception | LinkageError e) {
            last = "ERROR " + e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        System.out.println();
        System.out.println(last.replaceAll("\\s+", " "));
        System.exit(0); // whatever threads are left
    }

    /** Milliseconds: as a clock shows them, and of all processors together, which a busy machine changes less. */
    private record Cost(double wall, double processor) {
        static Cost now() {
            double processor = PROCESS instanceof OperatingSystemMXBean os ? os.getProcessCpuTime() / 1e6 : Double.NaN;
            return new Cost(System.nanoTime() / 1e6, processor);
        }

        Cost since(Cost start) {
            return new Cost(wall - start.wall, processor - start.processor);
        }

        Cost least(Cost o) {
            return new Cost(Math.min(wall, o.wall), Math.min(processor, o.processor));
        }
    }

    /** What a fit of so many iterations costs. */
    private static Cost least(Peer peer, double[][] x, double[][] means, int iterations) throws Exception {
        Cost least = new Cost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        for (int i = 0; i < TIMES; i++) {
            Cost start = Cost.now();
            peer.iterate(x, means, iterations);
            least = least.least(Cost.now().since(start));
        }
        return least;
    }

    /** Rows of k spherical clusters, about as far apart as they are wide: EM has work for many iterations. */
    private static double[][] overlapping(int n, int d, int k) {
        RandomGenerator random = new Random(1);
        double[][] centres = new double[k][d];
        for (double[] centre : centres) {
            Arrays.setAll(centre, j -> 4 * random.nextGaussian() / Math.sqrt(d));
        }
        double[][] x = new double[n][d];
        for (double[] row : x) {
            double[] centre = centres[random.nextInt(k)];
            Arrays.setAll(row, j -> centre[j] + random.nextGaussian());
        }
        return x;
    }
}
