package org.em4j.laws.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Same;
import org.em4j.laws.check.Trial;

/** Weights are counts, not shares. */
public final class WeightsScale implements Law {
    /** A power of two changes no digit of a sum. */
    private static final double FACTOR = 4;

    @Override
    public String statement() {
        return "weights that are all four times as large give four times the log-likelihood and the same M-step";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        double[] weights = Arrays.stream(c.weights()).map(w -> FACTOR * w).toArray();
        ModelCase<X, P, Q, S> heavy = c.on(c.data(), weights);
        Same.of(trial, heavy, c, FACTOR);
        if (c.model().logPrior(c.theta()) != 0) {
            return; // a prior weighs the same, however heavy the data
        }
        Optional<P> light = c.mStep();
        Optional<P> other = heavy.mStep();
        if (light.isPresent() && other.isPresent() && c.isSteady()) { // what rounding decides is no matter of weight
            Same.maxima(trial, "", c, other.get(), light.get());
        }
    }
}
