package org.em4j.laws.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** A weight of k stands for k copies, a weight of zero for absence, and the order of the data for nothing. */
public final class WeightsAreCopies implements Law {
    @Override
    public String statement() {
        return "an observation of weight k counts as k copies, of weight 0 not at all, and in any order";
    }

    /** Copies have draws of their own. */
    @Override
    public Exactness.Kind holdsOf() {
        return Exactness.Kind.LOWER_BOUND;
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        int n = c.data().size();
        double[] weights = new double[n];
        List<X> copies = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            weights[i] = (i + 1) % 3; // 1, 2, 0, 1, ...
            for (int k = 0; k < weights[i]; k++) {
                copies.add(0, c.data().get(i)); // backwards: order is nothing
            }
        }
        double[] ones = new double[copies.size()];
        Arrays.fill(ones, 1);
        ModelCase<X, P, Q, S> weighted = c.on(c.data(), weights);
        Expectation<S> left = weighted.expectation();
        Expectation<S> right = c.on(copies, ones).expectation();
        double bound = Rounding.of(weighted, left);
        trial.equal(
                "log-likelihood",
                left.logEvidence().value(),
                right.logEvidence().value(),
                bound);
        trial.equal("entropy", left.entropy().value(), right.entropy().value(), bound);
        trial.equal(
                "Q",
                c.model().expectedLogJoint(c.theta(), left.statistics()),
                c.model().expectedLogJoint(c.theta(), right.statistics()),
                bound);
    }
}
