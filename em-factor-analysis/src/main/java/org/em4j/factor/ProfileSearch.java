package org.em4j.factor;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Newton's method on the profile likelihood, projected on bounds of the log uniquenesses (Bertsekas 1982). Where the
 * second derivatives are not positive definite, the part of them that is takes their place.
 *
 * @param likelihood what is minimised
 * @param least bound of each log uniqueness
 */
record ProfileSearch(ProfileLikelihood likelihood, double least) {
    private static final int MAX_STEPS = 500;
    private static final int HALVINGS = 40;

    /** Rounding in eigenvalues of size one: where gradients end. */
    private static final double FLAT = 1e-13;

    /** The longest step of a log uniqueness: second derivatives do not know more of it. */
    private static final double LONGEST = 2;

    /** The local minimum that lies downhill of the given log uniquenesses. */
    ProfileLikelihood.Point from(double[] start) {
        double[] u = start.clone();
        Arrays.setAll(u, j -> Math.max(u[j], least));
        ProfileLikelihood.Point at = likelihood.at(u);
        for (int step = 0; step < MAX_STEPS && slope(at) > FLAT; step++) {
            ProfileLikelihood.Point from = at;
            Optional<ProfileLikelihood.Point> next = lower(at, direction(at)).or(() -> lower(from, from.gradient()));
            if (next.isEmpty()) {
                break; // rounding hides what is left to gain
            }
            at = next.get();
        }
        return at;
    }

    /** The largest derivative by a log uniqueness that is free to move. */
    double slope(ProfileLikelihood.Point at) {
        double[] g = at.gradient();
        return IntStream.of(free(at)).mapToDouble(j -> Math.abs(g[j])).max().orElse(0);
    }

    /** Indices of those that are not held at the bound, but for rounding in the eigenvalues. */
    int[] free(ProfileLikelihood.Point at) {
        double[] g = at.gradient();
        double noise = 4 * Math.ulp(at.eigenvalues()[0]);
        return IntStream.range(0, g.length)
                .filter(j -> at.u()[j] > least || g[j] < -noise)
                .toArray();
    }

    /** What Newton's step subtracts. */
    private double[] direction(ProfileLikelihood.Point at) {
        int[] free = free(at);
        double[] g = at.gradient();
        double[] step;
        try {
            step = solve(at.hessian(), g, free);
        } catch (NonPositiveDefiniteMatrixException e) {
            try {
                step = solve(at.curvature(), g, free);
            } catch (NonPositiveDefiniteMatrixException singular) {
                return g;
            }
        }
        double[] direction = new double[g.length];
        for (int k = 0; k < free.length; k++) {
            direction[free[k]] = Math.max(-LONGEST, Math.min(LONGEST, step[k]));
        }
        return direction;
    }

    private static double[] solve(double[][] h, double[] g, int[] free) {
        int m = free.length;
        if (m == 0) {
            return new double[0];
        }
        double[][] block = new double[m][m];
        double[] right = new double[m];
        for (int k = 0; k < m; k++) {
            right[k] = g[free[k]];
            for (int l = 0; l < m; l++) {
                block[k][l] = h[free[k]][free[l]];
            }
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(block, false), 1e-12, 1e-14)
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }

    /** The first of a step, half of it, a quarter and so on that goes down. */
    private Optional<ProfileLikelihood.Point> lower(ProfileLikelihood.Point at, double[] direction) {
        double value = at.value();
        double slope = slope(at);
        double scale = 1;
        for (int halving = 0; halving < HALVINGS; halving++, scale /= 2) {
            double[] u = at.u().clone();
            for (int j = 0; j < u.length; j++) {
                u[j] = Math.max(u[j] - scale * direction[j], least);
            }
            ProfileLikelihood.Point next = likelihood.at(u);
            boolean lost = Math.abs(next.value() - value) <= 16 * Math.ulp(Math.abs(value) + u.length);
            if (lost ? slope(next) < slope / 2 : next.value() < value) {
                return Optional.of(next);
            }
            if (lost && halving > 0) {
                break;
            }
        }
        return Optional.empty();
    }
}
