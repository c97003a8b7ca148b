package org.em4j.core.fit;

import java.util.List;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;

/**
 * What an E-step leaves for the M-step to climb: {@code Q(theta; s) + logPrior(theta)} with the statistics s held.
 *
 * <p>With the entropy of the posteriors added it touches the objective where the E-step was taken, and lies below it
 * everywhere else.
 */
public interface Surrogate<P> {
    /** {@code Σ_i w_i E_{Q_i}[log p(x_i, z_i; theta)]}, in nats. */
    double expectedLogJoint(P theta);

    /** Log prior density of theta, in nats. */
    double logPrior(P theta);

    /** By how much evaluations at theta amplify rounding errors; as that of a model. */
    double conditionNumber(P theta);

    /** How many roundings evaluations at theta may be off by besides; as that of a model. */
    double cancellation(P theta);

    /** The M-step. */
    P maximize();

    /** The edges of the space near theta; as those of a model. */
    default List<Edge<P>> edges(P theta) {
        return List.of();
    }

    /**
     * Unconstrained coordinates around the point of the E-step.
     *
     * @throws IllegalArgumentException if the model has none
     */
    default Chart<P> chart() {
        throw new IllegalArgumentException("the model has no chart: let it implement Charted");
    }
}
