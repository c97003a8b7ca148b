package org.em4j.gmm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.data.LabelledRows;
import org.em4j.core.data.Observations;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.estimate.EstimationProblem;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
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
 * Gaussian mixtures of any family and size as they are put to rows: under an estimator's prior, with the parts that it holds,
 * and the components that are known of some rows. A mixture that starts with noise is fitted with noise.
 *
 * @param labelled the rows with their components, if some are known
 */
record MixtureProblem(
        GaussianMixtureEstimator<?, ?> settings,
        RowObservations rows,
        Optional<LabelledRows> labelled,
        Execution execution) {
    /** A copy on other rows, of whose components nothing is known, on one thread. */
    MixtureProblem on(Rows others) {
        return new MixtureProblem(settings, others, Optional.empty(), execution.threads(1));
    }

    /** A copy on one thread. */
    MixtureProblem alone() {
        return new MixtureProblem(settings, rows, labelled, execution.threads(1));
    }

    /** Fits a mixture from where it is. */
    <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<GaussianMixture<P, S>> fit(
            Em em, GaussianMixture<P, S> start) {
        return posed(start).fit(em, start);
    }

    /** A fit to these rows, with all that it came of. */
    <P extends MultivariateNormal, S extends GaussianStatistics<S>>
            Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fitted(Fit<GaussianMixture<P, S>> fit) {
        GaussianMixture<P, S> mixture = fit.theta();
        List<String> columns = IntStream.rangeClosed(1, mixture.columns())
                .mapToObj(j -> "x" + j)
                .toList();
        return new Fitted<>(
                settings.family(mixture.family()).components(mixture.size()),
                fit,
                Optional.empty(),
                OptionalInt.of(freeParameters(mixture)),
                rows.totalWeight(),
                mixture.quantities(columns),
                () -> posed(mixture).problem());
    }

    /** Number of parameters of a mixture that are fitted. */
    private int freeParameters(GaussianMixture<?, ?> mixture) {
        int k = mixture.size();
        int d = mixture.columns();
        int fixed = 0;
        for (ParameterBlock part : settings.frozen()) {
            fixed += switch (part) {
                case WEIGHTS -> k - 1;
                case MEANS -> k * d;
                case COVARIANCES -> mixture.family().structure().freeParameters(k, d);
            };
        }
        return mixture.freeParameters() - fixed;
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Posed<?, P, S, ?, ?, ?> posed(
            GaussianMixture<P, S> like) {
        var mixture = settings.frozen().isEmpty()
                ? like.model()
                : like.family().mixture(like.size(), rows.columns(), settings.frozen());
        return labelled.isEmpty()
                ? posed(like, mixture, rows.on(execution), like.noise().map(Noise::density))
                : posed(
                        like,
                        new PartlyLabelled<>(mixture),
                        labelled.get().on(execution),
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
        if (settings.prior().isPresent()) {
            MixturePrior prior = settings.prior().get().of(family, like.size(), rows);
            model = new WithPrior<>(model, prior.statistics(family, like.size()));
        }
        if (settings.frozen().contains(ParameterBlock.WEIGHTS)) {
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

        EstimationProblem<X, T, Q, R, GaussianMixture<P, S>> problem() {
            return new EstimationProblem<>(model, data, theta, mixture);
        }
    }
}
