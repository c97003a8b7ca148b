package org.em4j.factor.estep;

import java.util.Arrays;
import java.util.Map;
import org.em4j.core.block.Block;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.PatternCache;
import org.em4j.core.data.Tile;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Workspace;
import org.em4j.core.linalg.Kernels;

/**
 * A factor model over tiles: two small matrix products for the E-step, two for the statistics. Of a tile with gaps the
 * rows of each pattern go together; given the factors, what is missing is independent of the rest.
 */
final class FactorEStepWorker implements EStepWorker<double[], FactorMoments> {
    /** How many numbers may be kept, in regressions of q x d. */
    private static final int KEPT = 1 << 18;

    private final FactorParameters theta;
    private final FactorConditional complete;
    private final Workspace workspace;
    private final PatternCache<FactorConditional> bounds;
    private final int d;
    private final int q;
    private final Kernels kernels;
    private final double[] scores;
    private final double[] weights;
    private Tile tile;

    FactorEStepWorker(FactorParameters theta, FactorConditional complete, Workspace workspace) {
        this.theta = theta;
        this.complete = complete;
        this.workspace = workspace;
        this.d = theta.columns();
        this.q = theta.factors();
        this.bounds = new PatternCache<>(KEPT / (q * d), pattern -> FactorConditional.of(theta, pattern));
        this.kernels = workspace.kernels(d, 8.0 * d * q);
        this.scores = new double[q * workspace.stride()];
        this.weights = new double[workspace.rows()];
    }

    @Override
    public void evidence(Block<double[]> block, double[] out, int at) {
        tile = workspace.dense(block);
        if (tile.isComplete()) {
            double[] densities = densities(complete, workspace.centred(tile, theta.centre()), tile.size());
            System.arraycopy(densities, 0, out, at, tile.size());
            return;
        }
        tile.byPattern().forEach((pattern, rows) -> {
            double[] densities = densities(bounds.of(pattern), observed(pattern, rows), rows.length);
            for (int i = 0; i < rows.length; i++) {
                out[at + rows[i]] = densities[i];
            }
        });
    }

    /** Log densities of n rows less their mean, in slot 2; leaves their scores. */
    private double[] densities(FactorConditional bound, double[] x, int n) {
        int stride = tile.stride();
        double[] noise = workspace.shared(1, d * stride);
        double[] densities = workspace.shared(2, workspace.rows());
        double[] scoreNorms = workspace.shared(3, workspace.rows());
        kernels.transform(bound.regression(), q, d, x, stride, n, scores);
        kernels.transform(theta.flatLoadings(), d, q, scores, stride, n, noise);
        kernels.subtract(x, d, stride, n, noise);
        kernels.norms(bound.precisions(), d, noise, stride, n, densities);
        kernels.whiten(theta.phi().inverseFactor(), q, scores, stride, n, scoreNorms, 0);
        for (int i = 0; i < n; i++) {
            densities[i] = bound.constant() - 0.5 * (densities[i] + scoreNorms[i]);
        }
        return densities;
    }

    @Override
    public double accumulate(double[] w, int at, FactorMoments into) {
        if (tile.isComplete()) {
            return add(complete, workspace.centred(tile, theta.centre()), tile.size(), w, at, into);
        }
        double entropy = 0;
        for (Map.Entry<Pattern, int[]> part : tile.byPattern().entrySet()) {
            entropy += accumulate(part.getKey(), part.getValue(), w, at, into);
        }
        return entropy;
    }

    /** The rows of one pattern, their missing columns as they are expected to be. */
    private double accumulate(Pattern pattern, int[] rows, double[] w, int at, FactorMoments into) {
        int n = rows.length;
        int stride = tile.stride();
        FactorConditional bound = bounds.of(pattern);
        double[] x = observed(pattern, rows);
        kernels.transform(bound.regression(), q, d, x, stride, n, scores);
        for (int j : pattern.missing()) {
            for (int a = 0; a < q; a++) {
                for (int i = 0; i < n; i++) {
                    x[j * stride + i] += theta.loading(j, a) * scores[a * stride + i];
                }
            }
        }
        double total = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = w[at + rows[i]];
            total += weights[i];
        }
        into.leaveOpen(theta, bound.covariance(), pattern.missing(), total);
        return add(bound, x, n, weights, 0, into);
    }

    /** Adds n rows less their mean; returns their entropy. */
    private double add(FactorConditional bound, double[] x, int n, double[] w, int at, FactorMoments into) {
        int stride = tile.stride();
        double weight = kernels.total(w, at, n);
        kernels.moments(w, at, x, d, stride, n, into.x);
        kernels.squares(w, at, x, d, stride, n, into.xx);
        kernels.moments(w, at, scores, q, stride, n, into.z);
        kernels.cross(w, at, x, d, scores, q, stride, n, into.xz);
        kernels.scatter(w, at, scores, q, stride, n, into.zz);
        for (int i = 0; i < q * q; i++) {
            into.zz[i] += weight * bound.covariance()[i];
        }
        into.weight += weight;
        return weight * bound.entropy();
    }

    /** The rows of one pattern less their mean, zero where they are missing, in slot 0. */
    private double[] observed(Pattern pattern, int[] rows) {
        int stride = tile.stride();
        double[] x = workspace.shared(0, d * stride);
        for (int j : pattern.missing()) {
            Arrays.fill(x, j * stride, j * stride + rows.length, 0);
        }
        for (int j : pattern.observed()) {
            double mean = theta.centre()[j];
            for (int i = 0; i < rows.length; i++) {
                x[j * stride + i] = tile.columns()[j * stride + rows[i]] - mean;
            }
        }
        return x;
    }
}
