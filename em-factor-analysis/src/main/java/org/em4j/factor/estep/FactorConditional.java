package org.em4j.factor.estep;

import java.io.Serializable;
import java.util.Arrays;
import org.em4j.core.Equation;
import org.em4j.core.data.Pattern;

/**
 * A factor model with theta bound, by q x q matrices alone: {@code M = Φ⁻¹ + ΛᵀΨ⁻¹Λ}, the precision of z given x.
 *
 * <p>M is never formed, because loadings that are nearly collinear and large would be lost in it: with {@code Φ = CCᵀ} its
 * factor R comes from the columns of {@code (Ψ^-½ΛC; I) = (U; V) R}, made orthonormal. With {@code CV} for V,
 * {@code M⁻¹ = VVᵀ} and {@code M⁻¹ΛᵀΨ⁻¹ = VUᵀΨ^-½}, off by the root of what a factorisation of M would be off by.
 *
 * <p>For {@code Φ = I}, {@code (ΛΛᵀ+Ψ)⁻¹ = Ψ⁻¹ - Ψ⁻¹Λ M⁻¹ ΛᵀΨ⁻¹}, so that the posterior mean is {@code m = M⁻¹ΛᵀΨ⁻¹(x-μ)}, and the squared
 * Mahalanobis distance {@code (x-μ-Λm)ᵀΨ⁻¹(x-μ-Λm) + mᵀΦ⁻¹m}: a sum of squares, where the textbook's difference of two
 * large ones cancels for rows far out along the factors. Right for d > n and d >> q.
 *
 * @param mean {@code (d)}
 * @param precisions {@code 1 / Ψ_jj} {@code (d)}, zero where the column is missing
 * @param regression {@code M⁻¹ΛᵀΨ⁻¹}, flat {@code (q x d)}: data to scores
 * @param covariance {@code M⁻¹}, flat {@code (q x q)}: that of z given x
 * @param constant {@code -(d log 2π + log det(ΛΦΛᵀ+Ψ)) / 2}, of the observed columns
 * @param entropy of z, and of what is missing, given the rest, in nats
 */
public record FactorConditional(
        double[] mean, double[] precisions, double[] regression, double[] covariance, double constant, double entropy)
        implements Serializable {
    public static final double LOG_2PI = Math.log(2 * Math.PI);

    public static FactorConditional of(FactorParameters theta) {
        return of(theta, Pattern.missing(theta.columns()));
    }

    /** Seen through a pattern: of a missing column nothing is known, so that its precision is zero. */
    public static FactorConditional of(FactorParameters theta, Pattern pattern) {
        int q = theta.factors();
        double[] precisions = new double[theta.columns()];
        double[] roots = new double[theta.columns()];
        double logNoise = 0;
        for (int j : pattern.observed()) {
            precisions[j] = 1 / theta.uniqueness(j);
            roots[j] = Math.sqrt(precisions[j]);
            logNoise += LOG_2PI + Math.log(theta.uniqueness(j));
        }
        double missing = 0;
        for (int j : pattern.missing()) {
            missing += 1 + LOG_2PI + Math.log(theta.uniqueness(j));
        }
        double[][] columns = stacked(theta, roots);
        double logDeterminant = 0;
        for (int a = 0; a < q; a++) {
            logDeterminant += 2 * Math.log(orthonormalise(columns, a));
        }
        correlate(columns, theta);
        double logPhi = theta.phi().logDeterminant();
        return new FactorConditional(
                theta.centre(),
                precisions,
                regression(columns, roots),
                covariance(columns, roots.length),
                -0.5 * (logNoise + logDeterminant),
                0.5 * (q * (1 + LOG_2PI) + logPhi - logDeterminant + missing));
    }

    /** {@code V <- CV}: from uncorrelated factors to these. */
    private static void correlate(double[][] columns, FactorParameters theta) {
        int d = theta.columns();
        for (double[] column : columns) {
            double[] turned = theta.phi().colour(Arrays.copyOfRange(column, d, column.length));
            System.arraycopy(turned, 0, column, d, turned.length);
        }
    }

    /** {@code (Ψ^-½ΛC; I)}, by column: {@code (q)} of {@code (d + q)}. */
    private static double[][] stacked(FactorParameters theta, double[] roots) {
        int d = theta.columns();
        int q = theta.factors();
        double[][] columns = new double[q][d + q];
        for (int a = 0; a < q; a++) {
            for (int j = 0; j < d; j++) {
                columns[a][j] = theta.orthogonal(j, a) * roots[j];
            }
            columns[a][d + a] = 1;
        }
        return columns;
    }

    /** Takes the columns before a out of column a, and returns the length of what is left, made one. */
    public static double orthonormalise(double[][] columns, int a) {
        double[] v = columns[a];
        for (int pass = 0; pass < 2; pass++) { // twice is enough (Giraud et al. 2005)
            for (int b = 0; b < a; b++) {
                double along = dot(columns[b], v);
                for (int j = 0; j < v.length; j++) {
                    v[j] -= along * columns[b][j];
                }
            }
        }
        double length = Math.sqrt(dot(v, v));
        for (int j = 0; j < v.length; j++) {
            v[j] /= length;
        }
        return length;
    }

    private static double dot(double[] v, double[] w) {
        double s = 0;
        for (int j = 0; j < v.length; j++) {
            s += v[j] * w[j];
        }
        return s;
    }

    /** {@code M⁻¹ = VVᵀ}, flat {@code (q x q)}: {@code I - Λᵀ(ΛΛᵀ+Ψ)⁻¹Λ} by Woodbury's identity. */
    @Equation("3695dxg")
    private static double[] covariance(double[][] columns, int d) {
        int q = columns.length;
        double[] covariance = new double[q * q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                for (double[] column : columns) {
                    covariance[a * q + b] += column[d + a] * column[d + b];
                }
            }
        }
        return covariance;
    }

    /** {@code M⁻¹ΛᵀΨ⁻¹ = VUᵀΨ^-½}, flat {@code (q x d)}: {@code Λᵀ(ΛΛᵀ+Ψ)⁻¹} by Woodbury's identity. */
    @Equation("3695dxf")
    private static double[] regression(double[][] columns, double[] roots) {
        int q = columns.length;
        int d = roots.length;
        double[] c = new double[q * d];
        for (int a = 0; a < q; a++) {
            for (double[] column : columns) {
                for (int j = 0; j < d; j++) {
                    c[a * d + j] += column[d + a] * column[j] * roots[j];
                }
            }
        }
        return c;
    }
}
