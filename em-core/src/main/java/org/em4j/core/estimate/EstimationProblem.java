package org.em4j.core.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.Information;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.inference.Quantities;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.MissingCapabilityException;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;

/**
 * A model as it is put to data, with its prior, bounds, noise and labels; and its parameters as EM has them, which need not
 * be the form in which they are reported.
 *
 * @param <X> an observation
 * @param <T> the parameters of EM
 * @param <P> the parameters as they are reported
 * @param model what is fitted
 * @param data what to; empty where that is moments without rows
 * @param fingerprint of the data
 * @param map EM for the model on the data
 * @param maps makes the like for other data
 * @param inner parameters as EM has them
 * @param outer parameters as they are reported
 */
public record EstimationProblem<X, T, Q extends Posterior, S extends Statistics<S>, P>(
        LatentModel<X, T, Q, S> model,
        Optional<Observations<X>> data,
        Supplier<Fingerprint> fingerprint,
        EmProblem<T> map,
        Function<Observations<X>, EmProblem<T>> maps,
        Function<P, T> inner,
        Function<T, P> outer) {
    /** A model on observations, whose parameters are reported in a form of their own. */
    public EstimationProblem(
            LatentModel<X, T, Q, S> model, Observations<X> data, Function<P, T> inner, Function<T, P> outer) {
        this(
                model,
                Optional.of(data),
                () -> Fingerprint.of(data),
                EmProblem.of(model, data),
                others -> EmProblem.of(model, others),
                inner,
                outer);
    }

    /** A model on observations. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> EstimationProblem<X, P, Q, S, P> of(
            LatentModel<X, P, Q, S> model, Observations<X> data) {
        return new EstimationProblem<>(model, data, theta -> theta, theta -> theta);
    }

    /** Log evidence of each observation {@code (n)}, in nats. */
    double[] scores(P theta) {
        return LogEvidence.of(model, inner.apply(theta), needed());
    }

    /** From the observed information alone. */
    StandardErrors information(P theta, Quantities<P> quantities) {
        return StandardErrors.of(Information.at(map, inner.apply(theta)), quantities.of(outer));
    }

    /** From the information and the observations' scores. */
    StandardErrors sandwich(P theta, Quantities<P> quantities) {
        return StandardErrors.sandwich(Information.at(map, inner.apply(theta)), quantities.of(outer), model, needed());
    }

    /** From the information, with intervals by profile likelihood. */
    StandardErrors profile(P theta, Quantities<P> quantities) {
        return StandardErrors.profile(map, Information.at(map, inner.apply(theta)), quantities.of(outer));
    }

    /** From fits to observations drawn from these with replacement, with their labels. */
    StandardErrors bootstrap(P theta, Quantities<P> quantities, Bootstrap bootstrap, Em em, Execution execution) {
        Observations<X> observed = needed().on(execution.threads(1));
        double[] weights = observed.weights();
        return drawn(
                "bootstrap",
                theta,
                quantities,
                bootstrap,
                random ->
                        em.fit(maps.apply(observed.weighted(Bootstrap.resampled(weights, random))), inner.apply(theta)),
                execution);
    }

    /**
     * From fits to as many observations drawn from the model, each with the gaps of one that is drawn from the data, and a
     * label where that has one.
     */
    StandardErrors parametricBootstrap(
            P theta, Quantities<P> quantities, Bootstrap bootstrap, Em em, Execution execution) {
        T start = inner.apply(theta);
        return drawn(
                "parametric bootstrap",
                theta,
                quantities,
                bootstrap,
                random -> em.fit(maps.apply(Observations.of(simulated(start, random))), start),
                execution);
    }

    private List<X> simulated(T theta, RandomGenerator random) {
        Sampler<X> sampler = model.sampler(theta)
                .orElseThrow(
                        () -> new MissingCapabilityException(model, "sampler", "a parametric bootstrap draws from"));
        if (data.isEmpty()) {
            return Stream.generate(() -> sampler.sample(random))
                    .limit(Math.round(map.apply(theta).weight()))
                    .toList();
        }
        double[] copies = Bootstrap.resampled(data.get().weights(), random);
        List<X> observed = data.get().collect(() -> (x, weight) -> x);
        List<X> drawn = new ArrayList<>();
        for (int i = 0; i < copies.length; i++) {
            for (int copy = 0; copy < copies[i]; copy++) {
                drawn.add(sampler.inPlaceOf(observed.get(i), random));
            }
        }
        return drawn;
    }

    /** A bootstrap; of quantities that the data do not determine it would show how far the fits happened to drift. */
    private StandardErrors drawn(
            String method,
            P theta,
            Quantities<P> quantities,
            Bootstrap bootstrap,
            Function<RandomGenerator, Fit<T>> refit,
            Execution execution) {
        StandardErrors errors =
                bootstrap.standardErrors(method, inner.apply(theta), quantities.of(outer), refit, execution);
        return determined(theta, quantities).map(errors::where).orElse(errors);
    }

    private Optional<StandardErrors> determined(P theta, Quantities<P> quantities) {
        try {
            return Optional.of(information(theta, quantities));
        } catch (NoInformationException e) {
            return Optional.empty(); // that is what bootstraps are for
        }
    }

    private Observations<X> needed() {
        return data.orElseThrow(() -> new NoInformationException("a matrix has no rows, which this method needs;"
                + " take errors from the information, or from a parametric bootstrap"));
    }
}
