package org.em4j.laws.step;

import java.util.List;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

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
                Rounding.of(c, e) + e.exactness().bound());
    }
}
