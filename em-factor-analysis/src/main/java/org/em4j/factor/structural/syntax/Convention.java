package org.em4j.factor.structural.syntax;

import java.util.List;

/**
 * What a model's text leaves unsaid.
 *
 * @param unit which unit latent variables have
 * @param correlation whether latent variables that nothing else in the model explains covary
 * @param groups names of the groups, one where there is none
 */
public record Convention(Unit unit, FactorPattern.Correlation correlation, List<String> groups) {
    /** The unit of a latent variable. */
    public enum Unit {
        /** The unit of the first column, whose loading is one. */
        MARKER,
        /** The latent variable's standard deviation: its variance is one, or what is left of it unexplained. */
        VARIANCE
    }

    /** lavaan's {@code cfa()}: the unit of the first column, free covariances, one group. */
    public static final Convention USUAL = new Convention(Unit.MARKER, FactorPattern.Correlation.FREE, List.of("all"));
}
