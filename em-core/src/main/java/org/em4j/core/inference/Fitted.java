package org.em4j.core.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.MissingCapabilityException;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;

/**
 * A model as it was fitted, with its prior, bounds, noise and labels, and where the fit ended: what standard errors are
 * made from, and from nothing else.
 *
 * @param model what was fitted
 * @param data what to; empty where that was moments without rows
 * @param map EM for the model on the data
 * @param maps the same on other data
 * @param theta where the fit ended
 * @param quantities what is reported of it
 */
public record Fitted<X, P, Q extends Posterior, S extends Statistics<S>>(
        LatentModel<X, P, Q, S> model,
        Optional<Observations<X>> data,
        EmProblem<P> map,
        Function<Observations<X>, EmProblem<P>> maps,
        P theta,
        Quantities<P> quantities) {
    /** A model that was fitted to observations. */
    public Fitted(LatentModel<X, P, Q, S> model, Observations<X> data, P theta, Quantities<P> quantities) {
        this(
                model,
                Optional.of(data),
                EmProblem.of(model, data),
                others -> EmProblem.of(model, others),
                theta,
                quantities);
    }

    /** From the observed information alone: {@link StandardErrors#of}. */
    public StandardErrors information() {
        return StandardErrors.of(Information.at(map, theta), quantities);
    }

    /**
     * From the information and the observations' scores: {@link StandardErrors#sandwich}.
     *
     * @throws NoInformationException if there are no observations, or as that
     */
    public StandardErrors sandwich() {
        return StandardErrors.sandwich(Information.at(map, theta), quantities, model, needed());
    }

    /** From the information, with intervals by profile likelihood: {@link StandardErrors#profile}. */
    public StandardErrors profile() {
        return StandardErrors.profile(map, Information.at(map, theta), quantities);
    }

    /**
     * From fits to observations drawn from these with replacement, with their labels.
     *
     * @param refit fits from theta; called by several threads at a time
     * @throws NoInformationException if there are no observations, or if more than half of the fits fail
     */
    public StandardErrors bootstrap(Bootstrap bootstrap, BiFunction<EmProblem<P>, P, Fit<P>> refit) {
        Observations<X> observed = needed();
        double[] weights = observed.weights();
        return drawn("bootstrap", bootstrap, random -> observed.weighted(Bootstrap.resampled(weights, random)), refit);
    }

    /**
     * From fits to as many observations drawn from the model, each with the gaps of one that is drawn from the data, and a
     * label where that has one.
     *
     * @param refit fits from theta; called by several threads at a time
     * @throws NoInformationException if more than half of the fits fail
     */
    public StandardErrors parametricBootstrap(Bootstrap bootstrap, BiFunction<EmProblem<P>, P, Fit<P>> refit) {
        return drawn("parametric bootstrap", bootstrap, random -> Observations.of(simulated(random)), refit);
    }

    private List<X> simulated(RandomGenerator random) {
        Sampler<X> sampler = model.sampler(theta)
                .orElseThrow(
                        () -> new MissingCapabilityException(model, "sampler", "a parametric bootstrap draws from"));
        if (data.isEmpty()) {
            return Stream.generate(() -> sampler.sample(random))
                    .limit(Math.round(map.apply(theta).weight()))
                    .toList();
        }
        double[] copies = Bootstrap.resampled(data.get().weights(), random);
        List<X> observed = data.get().collect((x, weight) -> x);
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
            Bootstrap bootstrap,
            Function<RandomGenerator, Observations<X>> sample,
            BiFunction<EmProblem<P>, P, Fit<P>> refit) {
        StandardErrors errors = bootstrap.standardErrors(
                method, theta, quantities, random -> refit.apply(maps.apply(sample.apply(random)), theta));
        return determined().map(errors::where).orElse(errors);
    }

    private Optional<StandardErrors> determined() {
        try {
            return Optional.of(information());
        } catch (NoInformationException e) {
            return Optional.empty(); // that is what bootstraps are for
        }
    }

    private Observations<X> needed() {
        return data.orElseThrow(() -> new NoInformationException("a matrix has no rows, which this method needs;"
                + " take errors from the information, or from a parametric bootstrap"));
    }
}
