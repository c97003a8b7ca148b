package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.model.Bound;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Workspace;

/** A mixture with theta bound: K bound components and the logs of their weights. */
record MixtureBound<X, S extends Statistics<S>>(double[] logWeights, List<Bound<X, S>> components)
        implements Bound<X, Tallies<S>> {
    @Override
    public MixtureBatch<X, S> batch(Workspace workspace) {
        return new MixtureBatch<>(
                logWeights, components.stream().map(c -> c.batch(workspace)).toList(), workspace);
    }
}
