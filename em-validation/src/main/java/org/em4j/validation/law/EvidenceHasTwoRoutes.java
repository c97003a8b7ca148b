package org.em4j.validation.law;

import org.em4j.core.model.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** The best single test in the field: it ties evidence, entropy, statistics and expected log joint together. */
public final class EvidenceHasTwoRoutes implements Law {
    @Override
    public String statement() {
        return "the log-likelihood is the expected log joint density plus the entropy of the posteriors";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c) {
        Expectation<S> e = c.expectation();
        LawViolation.unlessEqual(
                this,
                c,
                "log-likelihood against Q + H",
                e.logEvidence().value(),
                c.model().expectedLogJoint(c.theta(), e.statistics())
                        + e.entropy().value(),
                Rounding.of(c, e));
    }
}
