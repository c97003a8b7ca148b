package org.em4j.gmm;

import java.util.Optional;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.DegenerateException;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * Looks for the highest maximum of Gaussian mixtures. Hierarchical clusters, k-means++ clusters, rows drawn at random and the
 * maxima of simpler families compete, as {@link MultiStart} has it; or all fits start in the one way that is asked for.
 *
 * @param estimation what is fitted, and to what
 * @param noise that each start has beside its components, if any
 * @param start the only way to start, if one is asked for
 * @param restarts how many starts, all but one of them more than are usual; the seed of all that is drawn; threads
 */
public record MixtureSearch(
        GaussianMixtureEstimator estimation, Optional<Noise> noise, Optional<Start> start, Restarts restarts) {
    /** All starts compete; no noise, one seed, one thread. */
    public MixtureSearch(GaussianMixtureEstimator estimation) {
        this(estimation, Optional.empty(), Optional.empty(), new Restarts(1, 1));
    }

    /** A copy with noise beside the components. */
    public MixtureSearch noise(Noise other) {
        return new MixtureSearch(estimation, Optional.of(other), start, restarts);
    }

    /** A copy that starts in one way. */
    public MixtureSearch start(Start only) {
        return new MixtureSearch(estimation, noise, Optional.of(only), restarts);
    }

    /** A copy with other numbers of starts and threads, and another seed. */
    public MixtureSearch restarts(Restarts others) {
        return new MixtureSearch(estimation, noise, start, others);
    }

    /**
     * The maxima found for k components of a family; the highest was reached as {@code em} says.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<GaussianMixture<P, S>> run(
            Em em, CovarianceFamily<P, S> family, int k) {
        return new MultiStart(this, em).of(family, k);
    }
}
