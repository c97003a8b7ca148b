package org.em4j.core.start;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.em4j.core.Interruption;

/**
 * Clusters of points about k centres. Centres begin at points drawn far from each other, the best of a few draws each (greedy
 * k-means++, Arthur and Vassilvitskii 2007), and go on to their clusters' means (Lloyd 1982). A point of weight 2 counts and is
 * drawn as two next to each other would be.
 */
public final class KMeans {
    private static final int LLOYD_STEPS = 20;

    private final double[][] points;
    private final double[] weights;

    /** Of points {@code (n x d)} with weights {@code (n)}; keeps both. */
    public KMeans(double[][] points, double[] weights) {
        this.points = points;
        this.weights = weights;
    }

    /** The cluster of each point {@code (n)}, from 0 to k - 1; one may be empty, of fewer different points than k. */
    public int[] labels(int k, RandomGenerator random) {
        double[][] centres = apart(k, random);
        int[] labels = nearest(centres);
        for (int step = 0; step < LLOYD_STEPS; step++) {
            Interruption.check();
            int[] next = nearest(means(labels, centres));
            if (Arrays.equals(labels, next)) {
                break;
            }
            labels = next;
        }
        return labels;
    }

    private double[][] apart(int k, RandomGenerator random) {
        double[][] centres = new double[k][];
        centres[0] = points[Draw.byWeight(weights, random)];
        double[] away = new double[points.length]; // weight times squared distance to the nearest centre
        Arrays.setAll(away, i -> weights[i] * squared(points[i], centres[0]));
        int tries = 2 + (int) Math.log(k);
        for (int c = 1; c < k; c++) {
            double least = Double.POSITIVE_INFINITY;
            double[] left = away;
            for (int t = 0; t < tries; t++) {
                Interruption.check();
                double[] centre = points[Draw.byWeight(sum(away) > 0 ? away : weights, random)];
                double[] then = new double[points.length];
                double[] before = away;
                Arrays.setAll(then, i -> Math.min(before[i], weights[i] * squared(points[i], centre)));
                if (sum(then) < least) {
                    least = sum(then);
                    left = then;
                    centres[c] = centre;
                }
            }
            away = left;
        }
        return centres;
    }

    private int[] nearest(double[][] centres) {
        int[] labels = new int[points.length];
        for (int i = 0; i < labels.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.length; c++) {
                double far = squared(points[i], centres[c]);
                if (far < best) {
                    best = far;
                    labels[i] = c;
                }
            }
        }
        return labels;
    }

    /** The clusters' means; one without weight moves to the point that is furthest from its centre. */
    private double[][] means(int[] labels, double[][] centres) {
        int d = points[0].length;
        double[][] means = new double[centres.length][d];
        double[] weight = new double[centres.length];
        for (int i = 0; i < labels.length; i++) {
            weight[labels[i]] += weights[i];
            for (int j = 0; j < d; j++) {
                means[labels[i]][j] += weights[i] * points[i][j];
            }
        }
        for (int c = 0; c < means.length; c++) {
            if (weight[c] > 0) {
                for (int j = 0; j < d; j++) {
                    means[c][j] /= weight[c];
                }
            } else {
                means[c] = furthest(labels, centres);
            }
        }
        return means;
    }

    private double[] furthest(int[] labels, double[][] centres) {
        int furthest = 0;
        double most = -1;
        for (int i = 0; i < labels.length; i++) {
            double far = weights[i] * squared(points[i], centres[labels[i]]);
            if (far > most) {
                most = far;
                furthest = i;
            }
        }
        return points[furthest];
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    private static double sum(double[] x) {
        return Arrays.stream(x).sum();
    }
}
