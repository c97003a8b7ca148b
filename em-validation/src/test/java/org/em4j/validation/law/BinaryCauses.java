package org.em4j.validation.law;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sums;

/**
 * {@code x = a s + b t + noise} with two hidden switches s and t, by a variational E-step: given x they depend on each other, and
 * the posterior takes them for independent (Ghahramani and Jordan 1997). Its evidence is a lower bound.
 */
public record BinaryCauses() implements LatentModel<Double, BinaryCauses.Theta, BinaryCauses.Switches, Sums> {
    private static final int ROUNDS = 200;

    /**
     * Parameters.
     *
     * @param p probabilities that the switches are on {@code (2)}
     * @param effect of each {@code (2)}
     */
    public record Theta(double[] p, double[] effect, double variance) implements Serializable {}

    /** Probabilities that the switches are on, each by itself, {@code (2)}. */
    public record Switches(double[] on, double logEvidence, double entropy) implements Posterior {
        @Override
        public Exactness exactness() {
            return Exactness.LOWER_BOUND;
        }
    }

    @Override
    public Function<Double, Switches> posterior(Theta theta) {
        return x -> STARTS.stream()
                .map(start -> from(start, x, theta))
                .max(Comparator.comparingDouble(Switches::logEvidence))
                .orElseThrow();
    }

    /** The bound has several maxima, and one that is lost from one iteration to the next would make it fall. */
    private static final List<double[]> STARTS =
            List.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {0, 1}, new double[] {1, 1});

    private static Switches from(double[] start, double x, Theta theta) {
        double[] q = start.clone();
        double[] before = {};
        for (int round = 0; round < ROUNDS && !Arrays.equals(before, q); round++) {
            before = q.clone();
            for (int j = 0; j < 2; j++) {
                double a = theta.effect()[j];
                double others = theta.effect()[1 - j] * q[1 - j];
                double logOdds =
                        Math.log(theta.p()[j] / (1 - theta.p()[j])) + a * (x - others - a / 2) / theta.variance();
                q[j] = 1 / (1 + Math.exp(-logOdds));
            }
        }
        double bound = 0;
        for (int state = 0;
                state < 4;
                state++) { // an expectation over the four states, not from the sums of the M-step
            boolean s = (state & 1) == 1;
            boolean t = (state & 2) == 2;
            double weight = (s ? q[0] : 1 - q[0]) * (t ? q[1] : 1 - q[1]);
            bound += weight == 0 ? 0 : weight * (logJoint(theta, x, s, t) - Math.log(weight));
        }
        return new Switches(q, bound, entropy(q[0]) + entropy(q[1]));
    }

    /** {@code log p(x, s, t)}, in nats. */
    public static double logJoint(Theta theta, double x, boolean s, boolean t) {
        double rest = x - (s ? theta.effect()[0] : 0) - (t ? theta.effect()[1] : 0);
        return Math.log(s ? theta.p()[0] : 1 - theta.p()[0])
                + Math.log(t ? theta.p()[1] : 1 - theta.p()[1])
                - 0.5 * Math.log(2 * Math.PI * theta.variance())
                - rest * rest / (2 * theta.variance());
    }

    private static double entropy(double p) {
        return -Sums.xlogy(p, p) - Sums.xlogy(1 - p, 1 - p);
    }

    @Override
    public Sums zero(Theta theta) {
        return new Sums(7);
    }

    @Override
    public void accumulate(Double x, Switches q, double weight, Sums into) {
        double s = q.on()[0];
        double t = q.on()[1];
        into.add(weight, 1, s, t, s * t, x * s, x * t, x * x);
    }

    @Override
    public Theta maximize(Sums sums, Theta current) {
        double n = sums.get(0);
        double determinant = sums.get(1) * sums.get(2) - sums.get(3) * sums.get(3);
        double a = (sums.get(2) * sums.get(4) - sums.get(3) * sums.get(5)) / determinant;
        double b = (sums.get(1) * sums.get(5) - sums.get(3) * sums.get(4)) / determinant;
        double variance = (sums.get(6) - a * sums.get(4) - b * sums.get(5)) / n;
        double[] p = {sums.get(1) / n, sums.get(2) / n};
        if (!(determinant > 1e-6 * n * n) || !(variance > 1e-3) || !(Math.max(p[0], p[1]) < 1)) {
            throw new DegenerateException(Degeneracy.of("the switches are one", "leave one out"));
        }
        return new Theta(p, new double[] {a, b}, variance);
    }

    @Override
    public double expectedLogJoint(Theta theta, Sums sums) {
        double n = sums.get(0);
        double a = theta.effect()[0];
        double b = theta.effect()[1];
        double squares = sums.get(6)
                - 2 * (a * sums.get(4) + b * sums.get(5))
                + a * a * sums.get(1)
                + b * b * sums.get(2)
                + 2 * a * b * sums.get(3);
        double value = -0.5 * n * Math.log(2 * Math.PI * theta.variance()) - squares / (2 * theta.variance());
        for (int j = 0; j < 2; j++) {
            value += Sums.xlogy(sums.get(j + 1), theta.p()[j]) + Sums.xlogy(n - sums.get(j + 1), 1 - theta.p()[j]);
        }
        return value;
    }

    /** Squares of the effects, in units of the noise, cancel. */
    @Override
    public Roundoff roundoff(Theta theta) {
        double a = theta.effect()[0];
        double b = theta.effect()[1];
        return Roundoff.ofTerms(a * a / theta.variance(), b * b / theta.variance(), 400 / theta.variance());
    }

    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> new double[] {
                    Math.log(t.p()[0] / (1 - t.p()[0])),
                    Math.log(t.p()[1] / (1 - t.p()[1])),
                    t.effect()[0],
                    t.effect()[1],
                    Math.log(t.variance())
                },
                u -> new Theta(
                        new double[] {1 / (1 + Math.exp(-u[0])), 1 / (1 + Math.exp(-u[1]))},
                        new double[] {u[2], u[3]},
                        Math.exp(u[4]))));
    }
}
