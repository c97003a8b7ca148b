package org.em4j.factor.mixture;

import java.util.List;
import java.util.OptionalInt;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;

/**
 * A fit of a mixture of factor analysers, and where each of its components ended.
 *
 * @param endings one for each component, or one for all that share their noise; none where it was not decided
 */
public record FactorMixtureFit(Fit<MixtureParameters<FactorParameters>> fit, List<Ending> endings) {
    /**
     * Where a component ended in its closed space.
     *
     * @param component zero-based; empty for all of them
     * @param edge zero-based columns whose uniquenesses are at their bound, or fall to zero
     * @param flat zero-based columns whose uniquenesses can change together without changing the likelihood
     */
    public record Ending(OptionalInt component, List<Integer> edge, List<Integer> flat) {
        String place() {
            return component.isPresent() ? "component " + (component.getAsInt() + 1) : "all components";
        }
    }

    /** Copies the list. */
    public FactorMixtureFit {
        endings = List.copyOf(endings);
    }
}
