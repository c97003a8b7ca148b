package org.em4j.benchmark.peer;

import java.util.Arrays;
import smile.math.matrix.Matrix;
import smile.stat.distribution.MultivariateExponentialFamilyMixture;
import smile.stat.distribution.MultivariateGaussianDistribution;
import smile.stat.distribution.MultivariateGaussianMixture;
import smile.stat.distribution.MultivariateMixture;

/**
 * Smile, full covariances. Its EM compares the first log-likelihood with zero and stops when that is no gain, so with
 * densities below one it takes one iteration whatever it is asked for; to time more, it is called anew for each.
 */
final class SmileMixture implements Peer {
    @Override
    public String name() {
        return "Smile 3.1.1";
    }

    @Override
    public double fit(double[][] x, int k) {
        return MultivariateGaussianMixture.fit(k, x).L;
    }

    @Override
    public double iterate(double[][] x, double[][] means, int iterations) {
        double[][] covariance = Start.covariance(x);
        MultivariateMixture.Component[] start = Arrays.stream(means)
                .map(m -> new MultivariateMixture.Component(
                        1.0 / means.length, new MultivariateGaussianDistribution(m, Matrix.of(covariance))))
                .toArray(MultivariateMixture.Component[]::new);
        MultivariateExponentialFamilyMixture fit = null;
        for (int i = 0; i < iterations; i++) {
            fit = MultivariateExponentialFamilyMixture.fit(x, i == 0 ? start : fit.components, 0, 1, 0);
        }
        return fit.L;
    }
}
