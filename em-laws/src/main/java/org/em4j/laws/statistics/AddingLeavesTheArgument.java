package org.em4j.laws.statistics;

import java.util.Arrays;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Bits;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/** A merge that wrote into what it merges would break every block after it. */
public final class AddingLeavesTheArgument implements Law {
    @Override
    public String statement() {
        return "statistics that are added to others stay as they are";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        S part = c.expectation().statistics();
        byte[] before = Bits.of(part);
        c.model().zero(c.theta()).addScaled(1, part).addScaled(-0.5, part);
        for (P theta : c.nearby()) {
            c.model().zero(theta).addScaled(2, part);
        }
        trial.require(
                Arrays.equals(before, Bits.of(part)),
                () -> "the statistics are other bits after they were added to others");
    }
}
