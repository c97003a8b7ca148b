package org.em4j.laws.step;

import java.util.List;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** Jensen: the surrogate with the entropy added touches the log-likelihood at theta and lies below it elsewhere. */
public final class BoundLiesBelow implements Law {
    @Override
    public String statement() {
        return "with posteriors held, the expected log joint density plus their entropy lies below the log-likelihood at other parameters";
    }

    @Override
    public List<String> equations() {
        return List.of("3695fi");
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Expectation<S> e = c.expectation();
        for (P theta : c.nearby()) {
            Expectation<S> there = c.at(theta).expectation();
            double bound = c.model().expectedLogJoint(theta, e.statistics())
                    + e.entropy().value();
            trial.atLeast(
                    "log-likelihood against the bound",
                    there.logEvidence().value(),
                    bound,
                    Rounding.of(c, e)
                            + Rounding.of(c.at(theta), there)
                            + e.exactness().bound()
                            + there.exactness().bound());
        }
    }
}
