package org.em4j.laws.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Same;
import org.em4j.laws.check.Trial;

/** Observations are independent. */
public final class OrderDoesNotMatter implements Law {
    @Override
    public String statement() {
        return "observations in another order bring back the same";
    }

    @Override
    public List<Class<? extends Law>> impliedBy() {
        return List.of(StatisticsMerge.class);
    }

    /** Draws belong to an observation's place among the others. */
    @Override
    public Exactness.Kind holdsOf() {
        return Exactness.Kind.LOWER_BOUND;
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        List<X> backwards = new ArrayList<>(c.data());
        Collections.reverse(backwards);
        double[] weights = c.weights().clone();
        Arrays.setAll(weights, i -> c.weights()[weights.length - 1 - i]);
        Same.of(trial, c.on(backwards, weights), c, 1);
    }
}
