package org.em4j.laws.step;

import java.util.List;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** What the audit checks of an M-step, at each iteration of each fit. */
public final class MStepIsNoWorse implements Law {
    @Override
    public String statement() {
        return "the M-step does not lower the expected log joint density plus log prior";
    }

    @Override
    public List<String> equations() {
        return List.of("3695fh");
    }

    @Override
    public List<Class<? extends Law>> impliedBy() {
        return List.of(MStepIsStationary.class);
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        c.mStep().ifPresent(next -> check(c, trial, next));
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> void check(
            ModelCase<X, P, Q, S> c, Trial trial, P next) {
        Iterate<P> at = c.iterate();
        double before =
                at.surrogate().expectedLogJoint(c.theta()) + at.surrogate().logPrior(c.theta());
        double after = at.surrogate().expectedLogJoint(next) + at.surrogate().logPrior(next);
        double bound = Rounding.of(c, c.expectation()) + Rounding.of(c.at(next), c.expectation());
        trial.atLeast("Q + log prior after the M-step", after, before, bound);
    }
}
