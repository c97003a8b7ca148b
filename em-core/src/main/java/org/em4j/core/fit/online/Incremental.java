package org.em4j.core.fit.online;

import java.util.Optional;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Audit;
import org.em4j.core.fit.Em;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Incremental EM (Neal and Hinton 1998): the E-step of one batch at a time, whose old statistics are taken out of the sum, and an
 * M-step after each. Both raise the lower bound {@code Q(theta; s) + H(q) + log prior}, whatever the posteriors of other batches
 * were taken at, and each rise is audited. It keeps the statistics of each batch.
 *
 * @param passes over the data at most, at least one; the first is an E-step at the start
 * @param batch blocks of a batch, at least one: what threads share
 * @param seed of the order of batches, another in each pass
 */
public record Incremental(int passes, int batch, long seed) implements Em.Online {
    /** In nats: a pass that gains less is the last one. */
    private static final double LITTLE = 1e-2;

    /** Checks the numbers. */
    public Incremental {
        if (passes < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "passes and blocks of a batch are at least 1, not " + passes + " and " + batch);
        }
    }

    /** Batches of one block, in orders from a seed. */
    public Incremental(int passes, long seed) {
        this(passes, 1, seed);
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> Passes<P> passes(
            LatentModel<X, P, Q, S> model, Observations<X> data, P start) {
        LowerBound<X, P, Q, S> bound = new LowerBound<>(Batches.of(model, data, batch), start);
        int done = 1;
        double gain = Double.POSITIVE_INFINITY;
        while (done < passes && gain > LITTLE) {
            double before = bound.value();
            for (int b : bound.batches().order(seed, done)) {
                Optional<Audit.Check> failure = bound.raise(b);
                if (failure.isPresent()) {
                    return new Passes<>(bound.theta(), done, failure);
                }
            }
            bound.renew();
            gain = bound.value() - before;
            done++;
        }
        return new Passes<>(bound.theta(), done, Optional.empty());
    }
}
