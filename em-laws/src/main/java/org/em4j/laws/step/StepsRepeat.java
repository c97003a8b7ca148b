package org.em4j.laws.step;

import java.util.Arrays;
import java.util.List;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Bits;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/** No clock, no cache, no hidden state. */
public final class StepsRepeat implements Law {
    @Override
    public String statement() {
        return "the same step twice brings back the same bits, cold and warm, and from parameters that were written and read";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        byte[] first = Bits.of(c.expectation());
        P theta = Bits.copy(c.theta());
        for (P other : List.of(c.theta(), theta)) {
            trial.require(
                    Arrays.equals(first, Bits.of(c.at(other).expectation())),
                    () -> "the second E-step brings back other bits than the first");
        }
        trial.require(
                Arrays.equals(Bits.of(c.theta()), Bits.of(theta)),
                () -> "parameters that were written and read are other bits");
    }
}
