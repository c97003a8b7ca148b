package org.em4j.factor.estimate;

import java.io.Serializable;
import java.util.Arrays;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.factor.start.Correlations;

/**
 * The triangular factor R of rows A, {@code RᵀR = AᵀA}, by Givens rotations of one row after another. It keeps what the sums
 * of squares lose: columns that agree to eight digits of each square differ in the factor's fifteenth.
 */
final class StreamingQr implements Serializable {
    private static final long serialVersionUID = 1;

    private final double[][] factor; // upper triangular (m x m)

    private StreamingQr(int m) {
        factor = new double[m][m];
    }

    /**
     * A root F {@code (d x d)} of the correlations of rows, {@code FᵀF = R}: of their deviations from the mean, over standard
     * deviations and the root of n.
     */
    static double[][] ofCorrelations(Observations<double[]> data, Correlations scale) {
        int d = scale.columns();
        double[] mean = scale.mean();
        double[] sd = scale.sd();
        double n = scale.n();
        BlockMap<double[], StreamingQr> map = rows -> (number, tiles) -> {
            StreamingQr block = new StreamingQr(d + 1);
            for (Block<double[]> tile : tiles) {
                for (int i = 0; i < tile.size(); i++) {
                    double[] x = tile.get(i);
                    double root = Math.sqrt(tile.weight(i) / n);
                    double[] row = new double[d + 1];
                    row[0] = root; // takes with it what rounding has left of the mean
                    for (int j = 0; j < d; j++) {
                        row[j + 1] = root * (x[j] - mean[j]) / sd[j];
                    }
                    block.add(row);
                }
            }
            return block;
        };
        double[][] factor = data.fold(map, StreamingQr::merge).factor;
        double[][] root = new double[d][];
        Arrays.setAll(root, i -> Arrays.copyOfRange(factor[i + 1], 1, d + 1));
        return root;
    }

    private StreamingQr merge(StreamingQr other) {
        for (double[] row : other.factor) {
            add(row.clone());
        }
        return this;
    }

    /** Adds a row, which is overwritten. */
    private void add(double[] row) {
        for (int k = 0; k < row.length; k++) {
            double length = Math.hypot(factor[k][k], row[k]);
            if (length > 0) {
                double cos = factor[k][k] / length;
                double sin = row[k] / length;
                for (int j = k; j < row.length; j++) {
                    double above = factor[k][j];
                    factor[k][j] = cos * above + sin * row[j];
                    row[j] = cos * row[j] - sin * above;
                }
            }
        }
    }
}
