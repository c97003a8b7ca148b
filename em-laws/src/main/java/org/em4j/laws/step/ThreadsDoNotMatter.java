package org.em4j.laws.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Bits;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/** Determinism: blocks are fixed, and merge in order. */
public final class ThreadsDoNotMatter implements Law {
    @Override
    public String statement() {
        return "an E-step brings back the same bits on 1, 2, 3 and 8 threads";
    }

    /** Blocks hold a thousand observations: fewer would leave the other threads nothing to do. */
    private static final int MANY = 5_000;

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        int n = c.data().size();
        List<X> many = new ArrayList<>();
        double[] weights = new double[n * (1 + MANY / n)];
        for (int i = 0; i < weights.length; i++) {
            many.add(c.data().get(i % n));
            weights[i] = c.weights()[i % n];
        }
        ModelCase<X, P, Q, S> large = c.on(many, weights);
        byte[] one = bits(large, 1);
        for (int threads : new int[] {2, 3, 8}) {
            trial.require(
                    Arrays.equals(one, bits(large, threads)),
                    () -> threads + " threads bring back other bits than one");
        }
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> byte[] bits(
            ModelCase<X, P, Q, S> c, int threads) {
        return Bits.of(Expectation.of(c.model(), c.theta(), c.observations(threads)));
    }
}
