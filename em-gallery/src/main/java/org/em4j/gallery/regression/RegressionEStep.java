package org.em4j.gallery.regression;

import org.em4j.core.block.Block;
import org.em4j.core.data.Tile;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Workspace;
import org.em4j.core.linalg.Kernels;

/**
 * The E-step of a linear regression over tiles: rows are whitened column by column, so that the last is the error, and their moments summed.
 *
 * @param theta a distribution of rows, the response last
 * @param peak log density of a row on the line
 */
record RegressionEStep(FullNormal theta, double peak) implements EStep<double[], LinearRegression.Whitened> {
    @Override
    public EStepWorker<double[], LinearRegression.Whitened> batch(Workspace workspace) {
        return new Worker(this, workspace);
    }

    /** One thread's. */
    private static final class Worker implements EStepWorker<double[], LinearRegression.Whitened> {
        private final Workspace workspace;
        private final Kernels kernels;
        private final double[] mean;
        private final double[] whitener;
        private final double peak;
        private final double[] white; // (d) columns, kept for the sums
        private int n;

        Worker(RegressionEStep step, Workspace workspace) {
            int d = step.theta.mean().length;
            this.workspace = workspace;
            this.kernels = workspace.kernels(d, 2.0 * d * (d + 8));
            this.mean = step.theta.mean();
            this.whitener = step.theta.cholesky().inverseFactor();
            this.peak = step.peak;
            this.white = new double[d * workspace.stride()];
        }

        @Override
        public void evidence(Block<double[]> block, double[] out, int at) {
            Tile tile = workspace.dense(block);
            int d = mean.length;
            int stride = tile.stride();
            n = tile.size();
            kernels.transform(whitener, d, d, workspace.centred(tile, mean), stride, n, white);
            int errors = (d - 1) * stride;
            for (int i = 0; i < n; i++) {
                out[at + i] = peak - 0.5 * white[errors + i] * white[errors + i];
            }
        }

        @Override
        public double accumulate(double[] w, int at, LinearRegression.Whitened into) {
            into.moments().add(white, workspace.stride(), n, w, at, kernels);
            return 0;
        }
    }
}
