package org.em4j.validation.law;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.laws.check.Symmetry;

/** Changes {@code x -> A x + b} of rows. */
record Affine(String name, double[][] a, double[] b) {
    /** To another origin, a million off: a power of two, so that nothing is rounded. */
    static Affine shift(int d) {
        double[] b = new double[d];
        Arrays.fill(b, 0x1p20);
        return new Affine("from another origin", diagonal(ones(d)), b);
    }

    /** Each column in units of its own. */
    static Affine units(int d) {
        double[] units = new double[d];
        Arrays.setAll(units, j -> Math.scalb(1.0, 7 * j % 23 - 11));
        return new Affine("in other units", diagonal(units), new double[d]);
    }

    /** All columns in the same other unit. */
    static Affine unit(int d) {
        double[] units = new double[d];
        Arrays.fill(units, 0x1p-9);
        return new Affine("in another unit", diagonal(units), new double[d]);
    }

    /** Columns backwards. */
    static Affine backwards(int d) {
        double[][] a = new double[d][d];
        for (int j = 0; j < d; j++) {
            a[j][d - 1 - j] = 1;
        }
        return new Affine("with its columns backwards", a, new double[d]);
    }

    /** The first two columns turned by an angle with cosine 0.6. */
    static Affine rotation(int d) {
        double[][] a = diagonal(ones(d));
        if (d > 1) {
            a[0][0] = 0.6;
            a[0][1] = -0.8;
            a[1][0] = 0.8;
            a[1][1] = 0.6;
        }
        return new Affine("rotated", a, new double[d]);
    }

    /** Those that every model of rows with parameters to each column follows. */
    static Stream<Affine> byColumn(int d) {
        return Stream.of(shift(d), unit(d), units(d), backwards(d));
    }

    /** As a symmetry of a model whose parameters change so. */
    <P> Symmetry<double[], P> of(UnaryOperator<P> theta) {
        return Symmetry.affine(name, a, b, theta);
    }

    /** As a symmetry of a mixture, whose components' parameters change so. */
    <P> Symmetry<double[], MixtureParameters<P>> each(UnaryOperator<P> component) {
        return of(theta -> new MixtureParameters<>(
                theta.weights(), theta.components().stream().map(component).toList()));
    }

    /** {@code A m + b}. */
    double[] mean(double[] m) {
        double[] moved = matrix().operate(m);
        Arrays.setAll(moved, j -> moved[j] + b[j]);
        return moved;
    }

    /** {@code A S Aᵀ}. */
    double[][] covariance(double[][] s) {
        return matrix().multiply(new Array2DRowRealMatrix(s))
                .multiply(matrix().transpose())
                .getData();
    }

    /** {@code A L}. */
    double[][] loadings(double[][] l) {
        return matrix().multiply(new Array2DRowRealMatrix(l)).getData();
    }

    private RealMatrix matrix() {
        return new Array2DRowRealMatrix(a);
    }

    private static double[] ones(int d) {
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[][] diagonal(double[] values) {
        double[][] a = new double[values.length][values.length];
        for (int j = 0; j < values.length; j++) {
            a[j][j] = values[j];
        }
        return a;
    }
}
