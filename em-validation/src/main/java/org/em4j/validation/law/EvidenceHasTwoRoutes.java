package org.em4j.validation.law;

import java.util.List;
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
    public List<String> equations() {
        return List.of("3695fi");
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Expectation<S> e = c.expectation();
        trial.equal(
                "log-likelihood against Q + H",
                e.logEvidence().value(),
                c.model().expectedLogJoint(c.theta(), e.statistics())
                        + e.entropy().value(),
                Rounding.of(c, e));
    }
}
