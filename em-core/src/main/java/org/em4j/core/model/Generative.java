package org.em4j.core.model;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A model that observations can be drawn from. */
@FunctionalInterface
public interface Generative<X, P> {
    /** Binds theta once and returns a sampler: a source of randomness in, an observation out. */
    Function<RandomGenerator, X> sampler(P theta);

    /**
     * Binds theta once and returns a function that draws another observation in the place of one: a row with the same
     * values missing, a label where that has one. Parametric bootstraps draw so, for the likelihood is of what is observed.
     */
    default BiFunction<X, RandomGenerator, X> replacement(P theta) {
        Function<RandomGenerator, X> sampler = sampler(theta);
        return (x, random) -> observedAs(x, sampler.apply(random));
    }

    /** A drawn row with gaps where another has them; any other observation as it was drawn. */
    static <X> X observedAs(X x, X drawn) {
        if (x instanceof double[] row && drawn instanceof double[] other) {
            for (int j = 0; j < row.length; j++) {
                other[j] = Double.isNaN(row[j]) ? Double.NaN : other[j];
            }
        }
        return drawn;
    }

    /**
     * The sampler of a model that may have one.
     *
     * @throws IllegalArgumentException if it has none
     */
    static <X, P> Function<RandomGenerator, X> sampler(LatentModel<X, P, ?, ?> model, P theta) {
        return of(model).sampler(theta);
    }

    /**
     * The replacement of a model that may have one.
     *
     * @throws IllegalArgumentException if it has none
     */
    static <X, P> BiFunction<X, RandomGenerator, X> replacement(LatentModel<X, P, ?, ?> model, P theta) {
        return of(model).replacement(theta);
    }

    @SuppressWarnings("unchecked") // a model generates its own observations
    private static <X, P> Generative<X, P> of(LatentModel<X, P, ?, ?> model) {
        if (model instanceof Generative<?, ?> generative) {
            return (Generative<X, P>) generative;
        }
        throw new IllegalArgumentException(model + " cannot be sampled from: let it implement Generative");
    }
}
