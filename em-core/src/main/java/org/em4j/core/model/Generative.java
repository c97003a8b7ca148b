package org.em4j.core.model;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A model that observations can be drawn from. */
@FunctionalInterface
public interface Generative<X, P> {
    /** Binds theta once and returns a sampler: a source of randomness in, an observation out. */
    Function<RandomGenerator, X> sampler(P theta);

    /**
     * The sampler of a model that may have one.
     *
     * @throws IllegalArgumentException if it has none
     */
    @SuppressWarnings("unchecked") // a model generates its own observations
    static <X, P> Function<RandomGenerator, X> sampler(LatentModel<X, P, ?, ?> model, P theta) {
        if (model instanceof Generative<?, ?> generative) {
            return ((Generative<X, P>) generative).sampler(theta);
        }
        throw new IllegalArgumentException(model + " cannot be sampled from: let it implement Generative");
    }
}
