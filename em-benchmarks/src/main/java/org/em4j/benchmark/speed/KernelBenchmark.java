package org.em4j.benchmark.speed;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.em4j.core.linalg.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels of a Gaussian component on one tile of 128 rows, in microseconds, one thread:
 * {@code em-benchmarks/run org.openjdk.jmh.Main KernelBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {
    /** Rows of the tile. */
    static final int N = 128;

    private static final int STRIDE = 136;

    /** Columns; components of the mixture, for its responsibilities. */
    @Param({"2", "16", "64", "256"})
    public int d;

    private Kernels kernels;
    private double[] tile;
    private double[] centred;
    private double[] mean;
    private double[] whitener;
    private double[] weights;
    private double[] norms;
    private double[] second;
    private double[] evidence;
    private double[] entropy;
    private double[] offset;
    private double[] joint;

    /** Numbers of no meaning. */
    @Setup
    public void numbers() {
        Random random = new Random(d);
        kernels = Kernels.of(d, 1e12);
        tile = random.doubles(d * STRIDE, -1, 1).toArray();
        joint = random.doubles(d * STRIDE, -30, 0).toArray();
        centred = tile.clone();
        mean = new double[d];
        whitener = random.doubles(d * d, -1, 1).toArray();
        weights = random.doubles(N).toArray();
        norms = new double[N];
        second = new double[d * d];
        evidence = new double[N];
        entropy = new double[N];
        offset = new double[d];
    }

    /** {@code z = x - mean}. */
    @Benchmark
    public double[] centre() {
        kernels.centre(tile, d, STRIDE, N, mean, centred);
        return centred;
    }

    /** {@code |P z|²}. */
    @Benchmark
    public double[] whiten() {
        kernels.whiten(whitener, d, tile, STRIDE, N, norms, 0);
        return norms;
    }

    /** {@code Σ w z zᵀ}. */
    @Benchmark
    public double[] scatter() {
        kernels.scatter(weights, 0, tile, d, STRIDE, N, second);
        return second;
    }

    /** Log-sum-exp over d components, of numbers that are copied anew each time. */
    @Benchmark
    public double[] responsibilities() {
        System.arraycopy(joint, 0, centred, 0, joint.length);
        kernels.responsibilities(centred, offset, STRIDE, N, evidence, 0, entropy);
        return evidence;
    }

    /** The fastest of the rows' weighted sums: what memory alone allows. */
    @Benchmark
    public double[] moments() {
        Arrays.fill(offset, 0);
        kernels.moments(weights, 0, tile, d, STRIDE, N, offset);
        return offset;
    }
}
