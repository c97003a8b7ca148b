package org.em4j.factor.structural.model;

import java.util.Arrays;
import java.util.Optional;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;

/**
 * Fisher's scoring: steps of the gradient over the expected information, halved until they rise. Where a model does not fit,
 * what is expected is not what is, and such steps come nearer by a part only; close to the maximum the observed information
 * takes over then, Newton's. All steps are the same in any units, and so is where it stops.
 *
 * @param theta where it stopped {@code (p)}
 * @param slopes there
 * @param decrement {@code gᵀI⁻¹g}: twice what a step would still gain, in nats
 * @param steps that were taken
 */
public record Scoring(double[] theta, Slopes slopes, double decrement, int steps) {
    private static final int MOST = 500;
    private static final int HALVINGS = 60;

    /** A step that gains less than half of this, in nats, is the last: the estimate is 1e-7 standard errors from the maximum. */
    private static final double ARRIVED = 1e-14;

    /** Steps that promise less, in nats, may be invisible in a log-likelihood of thousands. */
    private static final double NEAR = 1e-7;

    private static final double ROUNDINGS = 64;

    /** A step is slow that leaves more than this part of what was to gain. */
    private static final double SLOW = 0.1;

    /** Close enough for Newton's method, in nats. */
    private static final double CLOSE = 0.1;

    /** The step of central differences, in standard errors: what it leaves out and what it loses are both far below one. */
    private static final double DIFFERENCE = 1e-4;

    /** The part of what a step promises that it has to keep (Armijo 1966). */
    private static final double KEPT = 1e-4;

    /** A ridge of so many ones a parameter outweighs a matrix whose diagonal is of ones, and all else no larger. */
    private static final double DOMINANT = 10;

    /**
     * Climbs from a point.
     *
     * @throws DegenerateException if the point itself has no density
     */
    public static Scoring from(Objective objective, double[] start) {
        double[] theta = start;
        Slopes at = objective
                .at(theta)
                .orElseThrow(() -> new DegenerateException(Degeneracy.of(
                        "the parameters are no variances and covariances at the start", "start elsewhere")));
        int steps = 0;
        double before = Double.POSITIVE_INFINITY;
        boolean slow = false;
        while (true) {
            double[] step = step(at.gradient(), slow ? observed(objective, theta, at) : at.information());
            double decrement = dot(step, at.gradient());
            boolean stuck = before < NEAR && decrement >= before && slow;
            if (!(decrement > ARRIVED) || stuck || steps == MOST) {
                return new Scoring(theta, at, Math.max(0, decrement), steps);
            }
            slow |= decrement < CLOSE && decrement > SLOW * before;
            before = decrement;
            Optional<Scoring> next = along(objective, theta, at, step, decrement);
            if (next.isEmpty()) {
                return new Scoring(theta, at, decrement, steps);
            }
            theta = next.get().theta;
            at = next.get().slopes;
            steps++;
        }
    }

    /** Second derivatives, but for the sign: differences of gradients; the expected ones where there is no density nearby. */
    private static double[][] observed(Objective objective, double[] theta, Slopes at) {
        int p = theta.length;
        double[] scale = scale(at.information());
        double[][] observed = new double[p][p];
        for (int k = 0; k < p; k++) {
            double h = DIFFERENCE / scale[k];
            double[] up = theta.clone();
            up[k] += h;
            double[] down = theta.clone();
            down[k] -= h;
            Optional<Slopes> above = objective.at(up);
            Optional<Slopes> below = objective.at(down);
            if (above.isEmpty() || below.isEmpty()) {
                return at.information();
            }
            for (int l = 0; l < p; l++) {
                double change = below.get().gradient()[l] - above.get().gradient()[l];
                observed[k][l] += change / (2 * (up[k] - down[k]));
                observed[l][k] += change / (2 * (up[k] - down[k]));
            }
        }
        return observed;
    }

    private static Optional<Scoring> along(
            Objective objective, double[] theta, Slopes at, double[] step, double decrement) {
        double length = 1;
        for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
            double[] there = theta.clone();
            for (int k = 0; k < there.length; k++) {
                there[k] += length * step[k];
            }
            Optional<Slopes> slopes = objective.at(there);
            if (slopes.isPresent() && rises(at.value(), slopes.get().value(), length, decrement)) {
                return Optional.of(new Scoring(there, slopes.get(), decrement, 0));
            }
        }
        return Optional.empty();
    }

    /** Close to the maximum the rise drowns in rounding, and the gradient alone tells. */
    private static boolean rises(double from, double to, double length, double decrement) {
        return to > from + KEPT * length * decrement
                || (length == 1 && decrement < NEAR && to > from - ROUNDINGS * Math.ulp(from));
    }

    /** {@code I⁻¹g}; where I is singular to working precision, of an I with a little more on its diagonal. */
    private static double[] step(double[] gradient, double[][] information) {
        int p = gradient.length;
        double[] scale = scale(information);
        double[] flat = new double[p * p];
        Arrays.setAll(flat, i -> information[i / p][i % p] / (scale[i / p] * scale[i % p]));
        double[] g = new double[p];
        Arrays.setAll(g, k -> gradient[k] / scale[k]);
        for (double ridge = 0; ridge <= DOMINANT * p; ridge = ridge == 0 ? 1e-12 : 10 * ridge) {
            try {
                double[] ridged = flat.clone();
                for (int k = 0; k < p; k++) {
                    ridged[k * (p + 1)] += ridge;
                }
                double[] step = Cholesky.of(ridged, p).solve(g);
                Arrays.setAll(step, k -> step[k] / scale[k]);
                return step;
            } catch (NotPositiveDefiniteException e) {
                // more, until it is definite: at the latest where the ridge outweighs all else
            }
        }
        return new double[p]; // what rounding has left is no information: there is nowhere to go
    }

    /** What brings an information matrix to a diagonal of ones {@code (p)}; of a parameter without effect, one. */
    public static double[] scale(double[][] information) {
        double[] scale = new double[information.length];
        Arrays.setAll(scale, k -> information[k][k] > 0 ? Math.sqrt(information[k][k]) : 1);
        return scale;
    }

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
