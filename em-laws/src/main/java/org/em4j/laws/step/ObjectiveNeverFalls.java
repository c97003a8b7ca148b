package org.em4j.laws.step;

import java.util.List;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/** Ascent. It follows from the two-routes law and a right M-step, and is kept because it is what users are promised. */
public final class ObjectiveNeverFalls implements Law {
    private static final int STEPS = 5;

    @Override
    public String statement() {
        return "a step of EM never lowers the log-likelihood plus log prior";
    }

    @Override
    public List<Class<? extends Law>> impliedBy() {
        return List.of(EvidenceHasTwoRoutes.class, MStepIsNoWorse.class);
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        EmProblem<P> map = c.map();
        Iterate<P> at = map.apply(c.theta());
        for (int t = 0; t < STEPS; t++) {
            Iterate<P> next;
            try {
                next = map.after(at, at.surrogate().maximize());
            } catch (DegenerateException e) {
                return; // an unbounded likelihood rises, too
            }
            double bound = at.rounding()
                    + next.rounding()
                    + at.exactness().bound()
                    + next.exactness().bound();
            trial.atLeast("the objective after step " + (t + 1), next.objective(), at.objective(), bound);
            at = next;
        }
    }
}
