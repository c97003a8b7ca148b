package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * The maxima of simpler families, from which those that contain them start, too, so that none ends below one within it. But to
 * one that is the same in any units of the columns only such families lend, or units would decide which maximum is found.
 */
final class NestedMaxima {
    private final List<GaussianMixture<?, ?>> maxima = new ArrayList<>();

    /** All families, none after one that contains it. */
    static List<CovarianceFamily<?, ?>> simplestFirst() {
        List<CovarianceFamily<?, ?>> order = new ArrayList<>(CovarianceFamily.all());
        Collections.reverse(order);
        return order;
    }

    /** Whether a family lends to another. */
    static boolean lends(CovarianceFamily<?, ?> simpler, CovarianceFamily<?, ?> to) {
        return to.structure().contains(simpler.structure())
                && (!to.structure().isFreeOfUnits() || simpler.structure().isFreeOfUnits());
    }

    /** Takes note of what a family has found, which none that was added before contains. */
    void add(GaussianMixture<?, ?> maximum) {
        maxima.add(maximum);
    }

    /** What the family that was added last has found. */
    Optional<GaussianMixture<?, ?>> last() {
        return maxima.isEmpty() ? Optional.empty() : Optional.of(maxima.get(maxima.size() - 1));
    }

    /** What is lent to a family; a lender holds all that those that lend to it have found. */
    <P extends MultivariateNormal, S extends GaussianStatistics<S>> List<GaussianMixture<P, S>> to(
            CovarianceFamily<P, S> family) {
        List<GaussianMixture<?, ?>> lenders =
                maxima.stream().filter(m -> lends(m.family(), family)).toList();
        return lenders.stream()
                .filter(m -> lenders.stream()
                        .noneMatch(other -> other.family() != m.family() && lends(m.family(), other.family())))
                .map(m -> m.nearestIn(family))
                .toList();
    }
}
