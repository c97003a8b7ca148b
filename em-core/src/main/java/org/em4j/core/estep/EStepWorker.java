package org.em4j.core.estep;

import org.em4j.core.block.Block;

/** The posteriors of one tile at a time; thread-confined; its buffers are reused from tile to tile. */
public interface EStepWorker<X, S> {
    /**
     * {@code out[at + i] = log p(x_i; theta)}, in nats. Keeps the tile's posteriors until the next call.
     *
     * @param tile at most {@code workspace.rows()} observations
     */
    void evidence(Block<X> tile, double[] out, int at);

    /**
     * {@code into += Σ_i w[at + i] E[T(x_i, z_i)]} over the tile last given to {@link #evidence}.
     *
     * @return {@code Σ_i w[at + i] H(Q_i)}, in nats
     */
    double accumulate(double[] w, int at, S into);

    /** How exact {@code Σ_i w[at + i] log p(x_i; theta)} is, over the tile last accumulated. */
    default Exactness exactness() {
        return Exactness.EXACT;
    }
}
