package org.em4j.laws.step;

import java.util.List;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** Ties a model's fast path to its definition. */
public final class BatchIsReference implements Law {
    @Override
    public String statement() {
        return "the batch path brings back what the reference loop does";
    }

    @Override
    public List<String> equations() {
        return List.of("3695dv");
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Expectation<S> slow;
        try {
            ReferenceEStep<X, P, Q, S> loop = new ReferenceEStep<>(c.model(), c.theta());
            slow = Expectation.of(c.model(), loop, c.theta(), c.observations());
        } catch (DegenerateException e) {
            return; // the plainest formula need not be the stablest
        }
        Expectation<S> fast = c.expectation();
        double bound = Rounding.of(c, slow);
        trial.equal(
                "log-likelihood", fast.logEvidence().value(), slow.logEvidence().value(), bound);
        trial.equal("entropy", fast.entropy().value(), slow.entropy().value(), bound);
        trial.equal("weight", fast.weight().value(), slow.weight().value(), bound);
        trial.equal(
                "Q",
                c.model().expectedLogJoint(c.theta(), fast.statistics()),
                c.model().expectedLogJoint(c.theta(), slow.statistics()),
                bound);
    }
}
