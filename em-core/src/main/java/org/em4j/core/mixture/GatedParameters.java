package org.em4j.core.mixture;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters of a mixture whose weights a gate decides.
 *
 * @param gate the gate's parameters
 * @param components the K components' parameters
 */
public record GatedParameters<G, P>(G gate, List<P> components) implements Serializable {
    /** Copies the list. */
    public GatedParameters {
        components = List.copyOf(components);
    }

    /** A copy with another gate. */
    public GatedParameters<G, P> gate(G other) {
        return new GatedParameters<>(other, components);
    }

    /** A copy with component k replaced. */
    public GatedParameters<G, P> component(int k, P other) {
        List<P> others = new ArrayList<>(components);
        others.set(k, other);
        return new GatedParameters<>(gate, others);
    }
}
