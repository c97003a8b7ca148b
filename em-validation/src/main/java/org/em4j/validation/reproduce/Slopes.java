package org.em4j.validation.reproduce;

import java.util.function.ToDoubleFunction;

/** Derivatives along coordinates by central differences: slopes of five points, exact up to the fourth degree. */
public final class Slopes {
    private static final double STEP = 1e-3;

    private Slopes() {}

    /** The gradient of f at u. */
    public static double[] gradient(ToDoubleFunction<double[]> f, double[] u) {
        double[] g = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            double h = step(u, i);
            double far = moved(f, u, i, 2 * h) - moved(f, u, i, -2 * h);
            double near = moved(f, u, i, h) - moved(f, u, i, -h);
            g[i] = (8 * near - far) / (12 * h);
        }
        return g;
    }

    /** The Newton step {@code f' / f''} that is left along each coordinate at u: zero where f is stationary. */
    public static double[] newtonSteps(ToDoubleFunction<double[]> f, double[] u) {
        double[] steps = gradient(f, u);
        double here = f.applyAsDouble(u);
        for (int i = 0; i < u.length; i++) {
            double h = step(u, i);
            double curvature = (moved(f, u, i, h) - 2 * here + moved(f, u, i, -h)) / (h * h);
            steps[i] /= curvature;
        }
        return steps;
    }

    private static double step(double[] u, int i) {
        return STEP * Math.max(1, Math.abs(u[i]));
    }

    private static double moved(ToDoubleFunction<double[]> f, double[] u, int i, double by) {
        double[] v = u.clone();
        v[i] += by;
        return f.applyAsDouble(v);
    }
}
