package org.em4j.gmm;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.em4j.core.Execution;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.LabelledRows;
import org.em4j.core.data.RowObservations;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.estimate.Estimator;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.DegenerateException;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.covariance.ParameterBlock;

/**
 * Fits Gaussian mixtures. Hierarchical clusters, k-means++ clusters, rows drawn at random and the maxima of simpler families
 * compete, as {@link MultiStart} has it; or all fits start in the one way, or from the one mixture, that is asked for.
 *
 * @param family what the covariances have in common
 * @param components their number, K
 * @param prior of the parameters
 * @param frozen what stays what it is at the start
 * @param noise beside the components, made from the rows
 * @param start the only way to start, if one is asked for
 * @param from the one mixture to start from, if any; one that has noise keeps it
 * @param restarts how many starts, all but one of them more than are usual
 * @param em settings of EM
 */
public record GaussianMixtureEstimator<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
        CovarianceFamily<P, S> family,
        int components,
        Optional<Prior> prior,
        Set<ParameterBlock> frozen,
        Optional<Function<RowObservations, Noise>> noise,
        Optional<Start> start,
        Optional<GaussianMixture<P, S>> from,
        Restarts restarts,
        Em em)
        implements Estimator<RowObservations, Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>>> {
    /** A prior for each family and size, such as {@code MixturePrior::mclust}. */
    @FunctionalInterface
    public interface Prior {
        /** The prior of K components of a family on rows. */
        MixturePrior of(CovarianceFamily<?, ?> family, int k, RowObservations rows);
    }

    /** Maximum likelihood, all starts compete, default settings of EM. */
    public GaussianMixtureEstimator(CovarianceFamily<P, S> family, int components) {
        this(
                family,
                components,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Restarts(1),
                new Em());
    }

    /** A copy with another number of components. */
    public GaussianMixtureEstimator<P, S> components(int k) {
        return new GaussianMixtureEstimator<>(family, k, prior, frozen, noise, start, from, restarts, em);
    }

    /** A copy with another family, which starts from no given mixture. */
    public <R extends MultivariateNormal, T extends GaussianStatistics<T>> GaussianMixtureEstimator<R, T> family(
            CovarianceFamily<R, T> other) {
        return new GaussianMixtureEstimator<>(
                other, components, prior, frozen, noise, start, Optional.empty(), restarts, em);
    }

    /** A copy with a prior. */
    public GaussianMixtureEstimator<P, S> prior(Prior other) {
        return new GaussianMixtureEstimator<>(
                family, components, Optional.of(other), frozen, noise, start, from, restarts, em);
    }

    /** A copy with parts of the parameters that stay as they are at the start. */
    public GaussianMixtureEstimator<P, S> frozen(Set<ParameterBlock> parts) {
        return new GaussianMixtureEstimator<>(
                family, components, prior, Set.copyOf(parts), noise, start, from, restarts, em);
    }

    /** A copy with noise beside the components, such as {@code Noise::over} makes it. */
    public GaussianMixtureEstimator<P, S> noise(Function<RowObservations, Noise> of) {
        return new GaussianMixtureEstimator<>(
                family, components, prior, frozen, Optional.of(of), start, from, restarts, em);
    }

    /** A copy that starts in one way. */
    public GaussianMixtureEstimator<P, S> start(Start only) {
        return new GaussianMixtureEstimator<>(
                family, components, prior, frozen, noise, Optional.of(only), Optional.empty(), restarts, em);
    }

    /** A copy that starts from one mixture, with its number of components. */
    public GaussianMixtureEstimator<P, S> from(GaussianMixture<P, S> mixture) {
        return new GaussianMixtureEstimator<>(
                family, mixture.size(), prior, frozen, noise, Optional.empty(), Optional.of(mixture), restarts, em);
    }

    /** A copy with another number of starts. */
    public GaussianMixtureEstimator<P, S> restarts(Restarts others) {
        return new GaussianMixtureEstimator<>(family, components, prior, frozen, noise, start, from, others, em);
    }

    /** A copy with other settings of EM. */
    public GaussianMixtureEstimator<P, S> em(Em settings) {
        return new GaussianMixtureEstimator<>(
                family, components, prior, frozen, noise, start, from, restarts, settings);
    }

    /**
     * Fits to rows, wherever they lie; the highest of the maxima that were found was reached as the settings of EM say.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    @Override
    public Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fit(
            RowObservations rows, Execution execution) {
        return fit(new MixtureProblem(this, rows, Optional.empty(), execution));
    }

    /**
     * Fits to rows, some of whose components are known.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components, or more labels than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fit(LabelledRows data, Execution execution) {
        return fit(new MixtureProblem(this, data.rows(), Optional.of(data), execution));
    }

    /** Fits to rows, some of whose components are known, on one thread, from seed 1. */
    public Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fit(LabelledRows data) {
        return fit(data, new Execution());
    }

    private Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fit(MixtureProblem problem) {
        return from.map(mixture -> problem.fitted(problem.fit(em, withNoise(mixture, problem.rows()))))
                .orElseGet(() -> new MultiStart(problem).fit(family, components));
    }

    private GaussianMixture<P, S> withNoise(GaussianMixture<P, S> mixture, RowObservations rows) {
        return noise.filter(of -> mixture.noise().isEmpty())
                .map(of -> mixture.withNoise(of.apply(rows)))
                .orElse(mixture);
    }
}
