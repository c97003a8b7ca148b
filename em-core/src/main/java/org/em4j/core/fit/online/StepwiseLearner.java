package org.em4j.core.fit.online;

import java.util.Optional;
import org.em4j.core.data.Observations;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Stepwise EM on data that come batch by batch and are not seen again. Used by one thread at a time.
 *
 * <pre>{@code
 * var learner = new StepwiseLearner<>(new Stepwise(1, 1), new Poisson(), 1.0);
 * for (List<Integer> batch : List.of(List.of(0, 3, 1), List.of(4, 2, 2))) {
 *     learner.learn(Observations.of(batch));
 * }
 * System.out.println("the rate is about " + learner.theta());
 * }</pre>
 */
public final class StepwiseLearner<X, P, Q extends Posterior, S extends Statistics<S>> {
    private final Stepwise settings;
    private final LatentModel<X, P, Q, S> model;
    private P theta;
    private Optional<S> statistics = Optional.empty(); // of one unit of weight
    private Optional<S> sum = Optional.empty();
    private long summed;
    private long steps;
    private double seen;
    private double mean; // weight of a batch
    private double scale;

    /** From a start on; the settings' passes and batches are of no meaning here. */
    public StepwiseLearner(Stepwise settings, LatentModel<X, P, Q, S> model, P start) {
        this.settings = settings;
        this.model = model;
        this.theta = start;
    }

    /** The parameters after the last batch. */
    public P theta() {
        return theta;
    }

    /** Number of batches so far. */
    public long steps() {
        return steps;
    }

    /**
     * Learns from a batch; one without weight changes nothing.
     *
     * @throws org.em4j.core.model.DegenerateException if the M-step finds no maximum: the batch may be too small to begin with
     */
    public void learn(Observations<X> batch) {
        Expectation<S> e = Expectation.of(model, theta, batch);
        seen += e.weight().value();
        learn(e, seen);
    }

    /** Learns from what an E-step at theta has made of a batch; the statistics count as of so much weight, beside a prior. */
    void learn(Expectation<S> e, double weight) {
        double here = e.weight().value();
        if (here == 0) {
            return;
        }
        steps++;
        mean += (here - mean) / steps;
        double step = Math.min(1, settings.step(steps) * here / mean);
        S moved = model.zero(theta);
        statistics.ifPresent(s -> moved.addScaled(1 - step, s));
        moved.addScaled(step / here, e.statistics());
        statistics = Optional.of(moved);
        sum.ifPresent(s -> s.addScaled(1, moved));
        summed += sum.isPresent() ? 1 : 0;
        theta = model.maximize(model.zero(theta).addScaled(weight, moved), theta);
        scale = weight;
    }

    /** From now on statistics are averaged. */
    public void average() {
        sum = Optional.of(model.zero(theta));
        summed = 0;
    }

    /** The M-step from the average of the statistics since {@link #average}; the last parameters, if there are none. */
    public P averaged() {
        return sum.filter(s -> summed > 0)
                .map(s -> model.maximize(model.zero(theta).addScaled(scale / summed, s), theta))
                .orElse(theta);
    }
}
