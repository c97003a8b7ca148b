package org.em4j.validation.reproduce.classic;

import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HardAssignmentStart;

/** A Gaussian mixture at the maximum that a start leads to: EM until nothing is left to gain. */
record MixtureMaximum(GaussianMixture<?, ?> mixture, double logLikelihood, double n) {
    private static final Em TO_THE_END =
            new Em().until(StoppingRule.aitken(1e-9)).maxIterations(50_000);

    /** From a clustering of the rows, labels from 0. */
    static <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureMaximum of(
            CovarianceFamily<P, S> family, int k, Rows rows, int[] labels) {
        return of(family, k, rows, HardAssignmentStart.start(family, k, rows, labels));
    }

    /** From parameters. */
    static <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureMaximum of(
            CovarianceFamily<P, S> family, int k, Rows rows, MixtureParameters<P> start) {
        Fit<MixtureParameters<P>> fit = TO_THE_END.fit(family.mixture(k, rows.columns()), rows, start);
        return new MixtureMaximum(
                new GaussianMixture<>(family, fit.theta()), fit.trace().last().logLikelihood(), rows.totalWeight());
    }

    /** In mclust's sign: larger is better. */
    double bic() {
        return -new InformationCriteria(mixture.freeParameters(), logLikelihood, n).bic();
    }

    /** BIC plus twice the log of each row's largest responsibility (Biernacki, Celeux and Govaert 2000). */
    double icl(Rows rows) {
        double icl = bic();
        for (double[] r : mixture.responsibilities(rows)) {
            icl += 2 * Math.log(java.util.Arrays.stream(r).max().orElseThrow());
        }
        return icl;
    }

    /** Rows whose most probable component is each. */
    int[] counts(Rows rows) {
        int[] counts = new int[mixture.size()];
        for (int k : mixture.predict(rows)) {
            counts[k]++;
        }
        return counts;
    }
}
