package org.em4j.laws.fit;

import java.util.Arrays;
import java.util.List;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Bits;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;
import org.em4j.laws.step.StepsRepeat;

/** A checkpoint is parameters, and nothing else. */
public final class FitsResume implements Law {
    private static final int STEPS = 6;

    @Override
    public String statement() {
        return "a fit that is stopped, written, read and taken up again ends with the bits of one that was not";
    }

    @Override
    public List<Class<? extends Law>> impliedBy() {
        return List.of(StepsRepeat.class);
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Fit<P> whole = fit(c.map(), c.theta(), STEPS);
        Fit<P> half = fit(c.map(), c.theta(), STEPS / 2);
        if (!(half instanceof Fit.BudgetSpent) || !(whole instanceof Fit.BudgetSpent)) {
            return; // it ended before the checkpoint
        }
        Fit<P> resumed = fit(c.map(), Bits.copy(half.theta()), STEPS / 2);
        trial.require(
                Arrays.equals(Bits.of(whole.theta()), Bits.of(resumed.theta())),
                () -> "six steps, and three and three, end at other bits");
    }

    private static <P> Fit<P> fit(EmProblem<P> map, P start, int steps) {
        return new Em().until(StoppingRule.never()).maxIterations(steps).fit(map, start);
    }
}
