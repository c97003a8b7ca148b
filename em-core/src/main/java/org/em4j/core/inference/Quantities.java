package org.em4j.core.inference;

import java.util.List;
import java.util.function.Function;

/**
 * What is reported of parameters: named numbers, smooth functions of theta.
 *
 * @param names one for each
 * @param values in the order of the names
 */
public record Quantities<P>(List<String> names, Function<P, double[]> values) {
    /** Quantities of larger parameters, of which the present ones are a part. */
    public <R> Quantities<R> of(Function<R, P> parameters) {
        return new Quantities<>(names, parameters.andThen(values));
    }
}
