package org.em4j.core.estep;

import java.io.Serializable;

/** A model with theta bound: factorised once, immutable, serialisable, shared by all threads. */
@FunctionalInterface
public interface EStep<X, S> extends Serializable {
    /** A thread's own E-step, for tiles of at most {@code workspace.rows()} observations. */
    EStepWorker<X, S> batch(Workspace workspace);
}
