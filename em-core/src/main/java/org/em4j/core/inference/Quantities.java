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
    /** The same of other parameters, which hold these. */
    public <R> Quantities<R> of(Function<R, P> parameters) {
        return new Quantities<>(names, parameters.andThen(values));
    }
}
