package org.em4j.core.fit.online;

import java.util.Optional;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Em;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Stepwise EM (Cappé and Moulines 2009): after each batch the statistics move towards its own by a step {@code (t + delay)^-exponent},
 * times its weight over that of batches on average, and the M-step is taken. Nothing of the data is kept, so that a stream needs
 * a {@link StepwiseLearner} only. It comes as near to a maximum as its last steps are short; the statistics of the second half of
 * all steps are averaged for that (Polyak and Juditsky 1992).
 *
 * @param passes over the data, at least one
 * @param batch blocks of a batch, at least one
 * @param exponent above 1/2, so that what batches differ by averages out, and at most 1, so that the start is forgotten
 * @param delay zero or more: of later steps, which are shorter
 * @param seed of the order of batches, another in each pass
 */
public record Stepwise(int passes, int batch, double exponent, double delay, long seed) implements Em.Online {
    private static final double EXPONENT = 0.6;

    /** Checks the steps: their sum has to be infinite, that of their squares finite (Robbins and Monro 1951). */
    public Stepwise {
        if (passes < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "passes and blocks of a batch are at least 1, not " + passes + " and " + batch);
        }
        if (!(exponent > 0.5 && exponent <= 1)) {
            throw new IllegalArgumentException("the exponent of steps is above 0.5 and at most 1, not " + exponent
                    + ": below that batches do not average out, and above the start is not forgotten");
        }
        if (!(delay >= 0)) {
            throw new IllegalArgumentException("the delay of steps is zero or more, not " + delay);
        }
    }

    /** Batches of one block, steps {@code (t + 2)^-0.6}, in orders from a seed. */
    public Stepwise(int passes, long seed) {
        this(passes, 1, EXPONENT, 2, seed);
    }

    /** How far a batch moves the statistics in step t, from 1: all the way in the first, which has nothing to move from. */
    double step(long t) {
        return t == 1 ? 1 : Math.pow(t + delay, -exponent);
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> Passes<P> passes(
            LatentModel<X, P, Q, S> model, Observations<X> data, P start) {
        Batches<X, P, Q, S> batches = Batches.of(model, data, batch);
        StepwiseLearner<X, P, Q, S> learner = new StepwiseLearner<>(this, model, start);
        double weight = data.totalWeight();
        long half = (long) passes * batches.count() / 2;
        for (int pass = 0; pass < passes; pass++) {
            for (int b : batches.order(seed, pass)) {
                if (learner.steps() == half) {
                    learner.average();
                }
                learner.learn(batches.expectation(b, learner.theta()), weight);
            }
        }
        return new Passes<>(learner.averaged(), passes, Optional.empty());
    }
}
