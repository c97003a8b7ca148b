package org.em4j.core.fit.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.Audit;
import org.em4j.core.linalg.Sum;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Statistics;

/**
 * What incremental EM climbs: {@code Q(theta; s) + H(q) + log prior}, where the statistics and the entropy of each batch are those of
 * posteriors at some earlier theta.
 */
final class LowerBound<X, P, Q extends Posterior, S extends Statistics<S>> {
    private final Batches<X, P, Q, S> batches;
    private final LatentModel<X, P, Q, S> model;
    private final List<Expectation<S>> parts = new ArrayList<>();
    private P theta;
    private S statistics;
    private double value;
    private int steps; // since the statistics were last summed anew

    /** With all posteriors at the start, and the M-step from there taken. */
    LowerBound(Batches<X, P, Q, S> batches, P start) {
        this.batches = batches;
        this.model = batches.model();
        this.theta = start;
        for (int b = 0; b < batches.count(); b++) {
            parts.add(batches.expectation(b, start));
        }
        this.statistics = summed();
        this.theta = model.maximize(statistics, theta);
        this.value = at(theta);
    }

    Batches<X, P, Q, S> batches() {
        return batches;
    }

    P theta() {
        return theta;
    }

    /** In nats. */
    double value() {
        return value;
    }

    /** The E-step of one batch, and the M-step after it; the check of either that fails. */
    Optional<Audit.Check> raise(int batch) {
        Expectation<S> old = parts.get(batch);
        Expectation<S> renewed = batches.expectation(batch, theta);
        parts.set(batch, renewed);
        statistics.addScaled(-1, old.statistics()).addScaled(1, renewed.statistics());
        steps++;
        double eStep = at(theta);
        Audit.Check first = rises("the E-step of a batch does not lower the bound", eStep, value, theta);
        if (!first.holds()) {
            return Optional.of(first);
        }
        P next = model.maximize(statistics, theta);
        double mStep = at(next);
        Audit.Check second = rises("the M-step does not lower the bound", mStep, eStep, next);
        if (!second.holds()) {
            return Optional.of(second);
        }
        theta = next;
        value = mStep;
        return Optional.empty();
    }

    /** Sums the statistics anew: what was added and subtracted has left its roundings in them. */
    void renew() {
        statistics = summed();
        steps = 0;
        value = at(theta);
    }

    private S summed() {
        S sum = model.zero(theta);
        parts.forEach(part -> sum.addScaled(1, part.statistics()));
        return sum;
    }

    private double at(P other) {
        return model.expectedLogJoint(other, statistics)
                + total(part -> part.entropy().value())
                + model.logPrior(other);
    }

    private double total(ToDoubleFunction<Expectation<S>> of) {
        Sum sum = new Sum();
        parts.forEach(part -> sum.add(of.applyAsDouble(part)));
        return sum.value();
    }

    /** Each update of the statistics rounds them twice, as their first sum is rounded once. */
    private Audit.Check rises(String what, double after, double before, P at) {
        Roundoff roundoff = model.roundoff(theta);
        double magnitude =
                total(part -> part.magnitude().value() + Math.abs(part.entropy().value()))
                        + Math.abs(model.logPrior(theta))
                        + Math.abs(model.logPrior(at));
        double weight = total(part -> part.weight().value());
        double estimated = total(part -> part.exactness().bound());
        double once = Audit.ofStatistics(roundoff, magnitude, weight, before)
                + Audit.ofStatistics(model.roundoff(at), magnitude, weight, after);
        return new Audit.Check(what, steps, after, before, (1 + 2 * steps) * once + estimated, before - after);
    }
}
