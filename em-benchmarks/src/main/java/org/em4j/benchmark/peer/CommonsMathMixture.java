package org.em4j.benchmark.peer;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.MixtureMultivariateNormalDistribution;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.util.Pair;

/** Commons Math, full covariances. */
final class CommonsMathMixture implements Peer {
    @Override
    public String name() {
        return "commons-math3 3.6.1";
    }

    @Override
    public double fit(double[][] x, int k) {
        MultivariateNormalMixtureExpectationMaximization em = new MultivariateNormalMixtureExpectationMaximization(x);
        em.fit(MultivariateNormalMixtureExpectationMaximization.estimate(x, k));
        return em.getLogLikelihood() * x.length; // it keeps the mean
    }

    @Override
    public double iterate(double[][] x, double[][] means, int iterations) {
        MultivariateNormalMixtureExpectationMaximization em = new MultivariateNormalMixtureExpectationMaximization(x);
        double[][] covariance = Start.covariance(x);
        List<Pair<Double, MultivariateNormalDistribution>> start = Arrays.stream(means)
                .map(m -> new Pair<>(1.0 / means.length, new MultivariateNormalDistribution(m, covariance)))
                .toList();
        try {
            em.fit(new MixtureMultivariateNormalDistribution(start), iterations, 1e-300);
        } catch (ConvergenceException e) {
            // That is what it calls the end of the budget.
        }
        return em.getLogLikelihood() * x.length;
    }
}
