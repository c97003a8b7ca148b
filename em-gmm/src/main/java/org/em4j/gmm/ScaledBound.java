package org.em4j.gmm;

import org.em4j.core.data.Block;
import org.em4j.core.data.Tile;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.model.Batch;
import org.em4j.core.model.Bound;
import org.em4j.core.model.Workspace;

/** The diagonal Gaussian density over tiles, and its moments about the current mean. */
record ScaledBound(double[] mean, double[] precisions, double constant) implements Bound<double[], DiagonalMoments> {
    @Override
    public Batch<double[], DiagonalMoments> batch(Workspace workspace) {
        int d = mean.length;
        Kernels kernels = Kernels.forColumns(1); // the loops are linear in d: nothing for a native product to win
        return new Batch<>() {
            private Tile tile;

            @Override
            public void evidence(Block<double[]> block, double[] out, int at) {
                tile = workspace.dense(block);
                int n = tile.size();
                double[] norms = workspace.shared(1, workspace.rows());
                kernels.norms(precisions, d, workspace.centred(tile, mean), tile.stride(), n, norms);
                for (int i = 0; i < n; i++) {
                    out[at + i] = constant - 0.5 * norms[i];
                }
            }

            @Override
            public double accumulate(double[] w, int at, DiagonalMoments into) {
                int n = tile.size();
                double[] z = workspace.centred(tile, mean);
                into.weight += kernels.total(w, at, n);
                kernels.moments(w, at, z, d, tile.stride(), n, into.first);
                kernels.squares(w, at, z, d, tile.stride(), n, into.squares);
                return 0;
            }
        };
    }
}
