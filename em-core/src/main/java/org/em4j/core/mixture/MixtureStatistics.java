package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.model.Statistics;

/**
 * Statistics of a mixture: the weight that fell to each component, and each component's statistics under that weight.
 *
 * @param counts {@code (K)}: {@code Σ_i w_i r_ik}
 */
public record MixtureStatistics<S extends Statistics<S>>(double[] counts, List<S> components)
        implements Statistics<MixtureStatistics<S>> {
    @Override
    public MixtureStatistics<S> addScaled(double scale, MixtureStatistics<S> other) {
        for (int k = 0; k < counts.length; k++) {
            counts[k] += scale * other.counts[k];
            components.get(k).addScaled(scale, other.components.get(k));
        }
        return this;
    }
}
