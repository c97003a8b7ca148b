package org.em4j.core.fit;

import java.util.List;
import java.util.Optional;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.MissingCapabilityException;
import org.em4j.core.model.Roundoff;

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

    /** How far rounding may take evaluations at theta; as that of a model. */
    Roundoff roundoff(P theta);

    /**
     * What the rounding of statistics does to Q at theta, measured, in nats; 0 of a surrogate that cannot tell. A model knows nothing
     * of what cancels between statistics, such as sums of squares that leave residuals of a billionth.
     */
    default double rounding(P theta) {
        return 0;
    }

    /** The M-step. */
    P maximize();

    /** The edges of the space near theta; as those of a model. */
    default List<Edge<P>> edges(P theta) {
        return List.of();
    }

    /** Coordinates around the point of the E-step, of what lies on no edge of the space there, if the model has some. */
    default Optional<Chart<P>> chart() {
        return Optional.empty();
    }

    /**
     * The chart, for what cannot do without.
     *
     * @param purpose such as {@code acceleration takes}
     * @throws MissingCapabilityException if there is none
     */
    default Chart<P> chartFor(String purpose) {
        return chart().orElseThrow(() -> new MissingCapabilityException("the model", "chart", purpose));
    }
}
