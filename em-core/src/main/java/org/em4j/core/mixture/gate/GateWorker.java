package org.em4j.core.mixture.gate;

import org.em4j.core.block.Block;

/** A {@link Gate} with its parameters bound, on one tile of observations at a time; used by one thread. */
public interface GateWorker<X, T> {
    /**
     * Adds log weights to log densities: to {@code joint[k * stride + i]} what depends on the observation. Of outcomes without a
     * component it writes that, over whatever is there.
     *
     * @param joint log densities of the components, then room for the other outcomes
     * @param components how many there are
     * @return for each outcome what is still to be added, the same for all observations of the tile
     */
    double[] logWeights(Block<X> tile, double[] joint, int components, int stride);

    /**
     * Adds the tile last given to {@link #logWeights} to statistics.
     *
     * @param w weights, from {@code at}
     * @param shares the posterior probabilities, {@code shares[k * stride + i]}
     * @param counts {@code Σ_i w_i shares_ki} for each outcome k
     */
    void accumulate(double[] w, int at, double[] shares, int stride, double[] counts, T into);
}
