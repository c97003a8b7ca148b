package org.em4j.validation.reproduce;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Expectations over standard normal vectors of m entries, by 2m points {@code ±√m e_i} of equal weight: exact for
 * polynomials up to the third degree (Arasaratnam and Haykin 2009, IEEE Trans. Automatic Control 54).
 *
 * @param dimension m
 */
public record Cubature(int dimension) {
    /** {@code E[f(ε)]} of a vector-valued f. */
    public double[] expectation(Function<double[], double[]> f) {
        double[] sum = null;
        for (double[] point : points()) {
            double[] value = f.apply(point);
            sum = sum == null ? value.clone() : Matrices.plus(sum, value);
        }
        double[] mean = sum;
        Arrays.setAll(mean, i -> mean[i] / (2 * dimension));
        return mean;
    }

    /** The points {@code (2m x m)}. */
    public double[][] points() {
        double[][] points = new double[2 * dimension][dimension];
        for (int i = 0; i < points.length; i++) {
            points[i][i / 2] = (i % 2 == 0 ? 1 : -1) * Math.sqrt(dimension);
        }
        return points;
    }

    /** {@code E[f(ε) g(ε)ᵀ]}. */
    public double[][] moment(Function<double[], double[]> f, Function<double[], double[]> g) {
        int columns = g.apply(new double[dimension]).length;
        double[] flat = expectation(e -> outer(f.apply(e), g.apply(e)));
        double[][] moment = new double[flat.length / columns][];
        Arrays.setAll(moment, i -> Arrays.copyOfRange(flat, i * columns, (i + 1) * columns));
        return moment;
    }

    /** {@code E[(f - Ef)(f - Ef)ᵀ]}. */
    public double[][] covariance(Function<double[], double[]> f) {
        double[] mean = expectation(f);
        Function<double[], double[]> centred = e -> Matrices.minus(f.apply(e), mean);
        return moment(centred, centred);
    }

    private static double[] outer(double[] a, double[] b) {
        double[] product = new double[a.length * b.length];
        Arrays.setAll(product, i -> a[i / b.length] * b[i % b.length]);
        return product;
    }
}
