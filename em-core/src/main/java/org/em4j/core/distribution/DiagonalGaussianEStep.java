package org.em4j.core.distribution;

import org.em4j.core.block.Block;
import org.em4j.core.data.Tile;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Workspace;
import org.em4j.core.linalg.Kernels;

/**
 * The diagonal Gaussian density over tiles, and its moments about the current mean. A value that is missing is as it is
 * expected to be, at the mean; its column is no factor of the density, and adds its variance to the squares.
 */
record DiagonalGaussianEStep(double[] mean, double[] precisions, double constant)
        implements EStep<double[], DiagonalMoments> {
    @Override
    public EStepWorker<double[], DiagonalMoments> batch(Workspace workspace) {
        return new Worker(workspace);
    }

    private final class Worker implements EStepWorker<double[], DiagonalMoments> {
        private final int d = mean.length;
        private final Workspace workspace;
        private final Kernels kernels;
        private Tile tile;

        private Worker(Workspace workspace) {
            this.workspace = workspace;
            this.kernels = workspace.kernels(1, 16.0 * d);
        }

        @Override
        public void evidence(Block<double[]> block, double[] out, int at) {
            tile = workspace.dense(block);
            int n = tile.size();
            double[] norms = workspace.shared(1, workspace.rows());
            kernels.norms(precisions, d, centred(), tile.stride(), n, norms);
            for (int i = 0; i < n; i++) {
                out[at + i] = constant - 0.5 * norms[i];
            }
            for (int j = 0; j < d && !tile.isComplete(); j++) {
                double factor = 0.5 * (Math.log(precisions[j]) - Gaussian.LOG_2PI);
                for (int i = 0; i < n; i++) {
                    out[at + i] -= isMissing(i, j) ? factor : 0;
                }
            }
        }

        @Override
        public double accumulate(double[] w, int at, DiagonalMoments into) {
            int n = tile.size();
            double[] z = centred();
            DiagonalMoments moments = new DiagonalMoments(mean);
            moments.add(z, tile.stride(), n, w, at, kernels);
            double entropy = 0;
            for (int j = 0; j < d && !tile.isComplete(); j++) {
                double missing = missing(j, w, at);
                moments.addVariance(j, missing / precisions[j]);
                entropy += missing * 0.5 * (1 + Gaussian.LOG_2PI - Math.log(precisions[j]));
            }
            into.addScaled(1, moments);
            return entropy;
        }

        private boolean isMissing(int i, int j) {
            return Double.isNaN(tile.columns()[j * tile.stride() + i]);
        }

        // The weight of the rows that lack column j
        private double missing(int j, double[] w, int at) {
            double total = 0;
            for (int i = 0; i < tile.size(); i++) {
                total += isMissing(i, j) ? w[at + i] : 0;
            }
            return total;
        }

        private double[] centred() {
            double[] z = workspace.centred(tile, mean);
            for (int j = 0; j < d && !tile.isComplete(); j++) {
                for (int i = 0; i < tile.size(); i++) {
                    int o = j * tile.stride() + i;
                    z[o] = Double.isNaN(z[o]) ? 0 : z[o];
                }
            }
            return z;
        }
    }
}
