package org.em4j.factor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A quasi-Newton method (Broyden, Fletcher, Goldfarb and Shanno) on the likelihood of what is observed, its uniquenesses
 * projected on their bound, which may be zero (Bertsekas 1982). Uniquenesses themselves are its coordinates, not their
 * logarithms: zero is a place like any other there, with a slope that says whether it is a maximum.
 *
 * @param likelihood what is minimised
 * @param least bound of each uniqueness, as a part of the variance
 */
record ObservedSearch(ObservedLikelihood likelihood, double least) {
    private static final int MAX_STEPS = 2000;
    private static final int HALVINGS = 40;

    /** The part of what the slope promises that a step has to keep (Armijo). */
    private static final double KEPT = 1e-4;

    /** So many roundings of the loss are no loss. */
    private static final double ROUNDINGS = 16;

    /** The maximum uphill of parameters on the scale of correlations. */
    Summit from(FactorParameters theta) {
        return new Run(coordinates(theta)).run();
    }

    private double[] coordinates(FactorParameters theta) {
        int d = theta.columns();
        double[] v = new double[likelihood.columns() * (2 + theta.factors())];
        System.arraycopy(theta.centre(), 0, v, 0, d);
        System.arraycopy(theta.flatLoadings(), 0, v, d, theta.flatLoadings().length);
        for (int j = 0; j < d; j++) {
            v[noises() + j] = Math.max(theta.uniqueness(j), bound());
        }
        return v;
    }

    /** With a prior no uniqueness comes near to zero, where it has no density. */
    private double bound() {
        return likelihood.prior() > 0 ? Summit.NEXT_TO_ZERO : least;
    }

    private int noises() {
        return likelihood.columns() * (1 + likelihood.q());
    }

    /** One descent. */
    private final class Run {
        private final double[][] inverse; // of the second derivatives, roughly
        private double[] v;
        private ObservedLikelihood.Point at;
        private boolean[] held;

        Run(double[] start) {
            this.v = start;
            this.at = likelihood.at(v);
            this.inverse = new double[v.length][v.length];
            this.held = held();
            for (int i = 0; i < v.length; i++) {
                inverse[i][i] = first(i);
            }
        }

        /** What complete data would have for a second derivative, inverted. */
        private double first(int i) {
            double n = likelihood.correlations().n();
            int j = i - noises();
            return j < 0 ? 1 / n : 2 * Math.max(v[i] * v[i], 1e-4) / n;
        }

        private boolean[] held() {
            boolean[] at = new boolean[v.length];
            for (int i = noises(); i < v.length; i++) {
                at[i] = v[i] <= bound() && this.at.gradient()[i] > 0;
            }
            return at;
        }

        Summit run() {
            boolean restarted = false;
            for (int step = 0; step < MAX_STEPS; step++) {
                double[] direction = direction();
                double slope = dot(direction, at.gradient());
                double rounding = ROUNDINGS
                        * Math.ulp(
                                Math.abs(at.loss()) + likelihood.correlations().n());
                boolean moved = -slope > rounding / ROUNDINGS && move(direction, rounding);
                if (moved) {
                    restarted = false;
                } else if (restarted) {
                    break;
                } else { // the second derivatives may have been wrong
                    forget(IntStream.range(0, v.length).toArray());
                    restarted = true;
                }
            }
            return summit();
        }

        private double[] direction() {
            double[] direction = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                for (int k = 0; k < v.length && !held[i]; k++) {
                    direction[i] -= held[k] ? 0 : inverse[i][k] * at.gradient()[k];
                }
            }
            return direction;
        }

        /** Goes down, if there is a way. */
        private boolean move(double[] direction, double rounding) {
            double scale = 1;
            for (int halving = 0; halving < HALVINGS; halving++, scale /= 2) {
                double[] next = v.clone();
                double promised = 0;
                for (int i = 0; i < next.length; i++) {
                    next[i] += scale * direction[i];
                    next[i] = i < noises() ? next[i] : Math.max(next[i], bound());
                    promised += at.gradient()[i] * (next[i] - v[i]);
                }
                ObservedLikelihood.Point there = likelihood.at(next);
                if (there.loss() <= at.loss() + KEPT * promised + rounding) {
                    boolean lower = there.loss() < at.loss() - rounding || steepness(there, next) < steepness(at, v);
                    update(next, there);
                    return lower;
                }
            }
            return false;
        }

        /** Length of the gradient where it can be followed, in units of complete data. */
        private double steepness(ObservedLikelihood.Point point, double[] w) {
            double sum = 0;
            for (int i = 0; i < w.length; i++) {
                double g = point.gradient()[i];
                boolean stuck = i >= noises() && w[i] <= bound() && g > 0;
                sum += stuck ? 0 : g * g * first(i);
            }
            return sum;
        }

        private void update(double[] next, ObservedLikelihood.Point there) {
            boolean[] before = held;
            double[] s = new double[v.length];
            double[] y = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                s[i] = next[i] - v[i];
                y[i] = there.gradient()[i] - at.gradient()[i];
            }
            v = next;
            at = there;
            held = held();
            forget(IntStream.range(0, v.length)
                    .filter(i -> before[i] != held[i])
                    .toArray());
            for (int i = 0; i < v.length; i++) {
                s[i] = before[i] || held[i] ? 0 : s[i];
                y[i] = before[i] || held[i] ? 0 : y[i];
            }
            double along = dot(s, y);
            if (along > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y))) {
                learn(s, y, along);
            }
        }

        /** The update of the inverse that takes y to s. */
        private void learn(double[] s, double[] y, double along) {
            double[] hy = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                hy[i] = dot(inverse[i], y);
            }
            double factor = (1 + dot(y, hy) / along) / along;
            for (int i = 0; i < v.length; i++) {
                for (int k = 0; k < v.length; k++) {
                    inverse[i][k] += factor * s[i] * s[k] - (hy[i] * s[k] + s[i] * hy[k]) / along;
                }
            }
        }

        private void forget(int[] coordinates) {
            for (int i : coordinates) {
                for (int k = 0; k < v.length; k++) {
                    inverse[i][k] = 0;
                    inverse[k][i] = 0;
                }
                inverse[i][i] = first(i);
            }
        }

        private Summit summit() {
            int d = likelihood.columns();
            List<Integer> edge = IntStream.range(0, d)
                    .filter(j -> held[noises() + j])
                    .boxed()
                    .toList();
            double slope = 0;
            for (int j = 0; j < d; j++) {
                int i = noises() + j;
                slope = held[i]
                        ? slope
                        : Math.max(
                                slope,
                                Math.abs(v[i] * at.gradient()[i])
                                        / likelihood.correlations().n());
            }
            List<Integer> flat = likelihood.prior() > 0 || edge.size() == d
                    ? List.of()
                    : Identification.undetermined(likelihood.information(v), likelihood.q(), edge);
            double[] uniquenesses = Arrays.copyOfRange(v, noises(), v.length);
            Arrays.setAll(uniquenesses, j -> Math.max(uniquenesses[j], Summit.NEXT_TO_ZERO));
            FactorParameters theta =
                    new FactorParameters(Arrays.copyOf(v, d), Arrays.copyOfRange(v, d, noises()), uniquenesses);
            return new Summit(theta, likelihood.inUnits(at.loss()), edge, flat, slope);
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
