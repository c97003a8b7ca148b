package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.model.Statistics;

/**
 * Statistics of a mixture.
 *
 * @param gate of the weights; where these are proportions, what fell to each component, {@code Σ_i w_i r_ik}
 * @param components each component's statistics under the weight {@code w_i r_ik}
 */
public record MixtureStatistics<T extends Statistics<T>, S extends Statistics<S>>(T gate, List<S> components)
        implements Statistics<MixtureStatistics<T, S>> {
    @Override
    public MixtureStatistics<T, S> addScaled(double scale, MixtureStatistics<T, S> other) {
        gate.addScaled(scale, other.gate);
        for (int k = 0; k < components.size(); k++) {
            components.get(k).addScaled(scale, other.components.get(k));
        }
        return this;
    }
}
