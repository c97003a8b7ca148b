package org.em4j.laws.check;

import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A change of the data that a model follows: in other units, from another origin, with columns in another order, rotated.
 *
 * @param name what failures call it
 * @param data the change of one observation
 * @param theta what the parameters become
 * @param logJacobian log of how much volumes in the space of observations grow, zero for counts
 */
public record Symmetry<X, P>(String name, UnaryOperator<X> data, UnaryOperator<P> theta, double logJacobian) {
    /**
     * {@code x -> A x + b} on rows. Powers of two in A, and whole numbers in b on {@link Size#numbers}, round nothing.
     *
     * @param a {@code (d x d)}, of full rank
     * @param b {@code (d)}
     */
    public static <P> Symmetry<double[], P> affine(String name, double[][] a, double[] b, UnaryOperator<P> theta) {
        RealMatrix matrix = new Array2DRowRealMatrix(a);
        UnaryOperator<double[]> move = x -> {
            double[] y = b.clone();
            for (int j = 0; j < y.length; j++) {
                double sum = 0;
                for (int k = 0; k < x.length; k++) {
                    sum += a[j][k] == 0 ? 0 : a[j][k] * x[k]; // of a missing value nothing, too, is nothing
                }
                y[j] += sum;
            }
            return y;
        };
        double determinant = new LUDecomposition(matrix).getDeterminant();
        return new Symmetry<>(name, move, theta, Math.log(Math.abs(determinant)));
    }
}
