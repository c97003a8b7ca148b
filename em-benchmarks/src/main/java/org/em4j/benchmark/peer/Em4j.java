package org.em4j.benchmark.peer;

import java.util.Arrays;
import org.em4j.core.Execution;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.covariance.CovarianceFamily;

/** This library, full covariances. */
final class Em4j implements Peer {
    @Override
    public String name() {
        return "em4j";
    }

    @Override
    public double fit(double[][] x, int k) {
        return logLikelihood(new GaussianMixtureEstimator<>(CovarianceFamily.FULL, k)
                .fit(Rows.of(x))
                .fit());
    }

    @Override
    public double iterate(double[][] x, double[][] means, int iterations) {
        Rows rows = Rows.of(x);
        double[] weights = new double[means.length];
        Arrays.fill(weights, 1.0 / means.length);
        double[][] covariance = Start.covariance(x);
        Mixture<double[], FullNormal, MissingValuePosterior, Moments> model =
                CovarianceFamily.FULL.mixture(means.length, rows.columns());
        MixtureParameters<FullNormal> start = new MixtureParameters<>(
                weights,
                Arrays.stream(means).map(m -> FullNormal.of(m, covariance)).toList());
        Fit<?> fit = new Em()
                .maxIterations(iterations)
                .until(StoppingRule.never())
                .fit(model, rows.on(new Execution(Runtime.getRuntime().availableProcessors(), 1)), start);
        return logLikelihood(fit);
    }

    private static double logLikelihood(Fit<?> fit) {
        if (fit instanceof Fit.Converged || fit instanceof Fit.BudgetSpent) {
            return fit.trace().last().logLikelihood();
        }
        throw new IllegalStateException(fit.describe());
    }
}
