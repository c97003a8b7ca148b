package org.em4j.benchmark.speed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Rows to fit, and where a fit starts: drawn from k Gaussians of full covariance (or k factors), from a fixed seed.
 *
 * @param n rows
 * @param d columns
 * @param k components, or factors
 */
record Work(int n, int d, int k) {
    /** What iterations with full covariances are measured on. */
    static final List<Work> ALL = List.of(
            new Work(1_000_000, 2, 5), new Work(200_000, 16, 16), new Work(50_000, 64, 16), new Work(20_000, 256, 8));

    static Work parse(String text) {
        int[] sizes = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
        return new Work(sizes[0], sizes[1], sizes[2]);
    }

    /** {@code n d k} as the scripts take it, and {@link #parse} with crosses. */
    String name() {
        return n + "x" + d + "x" + k;
    }

    /** Useful flops of an iteration with full covariances. */
    double flops() {
        return 2.0 * n * d * d * k;
    }

    /** Writes rows, means and weights as raw doubles. */
    void write(Path directory) {
        Random random = new Random(n + d);
        double[] centres = gaussians(random, k * d, d < 64 ? 3 : 2 / Math.sqrt(d));
        double[] x = new double[n * d];
        double[][] mixing = new double[k][];
        Arrays.setAll(mixing, c -> mixing(random));
        double[] white = new double[d];
        for (int i = 0; i < n; i++) {
            int c = random.nextInt(k);
            for (int j = 0; j < d; j++) {
                white[j] = random.nextGaussian();
            }
            for (int j = 0; j < d; j++) {
                double value = centres[c * d + j];
                for (int a = 0; a < d; a++) {
                    value += mixing[c][j * d + a] * white[a];
                }
                x[i * d + j] = value;
            }
        }
        double[] off = gaussians(random, k * d, 0.3);
        double[] means = new double[k * d];
        Arrays.setAll(means, i -> centres[i] + off[i]);
        double[] weights = new double[k];
        Arrays.fill(weights, 1.0 / k);
        write(directory.resolve("x"), x);
        write(directory.resolve("means"), means);
        write(directory.resolve("weights"), weights);
    }

    /** Writes rows that k factors and noise make, and nothing else. */
    void writeFactors(Path directory) {
        Random random = new Random(n + d);
        double[] loadings = gaussians(random, d * k, 1);
        double[] x = new double[n * d];
        double[] z = new double[k];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < k; a++) {
                z[a] = random.nextGaussian();
            }
            for (int j = 0; j < d; j++) {
                double value = (0.5 + (double) j / d) * random.nextGaussian();
                for (int a = 0; a < k; a++) {
                    value += loadings[j * k + a] * z[a];
                }
                x[i * d + j] = value;
            }
        }
        write(directory.resolve("x"), x);
    }

    private double[] mixing(Random random) {
        double[] a = gaussians(random, d * d, (d < 64 ? 0.5 : 0.15) / Math.sqrt(d));
        for (int j = 0; j < d; j++) {
            a[j * d + j] += 0.8;
        }
        return a;
    }

    private static double[] gaussians(Random random, int size, double scale) {
        double[] x = new double[size];
        Arrays.setAll(x, i -> scale * random.nextGaussian());
        return x;
    }

    private static void write(Path file, double[] x) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * x.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(x);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static double[] read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            double[] x = new double[bytes.length / 8];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer()
                    .get(x);
            return x;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d x %d, %d", n, d, k);
    }
}
