package org.em4j.gmm.covariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.em4j.core.distribution.CovarianceStorage;
import org.em4j.core.distribution.Degeneracies;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.DegenerateException;

/**
 * The covariances {@code Σ_k = λ_k C_k}, {@code det C_k = 1}, that maximise {@code -½ Σ_k (n_k log det Σ_k + tr Σ_k⁻¹ W_k)}
 * with volumes λ and shapes C as free as they may be, for scatters W of one form: diagonals along axes that are settled
 * already, or whole where shape and axes are equally free (Celeux and Govaert 1995).
 *
 * @param form of the scatters
 * @param d number of columns
 * @param weights {@code (K)}, n
 * @param scatters W, K of them
 */
record VolumesAndShapes(CovarianceStorage form, int d, double[] weights, List<double[]> scatters) {
    /** Part of the total weight: what the inner loop may leave in nats, before a last step that squares it. */
    private static final double TOLERANCE = 1e-13;

    private static final int MOST_STEPS = 200;

    /** In logs: a volume further than this from what a component's own extent makes it is on its way to none. */
    private static final double FURTHEST = 100;

    List<double[]> maximize(Constraint volume, Constraint shape) {
        return switch (shape) {
            case IDENTITY -> spheres().maximize(volume, volume);
            case EQUAL -> volume == Constraint.EQUAL ? shared() : ownVolumes();
            case VARIABLE -> volume == Constraint.EQUAL ? ownShapes() : own();
        };
    }

    /** The scatters with their diagonal evened out: all that spheres see of them. */
    private VolumesAndShapes spheres() {
        List<double[]> even = new ArrayList<>();
        for (double[] w : scatters) {
            double[] mean = new double[d];
            Arrays.fill(mean, form.trace(w, d) / d);
            even.add(mean);
        }
        return new VolumesAndShapes(CovarianceStorage.DIAGONAL, d, weights, even);
    }

    private List<double[]> own() {
        List<double[]> covariances = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            covariances.add(scaled(scatters.get(k), 1 / weights[k]));
        }
        return covariances;
    }

    private List<double[]> shared() {
        double[] sum = sum(new double[weights.length]);
        return Collections.nCopies(
                weights.length, scaled(sum, 1 / Arrays.stream(weights).sum()));
    }

    /** One volume, the mean of the scatters' own by weight. */
    private List<double[]> ownShapes() {
        double[] volumes = new double[weights.length];
        for (int k = 0; k < volumes.length; k++) {
            double[] w = scatters.get(k);
            volumes[k] = Math.exp(Mixture.inComponent(k, () -> form.logDeterminant(w, d)) / d);
        }
        double volume = Arrays.stream(volumes).sum() / Arrays.stream(weights).sum();
        List<double[]> covariances = new ArrayList<>();
        for (int k = 0; k < volumes.length; k++) {
            covariances.add(scaled(scatters.get(k), volume / volumes[k]));
        }
        return covariances;
    }

    /**
     * One shape: with {@code S = Σ_k e^u_k W_k}, the covariances are S times {@code tr(S⁻¹ W_k) / (n_k d)} where u minimises
     * {@code n log det S - d Σ_k n_k u_k}. That is convex, so that Newton's steps find it from anywhere.
     */
    private List<double[]> ownVolumes() {
        double[] own = extents();
        double[] u = own.clone();
        double n = Arrays.stream(weights).sum();
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            double[] step = new double[u.length];
            double decrement = newton(u, n, step);
            descend(u, step, decrement, n);
            for (int c = 0; c < u.length; c++) {
                if (!(Math.abs(u[c] - own[c]) <= FURTHEST)) {
                    throw new DegenerateException(Degeneracies.vanishing());
                }
            }
            if (decrement < TOLERANCE * n) {
                return volumes(u);
            }
        }
        throw new DegenerateException(Degeneracies.vanishing());
    }

    /** Where the volumes start: each scatter's extent in units of them all together, whatever the columns' units. */
    private double[] extents() {
        List<double[]> relative = form.relative(sum(new double[weights.length]), scatters, d);
        double[] u = new double[weights.length];
        for (int c = 0; c < u.length; c++) {
            double trace = form.trace(relative.get(c), d);
            if (!(trace > 0)) {
                throw new DegenerateException(Degeneracies.point()).within("component " + (c + 1), c);
            }
            u[c] = -Math.log(trace / weights[c]);
        }
        return u;
    }

    /** Writes a Newton step from u; returns twice what it promises to gain. */
    private double newton(double[] u, double n, double[] step) {
        int k = u.length;
        List<double[]> relative = relative(u);
        double[] gradient = new double[k];
        double[] hessian = new double[k * k];
        for (int a = 0; a < k; a++) {
            double share = Math.exp(u[a]) * form.trace(relative.get(a), d);
            gradient[a] = n * share - d * weights[a];
            for (int b = 0; b < k; b++) {
                double product = Math.exp(u[a] + u[b]) * dot(relative.get(a), relative.get(b));
                // n for the direction in which all volumes grow, along which nothing changes
                hessian[a * k + b] = n * ((a == b ? share : 0) - product + 1);
            }
        }
        try {
            double[] solved = Cholesky.of(hessian, k).solve(gradient);
            double decrement = 0;
            for (int a = 0; a < k; a++) {
                step[a] = -solved[a];
                decrement += gradient[a] * solved[a];
            }
            return decrement;
        } catch (NotPositiveDefiniteException e) {
            throw new DegenerateException(Degeneracies.vanishing());
        }
    }

    /** Goes along a step, or as much of it as keeps its promise; one of a hair's breadth is not put to the test. */
    private void descend(double[] u, double[] step, double decrement, double n) {
        double[] from = u.clone();
        double before = decrement < 1e-6 * n ? Double.POSITIVE_INFINITY : height(from, n);
        for (double part = 1; part > 1e-10; part /= 2) {
            for (int k = 0; k < u.length; k++) {
                u[k] = from[k] + part * step[k];
            }
            if (before == Double.POSITIVE_INFINITY || height(u, n) <= before - 0.1 * part * decrement) {
                return;
            }
        }
    }

    /** Infinite where a volume has gone so far that the sum is no more than a part of the scatters. */
    private double height(double[] u, double n) {
        try {
            double height = n * form.logDeterminant(sum(u), d);
            for (int k = 0; k < u.length; k++) {
                height -= d * weights[k] * u[k];
            }
            return height;
        } catch (DegenerateException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private List<double[]> relative(double[] u) {
        try {
            return form.relative(sum(u), scatters, d);
        } catch (DegenerateException e) {
            throw new DegenerateException(Degeneracies.vanishing());
        }
    }

    private List<double[]> volumes(double[] u) {
        double[] sum = sum(u);
        List<double[]> relative = relative(u);
        List<double[]> covariances = new ArrayList<>();
        for (int k = 0; k < u.length; k++) {
            covariances.add(scaled(sum, form.trace(relative.get(k), d) / (weights[k] * d)));
        }
        return covariances;
    }

    /** {@code Σ_k e^u_k W_k}. */
    private double[] sum(double[] u) {
        double[] sum = new double[scatters.get(0).length];
        for (int k = 0; k < u.length; k++) {
            double scale = Math.exp(u[k]);
            double[] w = scatters.get(k);
            for (int i = 0; i < sum.length; i++) {
                sum[i] = Math.fma(scale, w[i], sum[i]);
            }
        }
        return sum;
    }

    private static double[] scaled(double[] a, double scale) {
        double[] b = new double[a.length];
        Arrays.setAll(b, i -> a[i] * scale);
        return b;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }
}
