package org.em4j.core.linalg.simd;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.Sum;

/** The bits of every kernel's results on tiles of many shapes, as one number to print and compare. */
final class EveryKernel {
    private static final int[][] SHAPES = {{1, 1, 1}, {17, 3, 2}, {128, 8, 4}, {61, 21, 5}, {45, 66, 9}};

    private EveryKernel() {}

    /** Prints it: for a JVM of other options. */
    public static void main(String[] args) {
        System.out.print(bits());
    }

    static long bits() {
        Kernels kernels = new SimdProvider().load();
        long bits = 0;
        for (int[] shape : SHAPES) {
            bits = 31 * bits + bits(kernels, shape[0], shape[1], shape[2]);
        }
        return bits;
    }

    private static long bits(Kernels kernels, int n, int d, int q) {
        SplittableRandom random = new SplittableRandom(n);
        int stride = n + 3;
        double[] z = random.doubles((long) d * stride, -1, 1).toArray();
        double[] p = random.doubles((long) d * d, -1, 1).toArray();
        double[] w = random.doubles(n).toArray();
        double[] norms = new double[n];
        double[] scaled = new double[n];
        double[] y = new double[q * stride];
        double[] second = new double[d * d];
        double[] cross = new double[d * q];
        double[] first = new double[2 * d];
        double[] centred = new double[d * stride];
        kernels.centre(z, d, stride, n, w.length >= d ? w : p, centred);
        kernels.whiten(p, d, z, stride, n, norms, 0);
        kernels.norms(p, d, z, stride, n, scaled);
        double[] densities = new double[n];
        kernels.logDensities(p, Arrays.copyOf(p, d), 1, z, stride, n, centred, densities, 0);
        kernels.transform(p, q, d, z, stride, n, y);
        kernels.moments(w, 0, z, d, stride, n, first);
        kernels.squares(w, 0, z, d, stride, n, first);
        kernels.scatter(w, 0, z, d, stride, n, second);
        double[] rows = random.doubles((long) n * d, -1, 1).toArray();
        double[] about = new double[d * d + 1];
        double[] mean = Arrays.copyOf(p, d);
        about[d * d] = kernels.momentsAbout(mean, w, 0, z, stride, rows, 0, n, centred.clone(), first, about);
        kernels.cross(w, 0, z, d, y, q, stride, n, cross);
        double[] joint = random.doubles((long) q * stride, -40, 0).toArray();
        double[] evidence = new double[n];
        double[] entropy = new double[n];
        kernels.responsibilities(joint, new double[q], stride, n, evidence, 0, entropy);
        Sum weight = new Sum();
        Sum sum = new Sum();
        Sum magnitude = new Sum();
        kernels.add(w, 0, evidence, 0, n, weight, sum, magnitude);
        double[] sums = {
            kernels.total(w, 0, n),
            kernels.dot(w, 0, evidence, 0, n),
            kernels.weigh(w, 0, entropy, 0, n, scaled.clone()),
            weight.value(),
            sum.value(),
            magnitude.value()
        };
        return Stream.of(
                        centred, densities, about, norms, scaled, y, first, second, cross, joint, evidence, entropy,
                        sums)
                .mapToLong(Arrays::hashCode)
                .reduce(0, (a, b) -> 31 * a + b);
    }
}
