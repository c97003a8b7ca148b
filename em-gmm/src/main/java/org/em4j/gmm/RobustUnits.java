package org.em4j.gmm;

import java.util.Arrays;
import org.em4j.core.data.Rows;

/** Rows in robust units: each column less its median, over its interquartile range. */
record RobustUnits(Rows rows, double[] median, double[] range) {
    static RobustUnits of(Rows rows) {
        int d = rows.columns();
        int n = rows.size();
        double[] median = new double[d];
        double[] range = new double[d];
        double[] column = new double[n];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < n; i++) {
                column[i] = rows.get(i, j);
            }
            Arrays.sort(column);
            median[j] = column[n / 2];
            range[j] = spread(column);
        }
        return new RobustUnits(rows, median, range);
    }

    /** The interquartile range; the whole range where half the rows or more are tied, and 1 where all are. */
    private static double spread(double[] sorted) {
        int n = sorted.length;
        double quartiles = sorted[n - 1 - n / 4] - sorted[n / 4];
        double whole = sorted[n - 1] - sorted[0];
        return quartiles > 0 ? quartiles : whole > 0 ? whole : 1;
    }

    /** The rows {@code (n x d)}, no entry further than {@code clip} from zero. */
    double[][] points(double clip) {
        double[][] points = rows.toArray();
        for (double[] x : points) {
            for (int j = 0; j < x.length; j++) {
                x[j] = Math.max(-clip, Math.min(clip, (x[j] - median[j]) / range[j]));
            }
        }
        return points;
    }
}
