package org.em4j.core.distribution;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Units of the columns that charts measure in: the standard deviations where the chart was made. Without them an accelerated fit's
 * steps would depend on the units of the data.
 *
 * @param sd {@code (d)}
 */
public record ChartUnits(double[] sd) {
    /** The units of the columns of a component. */
    public static ChartUnits of(MultivariateNormal component) {
        double[][] covariance = component.covariance();
        double[] sd = new double[covariance.length];
        Arrays.setAll(sd, j -> Math.sqrt(covariance[j][j]));
        return new ChartUnits(sd);
    }

    /** Units whose product is one, so that a matrix of determinant one stays one in them. */
    public static double[] relative(double[] covariance, int d) {
        double mean = IntStream.range(0, d)
                .mapToDouble(j -> Math.log(covariance[j * (d + 1)]))
                .average()
                .orElseThrow();
        double[] units = new double[d];
        Arrays.setAll(units, j -> Math.exp(0.5 * (Math.log(covariance[j * (d + 1)]) - mean)));
        return units;
    }

    /** Writes a mean's coordinates to {@code u[at ...]}. */
    public void mean(double[] mean, double[] u, int at) {
        for (int j = 0; j < sd.length; j++) {
            u[at + j] = mean[j] / sd[j];
        }
    }

    /** The mean of the coordinates at {@code u[at ...]}. */
    public double[] mean(double[] u, int at) {
        double[] mean = new double[sd.length];
        Arrays.setAll(mean, j -> u[at + j] * sd[j]);
        return mean;
    }
}
