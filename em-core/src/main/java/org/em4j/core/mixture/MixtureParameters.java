package org.em4j.core.mixture;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.em4j.core.mixture.gate.Simplex;

/**
 * Parameters of a finite mixture.
 *
 * @param weights {@code (K)}, non-negative, summing to one
 * @param components the K components' parameters
 */
public record MixtureParameters<P>(double[] weights, List<P> components) implements Serializable {
    /**
     * Copies both.
     *
     * @throws IllegalArgumentException if there are more of one than of the other, or the weights are no distribution
     */
    public MixtureParameters {
        components = List.copyOf(components);
        if (weights.length != components.size()) {
            throw new IllegalArgumentException(weights.length + " weights for " + components.size() + " components");
        }
        weights = Simplex.of("weight", weights);
    }

    /** The parameters of a gated mixture whose gate is the weights. */
    static <P> MixtureParameters<P> of(GatedParameters<double[], P> gated) {
        return new MixtureParameters<>(gated.gate(), gated.components());
    }

    /** As parameters of a gated mixture whose gate is the weights. */
    GatedParameters<double[], P> gated() {
        return new GatedParameters<>(weights, components);
    }

    /** A copy of the weights. */
    @Override
    public double[] weights() {
        return weights.clone();
    }

    /** The weight of component k. */
    public double weight(int k) {
        return weights[k];
    }

    /** A copy with component k replaced. */
    public MixtureParameters<P> component(int k, P other) {
        List<P> others = new ArrayList<>(components);
        others.set(k, other);
        return new MixtureParameters<>(weights, others);
    }

    /** A copy with the weights of others: what stays where weights are {@link org.em4j.core.model.decorate.Frozen}. */
    public MixtureParameters<P> weightsOf(MixtureParameters<P> other) {
        return new MixtureParameters<>(other.weights, components);
    }
}
