package org.em4j.factor;

import java.io.Serializable;
import org.em4j.core.equation.Equation;
import org.em4j.core.linalg.Cholesky;

/**
 * Factor analysis with theta bound, by q x q matrices alone: {@code M = I + ΛᵀΨ⁻¹Λ = LLᵀ}.
 *
 * <p>{@code (ΛΛᵀ+Ψ)⁻¹ = Ψ⁻¹ - Ψ⁻¹Λ M⁻¹ ΛᵀΨ⁻¹}, so that the posterior mean is {@code m = M⁻¹ΛᵀΨ⁻¹(x-μ)}, and the squared
 * Mahalanobis distance {@code (x-μ-Λm)ᵀΨ⁻¹(x-μ-Λm) + mᵀm}: a sum of squares, where the textbook's difference of two
 * large ones cancels for rows far out along the factors. Right for d > n and d >> q.
 *
 * @param mean {@code (d)}
 * @param precisions {@code 1 / Ψ_jj} {@code (d)}
 * @param loadings {@code Λ}, flat {@code (d x q)}
 * @param regression {@code M⁻¹ΛᵀΨ⁻¹}, flat {@code (q x d)}: data to scores
 * @param covariance {@code M⁻¹}, flat {@code (q x q)}: that of z given x
 * @param constant {@code -(d log 2π + log det(ΛΛᵀ+Ψ)) / 2}
 * @param entropy of z given x, in nats
 */
record Woodbury(
        double[] mean,
        double[] precisions,
        double[] loadings,
        double[] regression,
        double[] covariance,
        double constant,
        double entropy)
        implements Serializable {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    static Woodbury of(FactorParameters theta) {
        int d = theta.columns();
        int q = theta.factors();
        double[] precisions = new double[d];
        double[] scaled = new double[q * d]; // ΛᵀΨ⁻¹
        double logNoise = 0;
        for (int j = 0; j < d; j++) {
            precisions[j] = 1 / theta.uniqueness(j);
            logNoise += Math.log(theta.uniqueness(j));
            for (int a = 0; a < q; a++) {
                scaled[a * d + j] = theta.loading(j, a) * precisions[j];
            }
        }
        Cholesky m = Cholesky.of(information(theta, scaled), q);
        double[] covariance = inverse(m);
        double logDeterminant = m.logDeterminant();
        return new Woodbury(
                theta.centre(),
                precisions,
                theta.flatLoadings(),
                regression(covariance, scaled, q, d),
                covariance,
                -0.5 * (d * LOG_2PI + logNoise + logDeterminant),
                0.5 * (q * (1 + LOG_2PI) - logDeterminant));
    }

    /** {@code M = I + ΛᵀΨ⁻¹Λ}, flat {@code (q x q)}: the precision of z given x. */
    private static double[] information(FactorParameters theta, double[] scaled) {
        int d = theta.columns();
        int q = theta.factors();
        double[] m = new double[q * q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                double v = a == b ? 1 : 0;
                for (int j = 0; j < d; j++) {
                    v += scaled[a * d + j] * theta.loading(j, b);
                }
                m[a * q + b] = v;
                m[b * q + a] = v;
            }
        }
        return m;
    }

    /** {@code M⁻¹}, flat {@code (q x q)}: {@code I - Λᵀ(ΛΛᵀ+Ψ)⁻¹Λ} by Woodbury's identity. */
    @Equation("3695dxg")
    private static double[] inverse(Cholesky m) {
        int q = m.order();
        double[] p = m.inverseFactor();
        double[] covariance = new double[q * q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                for (int r = Math.max(a, b); r < q; r++) {
                    covariance[a * q + b] += p[r * q + a] * p[r * q + b];
                }
            }
        }
        return covariance;
    }

    /** {@code M⁻¹ΛᵀΨ⁻¹}, flat {@code (q x d)}: {@code Λᵀ(ΛΛᵀ+Ψ)⁻¹} by Woodbury's identity. */
    @Equation("3695dxf")
    private static double[] regression(double[] square, double[] b, int q, int d) {
        double[] c = new double[q * d];
        for (int a = 0; a < q; a++) {
            for (int k = 0; k < q; k++) {
                for (int j = 0; j < d; j++) {
                    c[a * d + j] += square[a * q + k] * b[k * d + j];
                }
            }
        }
        return c;
    }
}
