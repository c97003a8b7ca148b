package org.em4j.validation.reproduce;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** Matrices as arrays, multiplied by the other library: what checks compute with. */
public final class Matrices {
    private Matrices() {}

    public static RealMatrix of(double[][] a) {
        return new Array2DRowRealMatrix(a, false);
    }

    /** {@code A Bᵀ}. */
    public static double[][] timesTransposed(double[][] a, double[][] b) {
        return of(a).multiply(of(b).transpose()).getData();
    }

    public static double[] times(double[][] a, double[] x) {
        return of(a).operate(x);
    }

    public static double[][] transpose(double[][] a) {
        return of(a).transpose().getData();
    }

    public static double[][] plus(double[][] a, double[][] b) {
        return of(a).add(of(b)).getData();
    }

    public static double[] plus(double[] a, double[] b) {
        double[] c = new double[a.length];
        Arrays.setAll(c, i -> a[i] + b[i]);
        return c;
    }

    public static double[] minus(double[] a, double[] b) {
        double[] c = new double[a.length];
        Arrays.setAll(c, i -> a[i] - b[i]);
        return c;
    }

    public static double[][] diagonal(double... entries) {
        double[][] a = new double[entries.length][entries.length];
        for (int i = 0; i < entries.length; i++) {
            a[i][i] = entries[i];
        }
        return a;
    }

    public static double[][] identity(int n) {
        return diagonal(ones(n));
    }

    public static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    public static double[] concat(double[] a, double[] b) {
        double[] c = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, c, a.length, b.length);
        return c;
    }

    public static double[][] block(double[][] a, int row, int rows, int column, int columns) {
        double[][] b = new double[rows][];
        Arrays.setAll(b, i -> Arrays.copyOfRange(a[row + i], column, column + columns));
        return b;
    }

    public static double[] flat(double[][] a) {
        return Stream.of(a).flatMapToDouble(Arrays::stream).toArray();
    }
}
