package org.em4j.gmm.start;

import org.em4j.core.Interruption;
import org.em4j.core.data.Rows;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;

/**
 * Clusters under way to one, each under the number of its first row.
 *
 * <p>A cluster of weight w and scatter W costs {@code w log(det(W / w) + (tr W + a) / w)}, with a the mean variance of all:
 * what is added makes clusters of few rows cost something, too (Fraley 1998).
 */
final class AgglomerativeMerger {
    private final int n;
    private final int d;
    private final int[] count;
    private final double[] weight;
    private final double[][] mean;
    private final double[][] scatter;
    private final double[] cost;
    private final double mildness;
    private final double[][] rise; // of the cost when b joins a, [b][a], a < b
    private final int[] partner; // of b, among those before it
    private final boolean[] gone;

    /** Every row by itself; takes the points {@code (n x d)} over, which are centred. */
    AgglomerativeMerger(double[][] points, Rows rows) {
        n = points.length;
        d = points[0].length;
        count = new int[n];
        weight = new double[n];
        mean = points;
        scatter = new double[n][d * d];
        cost = new double[n];
        rise = new double[n][];
        partner = new int[n];
        gone = new boolean[n];
        double total = rows.totalWeight(); // weights count by their shares
        double squares = 0;
        for (int i = 0; i < n; i++) {
            count[i] = 1;
            weight[i] = rows.weight(i) * n / total;
            for (double v : points[i]) {
                squares += weight[i] * v * v;
            }
        }
        mildness = squares > 0 ? squares / (n * d) : 1;
        for (int b = 0; b < n; b++) {
            Interruption.check();
            cost[b] = cost(1, weight[b], scatter[b]);
            rise[b] = new double[b];
            for (int a = 0; a < b; a++) {
                rise[b][a] = rise(a, b);
            }
            seek(b);
        }
    }

    private double cost(int rows, double w, double[] s) {
        double trace = 0;
        for (int j = 0; j < d; j++) {
            trace += s[j * (d + 1)];
        }
        double determinant = rows > d ? Math.exp(logDeterminant(s) - d * Math.log(w)) : 0;
        return w * Math.log(determinant + (trace + mildness) / w);
    }

    private double logDeterminant(double[] s) {
        try {
            return Cholesky.of(s, d).logDeterminant();
        } catch (NotPositiveDefiniteException e) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    private double[] joined(int a, int b) {
        double[] s = new double[d * d];
        double share = weight[a] * weight[b] / (weight[a] + weight[b]);
        for (int i = 0; i < d; i++) {
            double far = share * (mean[a][i] - mean[b][i]);
            for (int j = 0; j <= i; j++) {
                s[i * d + j] = scatter[a][i * d + j] + scatter[b][i * d + j] + far * (mean[a][j] - mean[b][j]);
            }
        }
        return s;
    }

    private double rise(int a, int b) {
        return cost(count[a] + count[b], weight[a] + weight[b], joined(a, b)) - cost[a] - cost[b];
    }

    private void seek(int b) {
        partner[b] = -1;
        for (int a = 0; a < b; a++) {
            if (!gone[a] && (partner[b] < 0 || rise[b][a] < rise[b][partner[b]])) {
                partner[b] = a;
            }
        }
    }

    /** All joins in order, the least rise of the cost first: each a cluster, and the earlier one that it joins. */
    int[][] joins() {
        int[][] joins = new int[n - 1][];
        for (int m = 0; m < joins.length; m++) {
            Interruption.check();
            int best = -1;
            for (int b = 1; b < n; b++) {
                if (!gone[b] && partner[b] >= 0 && (best < 0 || rise[b][partner[b]] < rise[best][partner[best]])) {
                    best = b;
                }
            }
            joins[m] = new int[] {best, partner[best]};
            join(partner[best], best);
        }
        return joins;
    }

    private void join(int a, int b) {
        scatter[a] = joined(a, b);
        double w = weight[a] + weight[b];
        for (int j = 0; j < d; j++) {
            mean[a][j] += weight[b] / w * (mean[b][j] - mean[a][j]);
        }
        weight[a] = w;
        count[a] += count[b];
        cost[a] = cost(count[a], w, scatter[a]);
        gone[b] = true;
        for (int i = 0; i < a; i++) {
            rise[a][i] = gone[i] ? 0 : rise(i, a);
        }
        seek(a);
        for (int i = a + 1; i < n; i++) {
            if (!gone[i]) {
                rise[i][a] = rise(a, i);
                if (partner[i] == a || partner[i] == b) {
                    seek(i);
                } else if (rise[i][a] < rise[i][partner[i]]) {
                    partner[i] = a;
                }
            }
        }
    }
}
