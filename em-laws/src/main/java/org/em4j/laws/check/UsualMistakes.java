package org.em4j.laws.check;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * What authors of models get wrong most often, looked for on a case that breaks a law. Laws tell that something is wrong;
 * these look at one method with one observation, and name it.
 */
final class UsualMistakes<X, P, Q extends Posterior, S extends Statistics<S>> {
    /** Observations that are looked at. */
    private static final int FEW = 5;

    private static final double[] STEPS = {-0.1, 0.1, -0.01, 0.01, -1e-3, 1e-3};

    private final ModelCase<X, P, Q, S> c;
    private final List<X> few;
    private final Function<X, Q> posterior;
    private final double bound;

    private UsualMistakes(ModelCase<X, P, Q, S> c) {
        Expectation<S> e = c.expectation();
        this.c = c;
        this.few = c.data().subList(0, Math.min(FEW, c.data().size()));
        this.posterior = c.model().posterior(c.theta());
        this.bound = 64 * Rounding.of(c, e);
    }

    /** The mistakes that a case shows, a sentence each; empty if none does. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> List<String> of(ModelCase<X, P, Q, S> c) {
        try {
            UsualMistakes<X, P, Q, S> look = new UsualMistakes<>(c);
            List<String> found = new ArrayList<>();
            look.arguments(found);
            look.sums(found);
            look.weight(found);
            if (found.isEmpty()) { // what adds up wrongly has no constant
                look.constant(found);
            }
            if (found.isEmpty()) { // of another density than the posterior's there is no maximum to speak of
                look.maximum(found);
            }
            return found;
        } catch (RuntimeException e) {
            return List.of(); // the violation says what went wrong
        }
    }

    private S one(X x, double weight) {
        S s = c.model().zero(c.theta());
        c.model().accumulate(x, posterior.apply(x), weight, s);
        return s;
    }

    private double q(P theta, S s) {
        return c.model().expectedLogJoint(theta, s);
    }

    private boolean differ(double a, double b) {
        return !(Math.abs(a - b) <= bound + 1e-9 * Math.abs(a));
    }

    private void arguments(List<String> found) {
        S s = one(few.get(0), 1);
        if (changes(s, () -> c.model().zero(c.theta()).addScaled(0.5, s))) {
            found.add("addScaled writes into its argument: change this alone");
        }
        S whole = c.expectation().statistics();
        if (changes(whole, () -> maximize(whole))) {
            found.add("maximize writes into the statistics: copy what it changes");
        }
        for (X x : few) {
            if (x instanceof Serializable && changes(x, () -> one(x, 1))) {
                found.add("posterior or accumulate writes into the observation: copy what it changes");
                return;
            }
        }
    }

    private void maximize(S s) {
        try {
            c.model().maximize(s, c.theta());
        } catch (DegenerateException e) {
            return; // there may be no maximum
        }
    }

    private static boolean changes(Object value, Runnable call) {
        byte[] before = Bits.of(value);
        call.run();
        return !Arrays.equals(before, Bits.of(value));
    }

    private void sums(List<String> found) {
        S a = one(few.get(0), 1);
        S b = one(few.get(few.size() - 1), 1);
        for (P theta : c.nearby()) {
            S sum = c.model().zero(c.theta()).addScaled(1, a).addScaled(2, b);
            if (differ(q(theta, sum), q(theta, a) + 2 * q(theta, b))) {
                found.add("statistics do not add: addScaled must add scale times every part of the other, and"
                        + " expectedLogJoint be linear in them");
                return;
            }
        }
    }

    private void weight(List<String> found) {
        for (X x : few) {
            for (P theta : c.nearby()) {
                if (differ(q(theta, one(x, 3)), 3 * q(theta, one(x, 1)))) {
                    found.add("accumulate forgets the weight: everything it adds is multiplied by it");
                    return;
                }
            }
        }
    }

    private void constant(List<String> found) {
        DoubleSummaryStatistics gaps = few.stream()
                .mapToDouble(x -> {
                    Q q = posterior.apply(x);
                    double other = q(c.theta(), one(x, 1)) + q.entropy();
                    return differ(q.logEvidence(), other) ? q.logEvidence() - other : 0;
                })
                .summaryStatistics();
        if (!differ(gaps.getMin(), 0) && !differ(gaps.getMax(), 0)) {
            return;
        }
        if (few.size() == 1) {
            found.add(String.format(
                    Locale.ROOT,
                    "logEvidence is more by %.6g than expectedLogJoint plus entropy: one of them leaves out a term",
                    gaps.getMin()));
            return;
        }
        found.add(
                differ(gaps.getMin(), gaps.getMax())
                        ? "logEvidence is not expectedLogJoint plus entropy, by another amount for each observation: a"
                                + " term, a sign, or the posterior of another density"
                        : String.format(
                                Locale.ROOT,
                                "logEvidence is more by %.6g than expectedLogJoint plus entropy, for every observation: one of them leaves out a constant (log(2π)/2 is 0.918939)",
                                gaps.getMin()));
    }

    /** Whether the M-step's answer can be bettered nearby, or by standing still. */
    private void maximum(List<String> found) {
        S s = c.expectation().statistics();
        P best;
        try {
            best = c.model().maximize(s, c.theta());
        } catch (DegenerateException e) {
            return; // there may be no maximum
        }
        double reached = q(best, s) + c.model().logPrior(best);
        for (P theta : around(best)) {
            double there = q(theta, s) + c.model().logPrior(theta);
            if (there > reached && differ(there, reached)) {
                found.add(String.format(
                        Locale.ROOT,
                        "maximize does not end where expectedLogJoint + logPrior is highest: a step away it is %.3g nats higher",
                        there - reached));
                return;
            }
        }
    }

    /** The case's own point, and steps from another along each of its coordinates. */
    private List<P> around(P best) {
        List<P> points = new ArrayList<>(List.of(c.theta()));
        if (!c.isCharted()) {
            return points;
        }
        Chart<P> chart = c.at(best).chart().orElseThrow();
        double[] u = chart.coordinates(best);
        for (int i = 0; i < u.length; i++) {
            for (double step : STEPS) {
                double[] v = u.clone();
                v[i] += step * Math.max(1, Math.abs(u[i]));
                try {
                    points.add(chart.point(v));
                } catch (DegenerateException e) {
                    // over the edge
                }
            }
        }
        return points;
    }

    /** The sentences, as the end of a message. */
    static String words(ModelCase<?, ?, ?, ?> c) {
        return of(c).stream().map(sentence -> "\nlook at: " + sentence).collect(Collectors.joining());
    }
}
