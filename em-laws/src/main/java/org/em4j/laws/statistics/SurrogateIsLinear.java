package org.em4j.laws.statistics;

import java.util.List;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** What lets data be cut, forgotten, and weighed. */
public final class SurrogateIsLinear implements Law {
    @Override
    public String statement() {
        return "the expected log joint density is linear in the statistics";
    }

    @Override
    public List<String> equations() {
        return List.of("3695fi");
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        S s = c.expectation().statistics();
        for (P theta : c.nearby()) {
            double q = c.model().expectedLogJoint(theta, s);
            S tripled = c.model().zero(c.theta()).addScaled(4, s).addScaled(-1, s);
            double bound = 16 * Rounding.of(c.at(theta), c.expectation());
            trial.equal("Q of three times the statistics", c.model().expectedLogJoint(theta, tripled), 3 * q, bound);
            S none = c.model().zero(c.theta());
            trial.equal("Q of nothing", c.model().expectedLogJoint(theta, none), 0, 0);
        }
    }
}
