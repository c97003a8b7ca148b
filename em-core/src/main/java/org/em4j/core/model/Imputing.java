package org.em4j.core.model;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Rows;

/** A model that draws what is missing of an observation, given the rest. */
@FunctionalInterface
public interface Imputing<X, P> {
    /**
     * Binds theta once and returns a function of an observation and a source of randomness: the observation with what
     * was missing drawn from its distribution given the rest. The function may be used by one thread at a time.
     */
    BiFunction<X, RandomGenerator, X> imputer(P theta);

    /**
     * The imputer of a model that may have one.
     *
     * @throws IllegalArgumentException if it has none
     */
    @SuppressWarnings("unchecked") // a model imputes its own observations
    static <X, P> BiFunction<X, RandomGenerator, X> imputer(LatentModel<X, P, ?, ?> model, P theta) {
        if (model instanceof Imputing<?, ?> imputing) {
            return ((Imputing<X, P>) imputing).imputer(theta);
        }
        throw new IllegalArgumentException(model + " cannot impute: let it implement Imputing");
    }

    /** The rows {@code (n x d)}, what is missing drawn once: one of multiple imputations. */
    static <P> double[][] impute(LatentModel<double[], P, ?, ?> model, P theta, Rows rows, RandomGenerator random) {
        BiFunction<double[], RandomGenerator, double[]> imputer = imputer(model, theta);
        double[][] filled = rows.toArray();
        Arrays.setAll(filled, i -> imputer.apply(filled[i], random));
        return filled;
    }
}
