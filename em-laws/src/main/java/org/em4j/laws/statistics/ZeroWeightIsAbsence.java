package org.em4j.laws.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Same;
import org.em4j.laws.check.Trial;

/** Weight zero is how a row is left out. */
public final class ZeroWeightIsAbsence implements Law {
    @Override
    public String statement() {
        return "an observation of weight zero might as well not be there";
    }

    /** Draws belong to an observation's place among the others. */
    @Override
    public Exactness.Kind holdsOf() {
        return Exactness.Kind.LOWER_BOUND;
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        List<X> kept = new ArrayList<>();
        double[] weights = c.weights().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 3 == 1 ? 0 : weights[i];
            if (weights[i] != 0) {
                kept.add(c.data().get(i));
            }
        }
        double[] rest = Arrays.stream(weights).filter(w -> w != 0).toArray();
        Same.of(trial, c.on(c.data(), weights), c.on(kept, rest), 1);
    }
}
