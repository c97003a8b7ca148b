package org.em4j.core.distribution;

import java.util.Map;
import org.em4j.core.block.Block;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.Tile;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Workspace;
import org.em4j.core.linalg.Kernels;

/**
 * The Gaussian density over tiles: {@code constant - |P (x - mean)|² / 2} with {@code P = L⁻¹}, and moments about the
 * current mean. Triangle in the whitening, symmetry in the scatter: 2 d² flops a row. Of a tile with gaps the rows of
 * each pattern go together, through their marginal density and conditional moments.
 */
final class GaussianEStepWorker implements EStepWorker<double[], Moments> {
    private final FullNormal theta;
    private final double constant;
    private final Workspace workspace;
    private final Kernels kernels;
    private final double[] whitener;
    private final GaussianConditional.Cache conditionals;
    private Tile tile;

    GaussianEStepWorker(FullNormal theta, double constant, Workspace workspace) {
        this.theta = theta;
        this.constant = constant;
        this.workspace = workspace;
        int d = theta.centre().length;
        this.kernels = workspace.kernels(d, 2.0 * d * (d + 8));
        this.whitener = theta.cholesky().inverseFactor();
        this.conditionals = new GaussianConditional.Cache(theta);
    }

    @Override
    public void evidence(Block<double[]> block, double[] out, int at) {
        tile = workspace.dense(block);
        if (!tile.isComplete()) {
            tile.byPattern().forEach((pattern, rows) -> evidence(conditionals.of(pattern), rows, out, at));
            return;
        }
        kernels.logDensities(
                whitener,
                theta.centre(),
                constant,
                tile.columns(),
                tile.stride(),
                tile.size(),
                workspace.shared(0, tile.width() * tile.stride()),
                out,
                at);
    }

    private void evidence(GaussianConditional c, int[] rows, double[] out, int at) {
        int o = c.pattern().observed().length;
        double[] norms = workspace.shared(1, workspace.rows());
        kernels.whiten(c.whitener(), o, observed(c.pattern(), rows), tile.stride(), rows.length, norms, 0);
        for (int i = 0; i < rows.length; i++) {
            out[at + rows[i]] = c.logConstant() - 0.5 * norms[i];
        }
    }

    @Override
    public double accumulate(double[] w, int at, Moments into) {
        if (tile.isComplete()) {
            into.add(tile, w, at, kernels, workspace);
            return 0;
        }
        Moments moments = new Moments(theta.centre());
        double entropy = 0;
        for (Map.Entry<Pattern, int[]> part : tile.byPattern().entrySet()) {
            entropy += accumulate(conditionals.of(part.getKey()), part.getValue(), w, at, moments);
        }
        into.addScaled(1, moments);
        return entropy;
    }

    private double accumulate(GaussianConditional c, int[] rows, double[] w, int at, Moments into) {
        double[] weights = workspace.shared(2, workspace.rows());
        double total = 0;
        for (int i = 0; i < rows.length; i++) {
            weights[i] = w[at + rows[i]];
            total += weights[i];
        }
        into.add(completed(c, rows), tile.stride(), rows.length, weights, 0, kernels);
        into.addCovariance(total, c.pattern().missing(), c.covariance());
        return total * c.entropy();
    }

    /** The observed columns of rows of one pattern, less their means, in slot 0. */
    private double[] observed(Pattern pattern, int[] rows) {
        int stride = tile.stride();
        double[] z = workspace.shared(0, tile.width() * stride);
        int to = 0;
        for (int j : pattern.observed()) {
            double mean = theta.centre()[j];
            for (int i = 0; i < rows.length; i++) {
                z[to + i] = tile.columns()[j * stride + rows[i]] - mean;
            }
            to += stride;
        }
        return z;
    }

    /** All columns of rows of one pattern, less their means, what is missing as it is expected to be: in slot 3. */
    private double[] completed(GaussianConditional c, int[] rows) {
        int stride = tile.stride();
        int n = rows.length;
        int[] observed = c.pattern().observed();
        int[] missing = c.pattern().missing();
        double[] z = observed(c.pattern(), rows);
        double[] expected = workspace.shared(1, tile.width() * stride);
        if (missing.length > 0) {
            kernels.transform(c.regression(), missing.length, observed.length, z, stride, n, expected);
        }
        double[] all = workspace.shared(3, tile.width() * stride);
        for (int j = 0; j < observed.length; j++) {
            System.arraycopy(z, j * stride, all, observed[j] * stride, n);
        }
        for (int j = 0; j < missing.length; j++) {
            System.arraycopy(expected, j * stride, all, missing[j] * stride, n);
        }
        return all;
    }
}
