package org.em4j.core.mixture;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.em4j.core.Equation;
import org.em4j.core.data.Block;
import org.em4j.core.data.Labelled;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Workspace;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.model.Statistics;

/** A mixture's E-step on one tile at a time; keeps the tile's responsibilities, and its components their posteriors. */
final class MixtureEStepWorker<X, S extends Statistics<S>> implements EStepWorker<X, MixtureStatistics<S>> {
    private final Kernels kernels;
    private final double[] logWeights;
    private final List<EStepWorker<X, S>> components;
    private final int stride;
    private final double[] responsibilities; // (K x stride)
    private final double[] entropy;
    private final double[] weights;
    private int n;

    MixtureEStepWorker(double[] logWeights, List<EStepWorker<X, S>> components, Workspace workspace) {
        this.kernels = workspace.kernels(1, 32.0 * logWeights.length);
        this.logWeights = logWeights;
        this.components = components;
        this.stride = workspace.stride();
        this.responsibilities = new double[logWeights.length * stride];
        this.entropy = new double[workspace.rows()];
        this.weights = new double[workspace.rows()];
    }

    @Override
    @Equation({"3695a", "3695e"})
    public void evidence(Block<X> tile, double[] out, int at) {
        joint(tile);
        kernels.responsibilities(responsibilities, logWeights, stride, n, out, at, entropy);
    }

    /**
     * The log evidence where the component of observation i is known to be {@code labels(i)}, unless that is unknown.
     */
    void evidence(Block<X> tile, IntUnaryOperator labels, double[] out, int at) {
        joint(tile);
        for (int i = 0; i < n; i++) {
            int label = labels.applyAsInt(i);
            for (int k = 0; k < logWeights.length && label != Labelled.UNKNOWN; k++) {
                if (k != label) {
                    responsibilities[k * stride + i] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        kernels.responsibilities(responsibilities, logWeights, stride, n, out, at, entropy);
    }

    private void joint(Block<X> tile) {
        n = tile.size();
        for (int k = 0; k < logWeights.length; k++) {
            components.get(k).evidence(tile, responsibilities, k * stride);
        }
    }

    @Override
    public double accumulate(double[] w, int at, MixtureStatistics<S> into) {
        double h = kernels.dot(w, at, entropy, 0, n);
        for (int k = 0; k < logWeights.length; k++) {
            into.counts()[k] += kernels.weigh(w, at, responsibilities, k * stride, n, weights);
            h += components.get(k).accumulate(weights, 0, into.components().get(k));
        }
        return h;
    }

    /** The responsibilities {@code (K)} of row i of the tile. */
    double[] responsibilities(int i) {
        double[] r = new double[logWeights.length];
        for (int k = 0; k < r.length; k++) {
            r[k] = responsibilities[k * stride + i];
        }
        return r;
    }
}
