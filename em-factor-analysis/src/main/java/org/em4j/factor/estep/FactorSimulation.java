package org.em4j.factor.estep;

import java.util.Arrays;
import org.em4j.core.Equation;

/**
 * What the model makes a row of: factors {@code z ~ N(0, Φ)}, noise {@code ε ~ N(0, Ψ)} independent of them, and the
 * row {@code x = μ + Λz + ε}.
 *
 * @param z factors {@code (q)}
 * @param noise ε {@code (d)}
 * @param x the row {@code (d)}
 */
public record FactorSimulation(double[] z, double[] noise, double[] x) {
    /** The draw that {@code q + d} independent standard normal numbers give: the model, as a map of white noise. */
    public static FactorSimulation of(FactorParameters theta, double[] white) {
        double[] z = theta.phi().colour(factors(theta.factors(), white));
        double[] noise = noise(theta, white);
        return new FactorSimulation(z, noise, row(theta, z, noise));
    }

    @Equation({"3695dg", "3695dl", "3695dqd"})
    private static double[] factors(int q, double[] white) {
        return Arrays.copyOf(white, q);
    }

    /** Made of other numbers than the factors are, so that {@code E[zεᵀ] = 0}. */
    @Equation({"3695dg", "3695dl", "3695ds", "3695dt"})
    private static double[] noise(FactorParameters theta, double[] white) {
        double[] noise = new double[theta.columns()];
        Arrays.setAll(noise, j -> Math.sqrt(theta.uniqueness(j)) * white[theta.factors() + j]);
        return noise;
    }

    @Equation({"3695de", "3695di", "3695dm", "3695do"})
    private static double[] row(FactorParameters theta, double[] z, double[] noise) {
        double[] x = theta.mean();
        for (int j = 0; j < x.length; j++) {
            for (int a = 0; a < z.length; a++) {
                x[j] += theta.loading(j, a) * z[a];
            }
            x[j] += noise[j];
        }
        return x;
    }
}
