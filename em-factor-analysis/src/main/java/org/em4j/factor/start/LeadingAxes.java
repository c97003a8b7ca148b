package org.em4j.factor.start;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.Randomness;
import org.em4j.core.linalg.Spectrum;
import org.em4j.factor.estep.FactorConditional;

/**
 * The largest eigenvalues of a symmetric matrix within a subspace, with their axes (Rayleigh-Ritz).
 *
 * @param values in descending order {@code (q)}
 * @param axes orthonormal, flat {@code (q x d)}
 */
public record LeadingAxes(double[] values, double[] axes) {
    /** What the first subspace is drawn from: a constant of the method. */
    private static final long SUBSPACE = 1;

    /** Powers of the matrix that a random subspace needs for a start. */
    private static final int SWEEPS = 3;

    /** Within the span of some rows, flat {@code (q x d)}; the matrix is what maps such rows R to {@code R A}. */
    public static LeadingAxes within(double[] rows, int q, UnaryOperator<double[]> matrix) {
        double[] basis = orthonormal(rows, q);
        double[] images = matrix.apply(basis);
        Spectrum ritz = Spectrum.of(new Array2DRowRealMatrix(products(images, basis, q), false));
        int d = rows.length / q;
        double[] axes = new double[q * d];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                double share = ritz.axes().getEntry(b, a);
                for (int j = 0; j < d; j++) {
                    axes[a * d + j] += share * basis[b * d + j];
                }
            }
        }
        return new LeadingAxes(ritz.values(), axes);
    }

    /**
     * Of the whole space, roughly: a subspace multiplied by the matrix a few times. Any subspace that no axis is orthogonal to will do;
     * this one is always the same, so that EM's start is a function of the data alone.
     */
    static LeadingAxes roughly(int d, int q, UnaryOperator<double[]> matrix) {
        RandomGenerator random = Randomness.of(SUBSPACE);
        double[] rows = new double[q * d];
        Arrays.setAll(rows, i -> random.nextGaussian());
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            rows = matrix.apply(orthonormal(rows, q));
        }
        return within(rows, q, matrix);
    }

    private static double[] orthonormal(double[] rows, int q) {
        int d = rows.length / q;
        double[][] columns = new double[q][];
        double[] basis = new double[rows.length];
        for (int a = 0; a < q; a++) {
            columns[a] = Arrays.copyOfRange(rows, a * d, (a + 1) * d);
            FactorConditional.orthonormalise(columns, a);
            System.arraycopy(columns[a], 0, basis, a * d, d);
        }
        return basis;
    }

    /** {@code (A Bᵀ + B Aᵀ) / 2} {@code (q x q)}. */
    private static double[][] products(double[] a, double[] b, int q) {
        int d = a.length / q;
        double[][] product = new double[q][q];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                for (int k = 0; k < d; k++) {
                    double half = 0.5 * a[i * d + k] * b[j * d + k];
                    product[i][j] += half;
                    product[j][i] += half;
                }
            }
        }
        return product;
    }
}
