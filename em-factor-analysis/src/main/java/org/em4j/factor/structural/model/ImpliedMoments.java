package org.em4j.factor.structural.model;

import java.util.Arrays;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.factor.structural.model.Term.Kind;

/**
 * What a model says of the variables of one group at some parameters, by the rules of the reticular action model (McArdle
 * and McDonald 1984): with {@code v = m + A v + u} the mean is {@code G m} and the covariance {@code G S Gᵀ}, {@code G = (I -
 * A)⁻¹}.
 *
 * @param paths A {@code (D x D)}
 * @param disturbances S {@code (D x D)}
 * @param totals G {@code (D x D)}
 * @param mean {@code (D)}
 * @param covariance {@code (D x D)}
 */
public record ImpliedMoments(
        RealMatrix paths, RealMatrix disturbances, RealMatrix totals, double[] mean, RealMatrix covariance) {
    public static ImpliedMoments of(StructuralModel model, double[] theta, int group) {
        int size = model.size();
        RealMatrix a = MatrixUtils.createRealMatrix(size, size);
        RealMatrix s = MatrixUtils.createRealMatrix(size, size);
        double[] m = new double[size];
        for (Term t : model.terms(group)) {
            double value = t.at(theta);
            if (t.isPath()) {
                a.setEntry(t.row(), t.column(), value);
            } else if (t.kind() == Kind.INTERCEPT) {
                m[t.row()] = value;
            } else {
                s.setEntry(t.row(), t.column(), value);
                s.setEntry(t.column(), t.row(), value);
            }
        }
        RealMatrix g = totals(a);
        return new ImpliedMoments(a, s, g, g.operate(m), g.multiply(s).multiply(g.transpose()));
    }

    /** {@code I + A + A² + ...}, as far as ways along arrows can be long; unlike an inverse it knows no units. */
    private static RealMatrix totals(RealMatrix a) {
        RealMatrix sum = MatrixUtils.createRealIdentityMatrix(a.getRowDimension());
        RealMatrix power = a;
        for (int length = 1; length < a.getRowDimension() && isSomewhere(power); length++) {
            sum = sum.add(power);
            power = power.multiply(a);
        }
        return sum;
    }

    private static boolean isSomewhere(RealMatrix power) {
        return Arrays.stream(power.getData()).flatMapToDouble(Arrays::stream).anyMatch(x -> x != 0);
    }

    /** Means of some variables. */
    public double[] mean(int[] of) {
        return Arrays.stream(of).mapToDouble(i -> mean[i]).toArray();
    }

    /** Covariances of some variables, flat. */
    double[] covariance(int[] of) {
        double[] flat = new double[of.length * of.length];
        Arrays.setAll(flat, i -> covariance.getEntry(of[i / of.length], of[i % of.length]));
        return flat;
    }

    /** Standard deviation of a variable. */
    public double sd(int i) {
        return Math.sqrt(covariance.getEntry(i, i));
    }
}
