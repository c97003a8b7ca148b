package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.Workspace;
import org.em4j.core.model.Statistics;

/** A mixture with theta bound: K bound components and the logs of their weights. */
record MixtureEStep<X, S extends Statistics<S>>(double[] logWeights, List<EStep<X, S>> components)
        implements EStep<X, MixtureStatistics<S>> {
    @Override
    public MixtureEStepWorker<X, S> batch(Workspace workspace) {
        return new MixtureEStepWorker<>(
                logWeights, components.stream().map(c -> c.batch(workspace)).toList(), workspace);
    }
}
