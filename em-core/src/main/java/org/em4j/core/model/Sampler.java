package org.em4j.core.model;

import java.util.random.RandomGenerator;

/** Draws observations from a model at given parameters. May be used by one thread at a time. */
@FunctionalInterface
public interface Sampler<X> {
    /** Draws one observation. */
    X sample(RandomGenerator random);

    /**
     * Draws another observation in the place of one, of which as much is seen as of that: gaps of a row stay gaps, and what has
     * a label gets one. Parametric bootstraps draw so, for the likelihood is of what is observed.
     */
    default X inPlaceOf(X observed, RandomGenerator random) {
        X drawn = sample(random);
        if (observed instanceof double[] row && drawn instanceof double[] other) {
            for (int j = 0; j < row.length; j++) {
                other[j] = Double.isNaN(row[j]) ? Double.NaN : other[j];
            }
        }
        return drawn;
    }
}
