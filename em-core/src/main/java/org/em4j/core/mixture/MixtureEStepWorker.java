package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.Equation;
import org.em4j.core.block.Block;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Exactness;
import org.em4j.core.estep.Workspace;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.mixture.gate.GateWorker;
import org.em4j.core.model.Statistics;

/** A mixture's E-step on one tile at a time; keeps the tile's responsibilities, and its components their posteriors. */
public final class MixtureEStepWorker<X, T extends Statistics<T>, S extends Statistics<S>>
        implements EStepWorker<X, MixtureStatistics<T, S>> {
    private final Kernels kernels;
    private final GateWorker<X, T> gate;
    private final List<EStepWorker<X, S>> components;
    private final int stride;
    private final double[] responsibilities; // (outcomes x stride)
    private final double[] counts; // (outcomes)
    private final double[] entropy;
    private final double[] weights;
    private int n;
    private Exactness exactness = Exactness.EXACT;

    MixtureEStepWorker(GateWorker<X, T> gate, int outcomes, List<EStepWorker<X, S>> components, Workspace workspace) {
        this.kernels = workspace.kernels(1, 32.0 * outcomes);
        this.gate = gate;
        this.components = components;
        this.stride = workspace.stride();
        this.responsibilities = new double[outcomes * stride];
        this.counts = new double[outcomes];
        this.entropy = new double[workspace.rows()];
        this.weights = new double[workspace.rows()];
    }

    @Override
    @Equation({"3695a", "3695e"})
    public void evidence(Block<X> tile, double[] out, int at) {
        n = tile.size();
        for (int k = 0; k < components.size(); k++) {
            components.get(k).evidence(tile, responsibilities, k * stride);
        }
        double[] logWeights = gate.logWeights(tile, responsibilities, components.size(), stride);
        kernels.responsibilities(responsibilities, logWeights, stride, n, out, at, entropy);
    }

    @Override
    public double accumulate(double[] w, int at, MixtureStatistics<T, S> into) {
        double h = kernels.dot(w, at, entropy, 0, n);
        exactness = Exactness.EXACT;
        for (int k = 0; k < counts.length; k++) {
            counts[k] = kernels.weigh(w, at, responsibilities, k * stride, n, weights);
            if (k < components.size()) {
                h += components.get(k).accumulate(weights, 0, into.components().get(k));
                exactness = exactness.and(components.get(k).exactness());
            }
        }
        gate.accumulate(w, at, responsibilities, stride, counts, into.gate());
        return h;
    }

    @Override
    public Exactness exactness() {
        return exactness;
    }

    /** The posterior probability of each outcome for observation i of the tile last given to {@link #evidence}. */
    public double[] responsibilities(int i) {
        double[] r = new double[counts.length];
        for (int k = 0; k < r.length; k++) {
            r[k] = responsibilities[k * stride + i];
        }
        return r;
    }
}
