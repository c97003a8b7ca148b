package org.em4j.core.product;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A model of one part of an observation, which may be missing; the rest of the observation is nothing to it. What is missing
 * adds nothing to the likelihood, as if it is missing at random. It is a model by itself, as for counts with gaps, or one of a {@link Product}'s.
 *
 * @param name of the part, where something is wrong with it
 * @param place where it is
 * @param model what it is drawn from
 * @param <X> the whole observation
 * @param <Y> the part
 */
public record Part<X, Y, P, Q extends Posterior, S extends Statistics<S>>(
        String name, Place<X, Y> place, LatentModel<Y, P, Q, S> model) implements LatentModel<X, P, Part.Seen<Q>, S> {
    /**
     * The posterior of a part, if it is there.
     *
     * @param posterior the part's own; null where it is missing
     */
    public record Seen<Q extends Posterior>(@Nullable Q posterior) implements Posterior {
        @Override
        public double logEvidence() {
            return posterior == null ? 0 : posterior.logEvidence();
        }

        @Override
        public double entropy() {
            return posterior == null ? 0 : posterior.entropy();
        }

        @Override
        public Exactness exactness() {
            return posterior == null ? Exactness.EXACT : posterior.exactness();
        }

        @Override
        public double share(List<Integer> parts) {
            return posterior == null ? 0 : posterior.share(parts);
        }
    }

    @Override
    public Function<X, Seen<Q>> posterior(P theta) {
        Function<Y, Q> own = model.posterior(theta);
        return x -> {
            Y y = place.get(x);
            return new Seen<>(y == null ? null : own.apply(y));
        };
    }

    /** By tiles of what is there. */
    @Override
    public Optional<EStep<X, S>> bind(P theta) {
        return Optional.of(bound(theta));
    }

    PartEStep<X, Y, S> bound(P theta) {
        return new PartEStep<>(place, ReferenceEStep.unlessBound(model, theta));
    }

    @Override
    public S zero(P theta) {
        return model.zero(theta);
    }

    @Override
    public void accumulate(X x, Seen<Q> q, double weight, S into) {
        Y y = place.get(x);
        if (y != null && q.posterior != null) {
            model.accumulate(y, q.posterior, weight, into);
        }
    }

    @Override
    public P maximize(S s, P current) {
        return model.maximize(s, current);
    }

    @Override
    public double expectedLogJoint(P theta, S s) {
        return model.expectedLogJoint(theta, s);
    }

    @Override
    public double logPrior(P theta) {
        return model.logPrior(theta);
    }

    @Override
    public Roundoff roundoff(P theta) {
        return model.roundoff(theta);
    }

    @Override
    public Optional<Chart<P>> chart(P theta) {
        return model.chart(theta);
    }

    @Override
    public List<Edge<P>> edges(P theta) {
        return model.edges(theta);
    }

    /** Draws the part alone, and in the place of an observation that lacks it nothing. */
    @Override
    public Optional<Sampler<X>> sampler(P theta) {
        return model.sampler(theta).map(Draws::new);
    }

    /** Draws a part that is missing, and what is missing of one that is there, if the model can. */
    @Override
    public Optional<Imputer<X>> imputer(P theta) {
        Imputer<Y> within = model.imputer(theta).orElse((y, random) -> y);
        return model.sampler(theta).map(sampler -> (x, random) -> {
            Y y = place.get(x);
            return place.put(x, y == null ? sampler.sample(random) : within.impute(y, random));
        });
    }

    private final class Draws implements Sampler<X> {
        private final Sampler<Y> sampler;

        Draws(Sampler<Y> sampler) {
            this.sampler = sampler;
        }

        @Override
        public X sample(RandomGenerator random) {
            return place.put(place.blank(), sampler.sample(random));
        }

        @Override
        public X inPlaceOf(X observed, RandomGenerator random) {
            Y y = place.get(observed);
            return y == null ? observed : place.put(observed, sampler.inPlaceOf(y, random));
        }
    }
}
