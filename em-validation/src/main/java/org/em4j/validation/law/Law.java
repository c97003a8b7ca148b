package org.em4j.validation.law;

import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Something that holds for every right model, on any data, at any parameters. Laws know no test engine. */
public interface Law {
    /** The law in words. */
    String statement();

    /**
     * Checks the law.
     *
     * @throws LawViolation if it does not hold, with the figures
     */
    <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> example);
}
