package org.em4j.factor;

import org.em4j.core.model.Batch;
import org.em4j.core.model.Bound;
import org.em4j.core.model.Workspace;

/** A factor model with theta bound for tiles. */
record WoodburyBound(FactorParameters theta, Woodbury complete) implements Bound<double[], FactorMoments> {
    @Override
    public Batch<double[], FactorMoments> batch(Workspace workspace) {
        return new FactorBatch(theta, complete, workspace);
    }
}
