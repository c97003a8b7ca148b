package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.Tying;
import org.em4j.core.model.Chart;

/**
 * One variance for all columns of a component: the mean of its column variances.
 *
 * @param d number of columns
 */
record SphericalCovariance(int d) implements Tying<DiagonalNormal, DiagonalMoments> {
    @Override
    public List<DiagonalNormal> maximize(List<DiagonalMoments> statistics, List<DiagonalNormal> current) {
        List<DiagonalNormal> next = new ArrayList<>();
        for (int k = 0; k < statistics.size(); k++) {
            DiagonalMoments s = statistics.get(k);
            double variance = Arrays.stream(s.scatter()).sum() / (d * s.weight);
            next.add(Mixture.inComponent(k, () -> sphere(s.mean(), variance)));
        }
        return next;
    }

    private DiagonalNormal sphere(double[] mean, double variance) {
        double[] variances = new double[d];
        Arrays.fill(variances, variance);
        return DiagonalNormal.of(mean, variances);
    }

    /** Each component's mean and the log of its variance. */
    @Override
    public Chart<List<DiagonalNormal>> chart(List<DiagonalNormal> at) {
        return new Chart<>() {
            @Override
            public double[] coordinates(List<DiagonalNormal> theta) {
                double[] u = new double[theta.size() * (d + 1)];
                for (int k = 0; k < theta.size(); k++) {
                    System.arraycopy(theta.get(k).centre(), 0, u, k * (d + 1), d);
                    u[k * (d + 1) + d] = Math.log(theta.get(k).variance(0));
                }
                return u;
            }

            @Override
            public List<DiagonalNormal> point(double[] u) {
                List<DiagonalNormal> theta = new ArrayList<>();
                for (int o = 0; o < u.length; o += d + 1) {
                    theta.add(sphere(Arrays.copyOfRange(u, o, o + d), Math.exp(u[o + d])));
                }
                return theta;
            }
        };
    }
}
