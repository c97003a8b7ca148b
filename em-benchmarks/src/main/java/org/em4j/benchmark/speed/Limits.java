package org.em4j.benchmark.speed;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import java.util.Locale;
import org.bytedeco.javacpp.DoublePointer;

/** What one core of this machine can do at most: Gflop/s of OpenBLAS's matrix product, GB/s from memory; as JSON. */
final class Limits {
    private static final int SIZE = 768;
    private static final int LONG = 1 << 23;

    private Limits() {}

    /** No arguments. */
    public static void main(String[] args) {
        System.out.printf(Locale.ROOT, "{\"gflops\":%.2f,\"bandwidth\":%.2f}%n", product(), triad());
    }

    private static double product() {
        blas_set_num_threads(1);
        double best = Double.POSITIVE_INFINITY;
        try (DoublePointer a = new DoublePointer(SIZE * SIZE);
                DoublePointer b = new DoublePointer(SIZE * SIZE);
                DoublePointer c = new DoublePointer(SIZE * SIZE)) {
            for (int i = 0; i < SIZE * SIZE; i++) {
                a.put(i, i % 7);
                b.put(i, i % 5);
            }
            for (int i = 0; i < 40; i++) {
                long start = System.nanoTime();
                cblas_dgemm(
                        CblasColMajor, CblasNoTrans, CblasNoTrans, SIZE, SIZE, SIZE, 1, a, SIZE, b, SIZE, 0, c, SIZE);
                best = Math.min(best, System.nanoTime() - start);
            }
        }
        return 2.0 * SIZE * SIZE * SIZE / best;
    }

    /** {@code a = b + s c} over arrays far larger than the caches. */
    private static double triad() {
        double[] a = new double[LONG];
        double[] b = new double[LONG];
        double[] c = new double[LONG];
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            triad(a, b, c, 3);
            best = Math.min(best, System.nanoTime() - start);
        }
        return 24.0 * LONG / best;
    }

    private static void triad(double[] a, double[] b, double[] c, double s) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + s * c[i];
        }
    }
}
