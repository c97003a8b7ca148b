package org.em4j.factor.estep;

import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Workspace;

/** A factor model with theta bound for tiles. */
public record FactorEStep(FactorParameters theta, FactorConditional complete)
        implements EStep<double[], FactorMoments> {
    @Override
    public EStepWorker<double[], FactorMoments> batch(Workspace workspace) {
        return new FactorEStepWorker(theta, complete, workspace);
    }
}
