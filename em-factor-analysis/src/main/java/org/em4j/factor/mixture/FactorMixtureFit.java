package org.em4j.factor.mixture;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
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

        String words(List<String> columns) {
            return edge.isEmpty()
                    ? ""
                    : "\n" + place() + " would have uniquenesses lower (Heywood cases): " + names(edge, columns) + "\n";
        }

        private static String names(List<Integer> of, List<String> columns) {
            return String.join(", ", of.stream().sorted().map(columns::get).toList());
        }
    }

    /** Lines on components that ended on an edge. */
    String words(List<String> columns) {
        return endings.stream().map(e -> e.words(columns)).collect(Collectors.joining());
    }

    /** Copies the list. */
    public FactorMixtureFit {
        endings = List.copyOf(endings);
    }
}
