package org.em4j.gmm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.inference.Fitted;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Contaminated;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.mixture.PartlyLabelled;
import org.em4j.core.mixture.gate.Density;
import org.em4j.core.mixture.gate.UnlabelledNoise;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;
import org.em4j.core.model.decorate.Frozen;
import org.em4j.core.model.decorate.WithPrior;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.covariance.ParameterBlock;

/**
 * What a Gaussian mixture is fitted to, and what is known of it before: rows, some of their components, a prior, parts that
 * stay what they are. A mixture that starts with noise is fitted with noise.
 *
 * @param rows the data
 * @param labels {@code (n)}, zero-based components of rows, -1 where it is not known; or none at all
 * @param prior of the parameters
 * @param frozen what stays what it is at the start
 * @param threads that share the rows
 */
public record GaussianMixtureEstimator(
        Rows rows, int[] labels, Optional<Prior> prior, Set<ParameterBlock> frozen, int threads) {
    /** A prior for each family and size, such as {@code MixturePrior::mclust}. */
    @FunctionalInterface
    public interface Prior {
        /** The prior of K components of a family on rows. */
        MixturePrior of(CovarianceFamily<?, ?> family, int k, Rows rows);
    }

    /** Maximum likelihood, nothing known, one thread. */
    public GaussianMixtureEstimator(Rows rows) {
        this(rows, new int[0], Optional.empty(), Set.of(), 1);
    }

    /** A copy with the components of some rows known. */
    public GaussianMixtureEstimator labels(int[] known) {
        return new GaussianMixtureEstimator(rows, known.clone(), prior, frozen, threads);
    }

    /** A copy with a prior. */
    public GaussianMixtureEstimator prior(Prior other) {
        return new GaussianMixtureEstimator(rows, labels, Optional.of(other), frozen, threads);
    }

    /** A copy with parts of the parameters that stay as they are at the start. */
    public GaussianMixtureEstimator frozen(Set<ParameterBlock> parts) {
        return new GaussianMixtureEstimator(rows, labels, prior, Set.copyOf(parts), threads);
    }

    /** A copy with other rows, of whose components nothing is known. */
    GaussianMixtureEstimator on(Rows others) {
        return new GaussianMixtureEstimator(others, new int[0], prior, frozen, threads);
    }

    /** A copy whose rows so many threads share. */
    public GaussianMixtureEstimator threads(int others) {
        return new GaussianMixtureEstimator(rows, labels, prior, frozen, others);
    }

    /** Fits a mixture from where it is. */
    public <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<GaussianMixture<P, S>> fit(
            Em em, GaussianMixture<P, S> start) {
        return posed(start).fit(em, start);
    }

    /**
     * A mixture that was fitted here, as it was: with the prior, the noise, the labels, what stays.
     *
     * @param columns names of the columns, for what is reported
     */
    public <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fitted<?, ?, ?, ?> fitted(
            GaussianMixture<P, S> mixture, List<String> columns) {
        return posed(mixture).fitted(mixture, columns);
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Posed<?, P, S, ?, ?, ?> posed(
            GaussianMixture<P, S> like) {
        var mixture = frozen.isEmpty() ? like.model() : like.family().mixture(like.size(), rows.columns(), frozen);
        return labels.length == 0
                ? posed(like, mixture, rows.threads(threads), like.noise().map(Noise::density))
                : posed(
                        like,
                        new PartlyLabelled<>(mixture),
                        rows.labelled(labels, threads),
                        like.noise().map(noise -> new UnlabelledNoise<>(noise.density())));
    }

    private <X, P extends MultivariateNormal, S extends GaussianStatistics<S>> Posed<X, P, S, ?, ?, ?> posed(
            GaussianMixture<P, S> like,
            LatentModel<X, MixtureParameters<P>, ComponentPosterior<MissingValuePosterior>, MixtureStatistics<Sums, S>>
                    mixture,
            Observations<X> data,
            Optional<? extends Density<X>> noise) {
        CovarianceFamily<P, S> family = like.family();
        LatentModel<X, MixtureParameters<P>, ComponentPosterior<MissingValuePosterior>, MixtureStatistics<Sums, S>>
                model = mixture;
        if (prior.isPresent()) {
            model = new WithPrior<>(
                    model, prior.get().of(family, like.size(), rows).statistics(family, like.size()));
        }
        if (frozen.contains(ParameterBlock.WEIGHTS)) {
            model = new Frozen<>(model, (now, next) -> next.weightsOf(now));
        }
        if (noise.isEmpty()) {
            return new Posed<>(model, data, GaussianMixture::theta, theta -> new GaussianMixture<>(family, theta));
        }
        return new Posed<>(
                new Contaminated<>(model, noise.get()),
                data,
                from -> from.noise().orElseThrow().parameters(from.theta()),
                to -> new GaussianMixture<>(family, to.theta())
                        .withNoise(
                                new Noise(to.noise(), like.noise().orElseThrow().density())));
    }

    /** A model, data, and what its parameters are of a mixture. */
    private record Posed<
            X,
            P extends MultivariateNormal,
            S extends GaussianStatistics<S>,
            T,
            Q extends Posterior,
            R extends Statistics<R>>(
            LatentModel<X, T, Q, R> model,
            Observations<X> data,
            Function<GaussianMixture<P, S>, T> theta,
            Function<T, GaussianMixture<P, S>> mixture) {
        Fit<GaussianMixture<P, S>> fit(Em em, GaussianMixture<P, S> start) {
            return em.fit(model, data, theta.apply(start)).map(mixture);
        }

        Fitted<X, T, Q, R> fitted(GaussianMixture<P, S> at, List<String> columns) {
            return new Fitted<>(
                    model, data, theta.apply(at), at.quantities(columns).of(mixture));
        }
    }

    /** Number of parameters of a mixture that are fitted. */
    public int freeParameters(GaussianMixture<?, ?> mixture) {
        int k = mixture.size();
        int d = mixture.columns();
        int fixed = 0;
        for (ParameterBlock part : frozen) {
            fixed += switch (part) {
                case WEIGHTS -> k - 1;
                case MEANS -> k * d;
                case COVARIANCES -> mixture.family().structure().freeParameters(k, d);
            };
        }
        return mixture.freeParameters() - fixed;
    }

    /** Information criteria of a mixture that was fitted here. */
    public InformationCriteria criteria(GaussianMixture<?, ?> mixture, Trace trace) {
        return new InformationCriteria(freeParameters(mixture), trace.last().logLikelihood(), rows.totalWeight());
    }
}
