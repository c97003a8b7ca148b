package org.em4j.core.fit;

import java.io.Serializable;
import java.util.Optional;
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

    /**
     * What tells this map from others whose first step from some start is the same, such as its model: by it a {@link
     * org.em4j.core.checkpoint.Checkpoint} knows a fit again. Fits of a map without are not kept.
     */
    default Optional<Serializable> identity() {
        return Optional.empty();
    }

    /**
     * The E-step at theta straight from the data, where {@link #apply} goes by what was made of them beforehand, such as their
     * moments: the audit holds the start of a fit against it, once.
     */
    default Optional<Iterate<P>> fromData(P theta) {
        return Optional.empty();
    }

    /** EM for a model on data. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> EmProblem<P> of(
            LatentModel<X, P, Q, S> model, Observations<X> data) {
        return new EmProblem<>() {
            @Override
            public Iterate<P> apply(P theta) {
                return Iterate.of(model, theta, Expectation.of(model, theta, data));
            }

            @Override
            public Optional<Serializable> identity() {
                return Optional.of(model);
            }
        };
    }
}
