package org.em4j.nd4j;

import java.util.Arrays;
import org.em4j.core.linalg.Kernels;

/**
 * A trial of every matrix product, against plain loops, before any result rests on it.
 *
 * <p>All numbers are whole and no sum exceeds 2^53, so that every order of summation gives the same bits: the two must
 * be equal, without a tolerance. Sizes are such that full panels, remainders and padding all occur.
 */
record SelfTest(Kernels kernels) {
    private static final int N = 61;
    private static final int D = 67;
    private static final int Q = 5;
    private static final int STRIDE = 72;

    /**
     * Compares all products of two kernels.
     *
     * @throws IllegalStateException naming the product in which they differ
     */
    static void require(Kernels tried, Kernels plain) {
        SelfTest test = new SelfTest(tried);
        SelfTest truth = new SelfTest(plain);
        compare("whiten", test.whiten(), truth.whiten());
        compare("transform", test.transform(), truth.transform());
        compare("scatter", test.scatter(), truth.scatter());
        compare("cross", test.cross(), truth.cross());
    }

    private static void compare(String product, double[] test, double[] truth) {
        if (!Arrays.equals(test, truth)) {
            throw new IllegalStateException(
                    "the BLAS found here computes wrong matrix products (" + product + "); plain Java is used instead");
        }
    }

    private double[] whiten() {
        double[] p = whole(D * D, 11);
        for (int i = 0; i < D; i++) {
            Arrays.fill(p, i * D + i + 1, (i + 1) * D, 0);
        }
        double[] norms = new double[N];
        kernels.whiten(p, D, whole(D * STRIDE, 13), STRIDE, N, norms, 0);
        return norms;
    }

    private double[] transform() {
        double[] y = new double[Q * STRIDE];
        kernels.transform(whole(Q * D, 11), Q, D, whole(D * STRIDE, 13), STRIDE, N, y);
        return y;
    }

    private double[] scatter() {
        double[] second = new double[D * D];
        kernels.scatter(whole(N, 7), 0, whole(D * STRIDE, 13), D, STRIDE, N, second);
        for (int i = 0; i < D; i++) {
            Arrays.fill(second, i * D + i + 1, (i + 1) * D, 0);
        }
        return second;
    }

    private double[] cross() {
        double[] cross = new double[D * Q];
        kernels.cross(whole(N, 7), 0, whole(D * STRIDE, 13), D, whole(Q * STRIDE, 11), Q, STRIDE, N, cross);
        return cross;
    }

    /** Whole numbers from -8 to 8, in no order that a matrix could have. */
    private static double[] whole(int size, int step) {
        double[] x = new double[size];
        Arrays.setAll(x, i -> (double) ((long) i * i % 31 * step % 17 - 8));
        return x;
    }
}
