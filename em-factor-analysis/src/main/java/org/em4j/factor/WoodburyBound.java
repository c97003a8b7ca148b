package org.em4j.factor;

import java.util.Arrays;
import org.em4j.core.data.Block;
import org.em4j.core.data.Tile;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.model.Batch;
import org.em4j.core.model.Bound;
import org.em4j.core.model.Workspace;

/** Factor analysis over tiles: two small matrix products for the E-step, two for the statistics. */
record WoodburyBound(Woodbury theta) implements Bound<double[], FactorMoments> {
    @Override
    public Batch<double[], FactorMoments> batch(Workspace workspace) {
        int d = theta.mean().length;
        int q = theta.regression().length / d;
        Kernels kernels = Kernels.forColumns(d);
        double[] ones = new double[q];
        Arrays.fill(ones, 1);
        return new Batch<>() {
            private final double[] scores = new double[q * workspace.stride()];
            private Tile tile;

            @Override
            public void evidence(Block<double[]> block, double[] out, int at) {
                tile = workspace.dense(block);
                int n = tile.size();
                int stride = tile.stride();
                double[] x = workspace.centred(tile, theta.mean());
                double[] noise = workspace.shared(1, d * stride);
                double[] noiseNorms = workspace.shared(2, n);
                double[] scoreNorms = workspace.shared(3, n);
                kernels.transform(theta.regression(), q, d, x, stride, n, scores);
                kernels.transform(theta.loadings(), d, q, scores, stride, n, noise);
                kernels.subtract(x, d, stride, n, noise);
                kernels.norms(theta.precisions(), d, noise, stride, n, noiseNorms);
                kernels.norms(ones, q, scores, stride, n, scoreNorms);
                for (int i = 0; i < n; i++) {
                    out[at + i] = theta.constant() - 0.5 * (noiseNorms[i] + scoreNorms[i]);
                }
            }

            @Override
            public double accumulate(double[] w, int at, FactorMoments into) {
                int n = tile.size();
                int stride = tile.stride();
                double[] x = workspace.centred(tile, theta.mean());
                double weight = kernels.total(w, at, n);
                kernels.moments(w, at, x, d, stride, n, into.x);
                kernels.squares(w, at, x, d, stride, n, into.xx);
                kernels.moments(w, at, scores, q, stride, n, into.z);
                kernels.cross(w, at, x, d, scores, q, stride, n, into.xz);
                kernels.scatter(w, at, scores, q, stride, n, into.zz);
                for (int i = 0; i < q * q; i++) {
                    into.zz[i] += weight * theta.covariance()[i];
                }
                into.weight += weight;
                return weight * theta.entropy();
            }
        };
    }
}
