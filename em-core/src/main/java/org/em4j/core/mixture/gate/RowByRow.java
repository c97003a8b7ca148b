package org.em4j.core.mixture.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.em4j.core.block.Block;
import org.em4j.core.model.Statistics;

/** A gate straight from its definition, one observation after another. */
final class RowByRow<X, T extends Statistics<T>> implements GateWorker<X, T> {
    private final Gate<X, ?, T> gate;
    private final Function<X, double[]> logWeights;
    private final double[] nothingMore;
    private final double[] shares;
    private final List<X> observations = new ArrayList<>();

    RowByRow(Gate<X, ?, T> gate, Function<X, double[]> logWeights) {
        this.gate = gate;
        this.logWeights = logWeights;
        this.nothingMore = new double[gate.outcomes()];
        this.shares = new double[gate.outcomes()];
    }

    @Override
    public double[] logWeights(Block<X> tile, double[] joint, int components, int stride) {
        observations.clear();
        for (int i = 0; i < tile.size(); i++) {
            X x = tile.get(i);
            observations.add(x);
            double[] logs = logWeights.apply(x);
            for (int k = 0; k < logs.length; k++) {
                joint[k * stride + i] = logs[k] + (k < components ? joint[k * stride + i] : 0);
            }
        }
        return nothingMore;
    }

    @Override
    public void accumulate(double[] w, int at, double[] of, int stride, double[] counts, T into) {
        for (int i = 0; i < observations.size(); i++) {
            if (w[at + i] != 0) {
                for (int k = 0; k < shares.length; k++) {
                    shares[k] = of[k * stride + i];
                }
                gate.accumulate(observations.get(i), shares, w[at + i], into);
            }
        }
    }
}
