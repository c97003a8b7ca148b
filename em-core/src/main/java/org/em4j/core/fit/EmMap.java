package org.em4j.core.fit;

import org.em4j.core.data.Observations;
import org.em4j.core.model.Expectation;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** One pass of EM, as a function of theta: what fits, accelerators and laws compose around. */
@FunctionalInterface
public interface EmMap<P> {
    /** The E-step at theta; the M-step is left to {@link Surrogate#maximize()}. */
    Iterate<P> apply(P theta);

    /** EM for a model on data. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> EmMap<P> of(
            LatentModel<X, P, Q, S> model, Observations<X> data) {
        return theta -> Iterate.of(model, theta, Expectation.of(model, theta, data));
    }
}
