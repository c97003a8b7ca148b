package org.em4j.core.estimate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Initializer;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.Quantities;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Maximum likelihood, or the highest posterior density, of any model: EM from several starts, the best of which is kept.
 *
 * @param model what is fitted
 * @param start makes a start of random numbers
 * @param restarts how many
 * @param em settings of EM, whose listener hears of a single start alone
 */
public record ModelEstimator<X, P, Q extends Posterior, S extends Statistics<S>>(
        LatentModel<X, P, Q, S> model, Initializer<P> start, Restarts restarts, Em em)
        implements Estimator<Observations<X>, Fitted<LatentModel<X, P, Q, S>, P>> {
    /** From one start, which another replaces should it fail, by default settings of EM. */
    public ModelEstimator(LatentModel<X, P, Q, S> model, Initializer<P> start) {
        this(model, start, new Restarts(1), new Em());
    }

    /** A copy with another number of starts. */
    public ModelEstimator<X, P, Q, S> restarts(Restarts others) {
        return new ModelEstimator<>(model, start, others, em);
    }

    /** A copy with other settings of EM. */
    public ModelEstimator<X, P, Q, S> em(Em settings) {
        return new ModelEstimator<>(model, start, restarts, settings);
    }

    @Override
    public Fitted<LatentModel<X, P, Q, S>, P> fit(Observations<X> data, Execution execution) {
        Optima<P> found = search(data, execution);
        return fitted(model, data.on(execution), found.best()).among(found);
    }

    /** The maxima that the starts led to. */
    public Optima<P> search(Observations<X> data, Execution execution) {
        Observations<X> each = data.on(restarts.ofEach(execution));
        return restarts.search(
                start,
                restarts.runs() > 1 ? em.listener(entry -> {}) : em,
                (settings, theta) -> settings.fit(model, each, theta),
                Optima.alike(model, data.on(execution)),
                execution);
    }

    /** The model on data to which it was fitted already; it reports its coordinates at the end. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> Fitted<LatentModel<X, P, Q, S>, P> fitted(
            LatentModel<X, P, Q, S> model, Observations<X> data, Fit<P> fit) {
        Optional<Quantities<P>> coordinates = coordinates(model, fit.theta());
        return new Fitted<>(
                model,
                fit,
                Optional.empty(),
                coordinates.map(q -> OptionalInt.of(q.names().size())).orElse(OptionalInt.empty()),
                data.totalWeight(),
                coordinates.orElseGet(() -> new Quantities<>(List.of(), theta -> new double[0])),
                () -> EstimationProblem.of(model, data));
    }

    private static <P> Optional<Quantities<P>> coordinates(LatentModel<?, P, ?, ?> model, P theta) {
        return model.chart(theta).map(whole -> {
            Chart<P> chart = whole.free(theta);
            List<String> names = IntStream.rangeClosed(1, chart.coordinates(theta).length)
                    .mapToObj(i -> "coordinate " + i)
                    .toList();
            return new Quantities<>(names, chart::coordinates);
        });
    }
}
