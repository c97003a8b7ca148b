package org.em4j.report.figure;

import java.util.stream.IntStream;

/**
 * The components of a mixture of normal distributions, as they are seen in one or two of its columns.
 *
 * @param weights {@code (K)}, which sum to one, or to less where some rows are noise
 * @param means {@code (K x d)}
 * @param covariances {@code (K x d x d)}
 */
public record NormalComponents(double[] weights, double[][] means, double[][][] covariances) {
    private static final int AROUND = 72;

    /** The number of components, K. */
    int size() {
        return means.length;
    }

    /** What component k adds to the density of column j at a value. */
    double share(int k, int j, double value) {
        double z = (value - means[k][j]) / sd(k, j);
        return weights[k] * Math.exp(-0.5 * z * z) / (Math.sqrt(2 * Math.PI) * sd(k, j));
    }

    /** The density of column j at a value. */
    double density(int j, double value) {
        return IntStream.range(0, size()).mapToDouble(k -> share(k, j, value)).sum();
    }

    /** The density of columns a and b at a point (u, v): column a is normal, and b is, given a. */
    double density(int a, int b, double u, double v) {
        double sum = 0;
        for (int k = 0; k < size(); k++) {
            double given = means[k][b] + slope(k, a, b) * (u - means[k][a]);
            double z = (v - given) / rest(k, a, b);
            sum += share(k, a, u) * Math.exp(-0.5 * z * z) / (Math.sqrt(2 * Math.PI) * rest(k, a, b));
        }
        return sum;
    }

    /** Where component k is two standard deviations away from its mean: a curve {@code (2 x 73)} in columns a and b. */
    double[][] ellipse(int k, int a, int b) {
        double[][] curve = new double[2][AROUND + 1];
        for (int i = 0; i <= AROUND; i++) {
            double angle = 2 * Math.PI * i / AROUND;
            double across = 2 * sd(k, a) * Math.cos(angle);
            curve[0][i] = means[k][a] + across;
            curve[1][i] = means[k][b] + slope(k, a, b) * across + 2 * rest(k, a, b) * Math.sin(angle);
        }
        return curve;
    }

    /** How far apart the means lie in column j, in standard deviations within components. */
    double spread(int j) {
        double least =
                IntStream.range(0, size()).mapToDouble(k -> means[k][j]).min().orElseThrow();
        double most =
                IntStream.range(0, size()).mapToDouble(k -> means[k][j]).max().orElseThrow();
        double within = IntStream.range(0, size())
                .mapToDouble(k -> covariances[k][j][j])
                .average()
                .orElseThrow();
        return (most - least) / Math.sqrt(within);
    }

    private double sd(int k, int j) {
        return Math.sqrt(covariances[k][j][j]);
    }

    private double slope(int k, int a, int b) {
        return covariances[k][a][b] / covariances[k][a][a];
    }

    /** Standard deviation of column b given a. */
    private double rest(int k, int a, int b) {
        return Math.sqrt(Math.max(0, covariances[k][b][b] - slope(k, a, b) * covariances[k][a][b]));
    }
}
