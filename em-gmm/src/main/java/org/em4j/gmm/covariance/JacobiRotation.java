package org.em4j.gmm.covariance;

import java.util.List;

/** A pair of axes, and what turning both by an angle in their plane does to the criterion. */
final class JacobiRotation {
    /** How much a turn by a large angle has to gain to be taken, in nats for each unit of weight. */
    private static final double WORTH = 1e-10;

    /** A gain that is too small to be evaluated, in nats for each unit of weight. */
    private static final double UNSEEN = 1e-12;

    /** A fall of the criterion that rounding may have made, in nats for each unit of weight. */
    private static final double ROUNDING = 1e-15;

    /** The longest step of Newton's method, in radians. */
    private static final double LONGEST = 0.4;

    /** The shortest turn worth making, in radians: axes of columns in units many decades apart turn by very little. */
    private static final double SHORTEST = 1e-30;

    /** What is off the diagonal, as a part of it, when a matrix counts as diagonal. */
    private static final double LAST_DIGIT = Math.ulp(0.25);

    private static final int MOST_STEPS = 20;

    private final CommonPrincipalComponents all;
    private final int d;
    private final int i;
    private final int j;
    private double slope;
    private double curvature;

    JacobiRotation(CommonPrincipalComponents all, int i, int j) {
        this.all = all;
        this.d = all.d;
        this.i = i;
        this.j = j;
    }

    /** The angle to turn by; zero where there is nothing to gain. */
    double angle(boolean wide, double tolerance) {
        differentiate(0);
        boolean settled = curvature > 0 && slope * slope < tolerance * curvature;
        if (settled && !wide) {
            return 0;
        }
        double angle = wide ? widest() : 0;
        if (settled && angle == 0) {
            return 0;
        }
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            differentiate(angle);
            if (curvature > 0 && slope * slope < UNSEEN * all.total * curvature) {
                return angle - Math.max(-LONGEST, Math.min(LONGEST, slope / curvature));
            }
            double step = downhill(angle);
            if (step == 0) {
                return angle;
            }
            angle += step;
        }
        return angle;
    }

    /** A Newton step, or as much of it as lowers the criterion: in columns of unlike units valleys are narrow. */
    private double downhill(double angle) {
        double step = curvature > 0 ? -slope / curvature : -Math.signum(slope) * LONGEST;
        double here = rise(angle);
        for (step = Math.max(-LONGEST, Math.min(LONGEST, step)); Math.abs(step) > SHORTEST; step /= 2) {
            if (rise(angle + step) < here - ROUNDING * all.total) {
                return step;
            }
        }
        return 0;
    }

    /**
     * The turn, at most an eighth of a circle, after which the squares of what is left off the diagonals here are least (Cardoso and
     * Souloumiac 1996), each in units of its matrix' diagonal; zero where nothing is left, to the last digit.
     */
    double jacobi(List<double[]> matrices) {
        double even = 0;
        double odd = 0;
        for (double[] t : matrices) {
            double a = t[i * d + i];
            double e = t[j * d + j];
            double size = Math.sqrt(Math.abs(a)) * Math.sqrt(Math.abs(e));
            double off = t[i * d + j] / size;
            double half = 0.5 * (a - e) / size;
            even += half * half - off * off;
            odd += 2 * off * half;
        }
        double whole = Math.sqrt(even * even + odd * odd);
        double gain = even > 0 ? odd * odd / (whole + even) : whole - even;
        return gain > 2 * LAST_DIGIT * LAST_DIGIT * matrices.size() ? 0.25 * Math.atan2(odd, even) : 0;
    }

    /** Of no turn and the turns that make one scatter or other diagonal, the best. */
    private double widest() {
        double best = 0;
        double least = -WORTH * all.total;
        for (double[] t : all.along) {
            double angle = jacobi(List.of(t));
            double rise = rise(angle);
            if (rise < least) {
                least = rise;
                best = angle;
            }
        }
        return best;
    }

    /** How much the criterion rises by a turn. */
    private double rise(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double sum = 0;
        for (int k = 0; k < all.weights.length; k++) {
            double change = change(all.along.get(k), c, s);
            sum += all.volume == Constraint.VARIABLE ? all.weights[k] * change : all.shares[k] * Math.expm1(change / d);
        }
        return all.volume == Constraint.VARIABLE ? sum : all.total * d * Math.log1p(sum);
    }

    private double change(double[] t, double c, double s) {
        double a = t[i * d + i];
        double b = t[i * d + j];
        double e = t[j * d + j];
        double first = c * c * a + 2 * c * s * b + s * s * e;
        double second = s * s * a - 2 * c * s * b + c * c * e;
        return Math.log(first / a * (second / e));
    }

    /** The first two derivatives of the criterion by the angle. */
    private void differentiate(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double mean = 0;
        double square = 0;
        double bend = 0;
        double sum = 0;
        for (int k = 0; k < all.weights.length; k++) {
            double[] t = all.along.get(k);
            double a = t[i * d + i];
            double b = t[i * d + j];
            double e = t[j * d + j];
            double first = c * c * a + 2 * c * s * b + s * s * e;
            double second = s * s * a - 2 * c * s * b + c * c * e;
            double off = (e - a) * c * s + b * (c * c - s * s);
            double weight = all.volume == Constraint.VARIABLE
                    ? all.weights[k]
                    : all.total * all.shares[k] * Math.exp(change(t, c, s) / d);
            double by = 2 * off * (1 / first - 1 / second);
            double difference = second - first;
            mean += weight * by;
            square += weight * by * by;
            bend += weight
                    * (2 * difference / first * (difference / second)
                            - 4 * (off / first * (off / first) + off / second * (off / second)));
            sum += weight;
        }
        if (all.volume == Constraint.VARIABLE) {
            slope = mean;
            curvature = bend;
        } else { // each scatter counts by its share of the volume, which changes with the angle, too
            double scale = all.total / sum;
            slope = scale * mean;
            curvature = scale * bend + (scale * square - slope * slope / all.total) / d;
        }
    }

    /** Turns the two axes. */
    void turn(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double sum = 0;
        for (int k = 0; k < all.weights.length; k++) {
            double[] t = all.along.get(k);
            all.shares[k] *= all.volume == Constraint.VARIABLE ? 1 : Math.exp(change(t, c, s) / d);
            sum += all.shares[k];
            columns(t, c, s);
            rows(t, c, s);
        }
        for (int k = 0; k < all.weights.length; k++) {
            all.shares[k] /= sum;
        }
        columns(all.axes, c, s);
    }

    private void columns(double[] t, double c, double s) {
        for (int r = 0; r < d; r++) {
            double a = t[r * d + i];
            double b = t[r * d + j];
            t[r * d + i] = c * a + s * b;
            t[r * d + j] = c * b - s * a;
        }
    }

    private void rows(double[] t, double c, double s) {
        for (int r = 0; r < d; r++) {
            double a = t[i * d + r];
            double b = t[j * d + r];
            t[i * d + r] = c * a + s * b;
            t[j * d + r] = c * b - s * a;
        }
    }
}
