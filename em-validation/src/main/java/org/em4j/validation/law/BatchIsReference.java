package org.em4j.validation.law;

import org.em4j.core.model.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.ReferenceLoop;
import org.em4j.core.model.Statistics;

/** Ties a model's fast path to its definition. */
public final class BatchIsReference implements Law {
    @Override
    public String statement() {
        return "the batch path brings back what the reference loop does";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c) {
        Expectation<S> fast = c.expectation();
        Expectation<S> slow =
                Expectation.of(c.model(), new ReferenceLoop<>(c.model(), c.theta()), c.theta(), c.observations());
        double bound = Rounding.of(c, slow);
        LawViolation.unlessEqual(
                this,
                c,
                "log-likelihood",
                fast.logEvidence().value(),
                slow.logEvidence().value(),
                bound);
        LawViolation.unlessEqual(
                this, c, "entropy", fast.entropy().value(), slow.entropy().value(), bound);
        LawViolation.unlessEqual(
                this, c, "weight", fast.weight().value(), slow.weight().value(), bound);
        LawViolation.unlessEqual(
                this,
                c,
                "Q",
                c.model().expectedLogJoint(c.theta(), fast.statistics()),
                c.model().expectedLogJoint(c.theta(), slow.statistics()),
                bound);
    }
}
