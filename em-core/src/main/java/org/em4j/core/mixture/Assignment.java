package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.model.Completing;
import org.em4j.core.model.Posterior;

/**
 * Which component an observation came from, and each component's own posterior.
 *
 * @param responsibilities {@code (K)}, summing to one
 * @param within the components' posteriors of the same observation
 */
public record Assignment<Q extends Posterior>(double[] responsibilities, List<Q> within, double logEvidence)
        implements Completing {
    /** {@code Σ_k r_k (H(Q_k) - log r_k)}, in nats. */
    @Override
    public double entropy() {
        double h = 0;
        for (int k = 0; k < responsibilities.length; k++) {
            double r = responsibilities[k];
            h += r > 0 ? r * (within.get(k).entropy() - Math.log(r)) : 0;
        }
        return h;
    }

    /** The average of what the components expect; they are to be {@link Completing}, too. */
    @Override
    public double expected(int j) {
        double mean = 0;
        for (int k = 0; k < responsibilities.length; k++) {
            mean += responsibilities[k] * ((Completing) within.get(k)).expected(j);
        }
        return mean;
    }
}
