package org.em4j.laws.statistics;

import java.util.List;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** A maximum is a function of what is maximised: where the search began, and who else used the statistics, is nothing to it. */
public final class MStepKnowsTheStatisticsOnly implements Law {
    @Override
    public String statement() {
        return "the M-step from the same statistics ends as high wherever it starts, and leaves the statistics alone";
    }

    @Override
    public List<String> equations() {
        return List.of("3695fh");
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Iterate<P> at = c.iterate();
        P first;
        P again;
        P elsewhere;
        try {
            S statistics = c.expectation().statistics();
            first = c.model().maximize(statistics, c.theta());
            again = c.model().maximize(statistics, c.theta());
            elsewhere = c.model().maximize(c.expectation().statistics(), first);
        } catch (DegenerateException e) {
            return; // no maximum to compare
        }
        double height = at.surrogate().expectedLogJoint(first) + at.surrogate().logPrior(first);
        double bound = Rounding.of(c.at(first), c.expectation());
        List<P> others = c.isSteady() ? List.of(again, elsewhere) : List.of(again); // rounding may decide where it ends
        for (P other : others) {
            double its = at.surrogate().expectedLogJoint(other) + at.surrogate().logPrior(other);
            trial.equal("Q + log prior after the M-step", its, height, bound);
        }
    }
}
