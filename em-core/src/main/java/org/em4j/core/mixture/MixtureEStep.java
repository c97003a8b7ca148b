package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.Workspace;
import org.em4j.core.mixture.gate.Gate;
import org.em4j.core.model.Statistics;

/**
 * A mixture with theta bound: a gate, and K bound components.
 *
 * @param of the gate's parameters
 * @param components the E-steps of the K components
 */
public record MixtureEStep<X, G, T extends Statistics<T>, S extends Statistics<S>>(
        Gate<X, G, T> gate, G of, List<EStep<X, S>> components) implements EStep<X, MixtureStatistics<T, S>> {
    @Override
    public MixtureEStepWorker<X, T, S> batch(Workspace workspace) {
        return new MixtureEStepWorker<>(
                gate.worker(of),
                gate.outcomes(),
                components.stream().map(c -> c.batch(workspace)).toList(),
                workspace);
    }
}
