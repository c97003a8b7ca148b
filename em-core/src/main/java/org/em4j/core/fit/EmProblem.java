package org.em4j.core.fit;

import org.em4j.core.data.Observations;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** One pass of EM, as a function of theta: what fits, accelerators and laws compose around. */
@FunctionalInterface
public interface EmProblem<P> {
    /**
     * The E-step at theta; the M-step is left to {@link Surrogate#maximize()}. A map that accelerates may answer at
     * parameters of its own that are no worse than theta: those of the iterate.
     */
    Iterate<P> apply(P theta);

    /** The point that follows {@code at}, whose M-step leads to {@code next}: next itself, unless something goes beyond. */
    default Iterate<P> after(Iterate<P> at, P next) {
        return apply(next);
    }

    /** EM for a model on data. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> EmProblem<P> of(
            LatentModel<X, P, Q, S> model, Observations<X> data) {
        return theta -> Iterate.of(model, theta, Expectation.of(model, theta, data));
    }
}
