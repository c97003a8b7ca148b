package org.em4j.validation.reproduce;

import java.util.Arrays;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.apache.commons.math3.dfp.DfpMath;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.apache.commons.math3.linear.FieldMatrix;

/** Matrices and normal densities in at least 32 decimal digits, by another library. */
public final class LongArithmetic {
    private static final DfpField FIELD = new DfpField(40);

    private LongArithmetic() {}

    public static Dfp of(double v) {
        return FIELD.newDfp(v);
    }

    public static FieldMatrix<Dfp> of(double[][] a) {
        FieldMatrix<Dfp> m = new Array2DRowFieldMatrix<>(FIELD, a.length, a[0].length);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                m.setEntry(i, j, of(a[i][j]));
            }
        }
        return m;
    }

    public static FieldMatrix<Dfp> column(double[] x) {
        FieldMatrix<Dfp> m = new Array2DRowFieldMatrix<>(FIELD, x.length, 1);
        for (int i = 0; i < x.length; i++) {
            m.setEntry(i, 0, of(x[i]));
        }
        return m;
    }

    public static double[][] toDouble(FieldMatrix<Dfp> m) {
        double[][] a = new double[m.getRowDimension()][m.getColumnDimension()];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                a[i][j] = m.getEntry(i, j).toDouble();
            }
        }
        return a;
    }

    public static FieldMatrix<Dfp> inverse(FieldMatrix<Dfp> a) {
        return new FieldLUDecomposition<>(a).getSolver().getInverse();
    }

    /** A normal distribution, factorised. */
    public static final class Normal {
        private final FieldMatrix<Dfp> mean;
        private final FieldMatrix<Dfp> precision;
        private final Dfp normalizer; // √((2π)ᵈ det Σ)

        public Normal(double[] mean, double[][] covariance) {
            FieldLUDecomposition<Dfp> lu = new FieldLUDecomposition<>(LongArithmetic.of(covariance));
            this.mean = column(mean);
            this.precision = lu.getSolver().getInverse();
            Dfp volume = FIELD.getPi().multiply(2).pow(mean.length).multiply(lu.getDeterminant());
            this.normalizer = volume.sqrt();
        }

        /** {@code -(x-μ)ᵀΣ⁻¹(x-μ) / 2}. */
        public Dfp exponent(double[] x) {
            FieldMatrix<Dfp> r = column(x).subtract(mean);
            return r.transpose()
                    .multiply(precision)
                    .multiply(r)
                    .getEntry(0, 0)
                    .negate()
                    .divide(2);
        }
    }

    /** Bayes' rule: {@code w_k N(x; k) / Σ_l w_l N(x; l)}, with exponents taken off the largest. */
    public static double[] responsibilities(double[] weights, Normal[] normals, double[] x) {
        Dfp[] exponents = new Dfp[weights.length];
        Arrays.setAll(exponents, k -> normals[k].exponent(x));
        Dfp largest = exponents[0];
        for (Dfp e : exponents) {
            largest = e.greaterThan(largest) ? e : largest;
        }
        Dfp[] joint = new Dfp[weights.length];
        Dfp sum = FIELD.getZero();
        for (int k = 0; k < weights.length; k++) {
            Dfp density = DfpMath.exp(exponents[k].subtract(largest)).divide(normals[k].normalizer);
            joint[k] = density.multiply(of(weights[k]));
            sum = sum.add(joint[k]);
        }
        Dfp total = sum;
        double[] r = new double[weights.length];
        Arrays.setAll(r, k -> joint[k].divide(total).toDouble());
        return r;
    }
}
