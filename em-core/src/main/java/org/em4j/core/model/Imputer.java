package org.em4j.core.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Rows;

/** Draws what is missing of observations, by a model at given parameters. May be used by one thread at a time. */
@FunctionalInterface
public interface Imputer<X> {
    /** The observation, what was missing of it drawn from its distribution given the rest. */
    X impute(X observed, RandomGenerator random);

    /** The rows {@code (n x d)}, what is missing drawn once: one of multiple imputations. */
    static double[][] complete(Imputer<double[]> imputer, Rows rows, RandomGenerator random) {
        double[][] filled = rows.toArray();
        Arrays.setAll(filled, i -> imputer.impute(filled[i], random));
        return filled;
    }
}
