package org.em4j.gmm.start;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.core.start.KMeans;

/** Rows in robust units: each column less its median, over its interquartile range, by weight. */
public record RobustScaler(Rows rows, double[] median, double[] range) {
    /** How far from zero a row may be that clusters are sought among: no far row gets a cluster to itself. */
    private static final double CLIP = 3;

    public static RobustScaler of(Rows rows) {
        int d = rows.columns();
        double[] median = new double[d];
        double[] range = new double[d];
        for (int j = 0; j < d; j++) {
            Sorted column = Sorted.of(rows, j);
            median[j] = column.value(0.5);
            range[j] = column.spread();
        }
        return new RobustScaler(rows, median, range);
    }

    /** A column's values of positive weight in order, and the weight up to each. */
    private record Sorted(double[] values, double[] upTo) {
        static Sorted of(Rows rows, int j) {
            int[] order = IntStream.range(0, rows.size())
                    .filter(i -> rows.weight(i) > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> rows.get(i, j)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double[] upTo = new double[order.length];
            double sum = 0;
            for (int at = 0; at < order.length; at++) {
                sum += rows.weight(order[at]);
                upTo[at] = sum;
            }
            return new Sorted(
                    Arrays.stream(order).mapToDouble(i -> rows.get(i, j)).toArray(), upTo);
        }

        /** The first value beyond a part of the weight. */
        double value(double part) {
            int at = 0;
            while (!(upTo[at] > part * upTo[upTo.length - 1])) {
                at++;
            }
            return values[at];
        }

        /** The interquartile range; the whole range where half the rows or more are tied, and 1 where all are. */
        double spread() {
            double quartiles = value(0.75) - value(0.25);
            double whole = values[values.length - 1] - values[0];
            return quartiles > 0 ? quartiles : whole > 0 ? whole : 1;
        }
    }

    /**
     * The rows {@code (n x d)}, no entry further than {@code clip} from zero. Digits that a change of units could change are left
     * out, so that nothing that is made of them depends on units.
     */
    double[][] points(double clip) {
        double[][] points = rows.toArray();
        for (double[] x : points) {
            for (int j = 0; j < x.length; j++) {
                x[j] = (float) Math.max(-clip, Math.min(clip, (x[j] - median[j]) / range[j]));
            }
        }
        return points;
    }

    /** Clusters of the rows, which have no gaps. */
    public KMeans clusters() {
        double[] weights = new double[rows.size()];
        Arrays.setAll(weights, rows::weight);
        return new KMeans(points(CLIP), weights);
    }
}
