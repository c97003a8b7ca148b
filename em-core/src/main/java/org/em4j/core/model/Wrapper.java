package org.em4j.core.model;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Observations;

/** A model that is another one, on the same observations and parameters, but for the methods that it overrides. */
public interface Wrapper<X, P, Q extends Posterior, S extends Statistics<S>>
        extends LatentModel<X, P, Q, S>, Charted<P>, Generative<X, P>, Imputing<X, P>, Partitioned<X, P>, Bounded<P> {
    /** The model within. */
    LatentModel<X, P, Q, S> model();

    @Override
    default Function<X, Q> posterior(P theta) {
        return model().posterior(theta);
    }

    @Override
    default S zero(P theta) {
        return model().zero(theta);
    }

    @Override
    default void accumulate(X x, Q q, double weight, S into) {
        model().accumulate(x, q, weight, into);
    }

    @Override
    default P maximize(S s, P current) {
        return model().maximize(s, current);
    }

    @Override
    default double expectedLogJoint(P theta, S s) {
        return model().expectedLogJoint(theta, s);
    }

    @Override
    default double logPrior(P theta) {
        return model().logPrior(theta);
    }

    @Override
    default double conditionNumber(P theta) {
        return model().conditionNumber(theta);
    }

    @Override
    default double cancellation(P theta) {
        return model().cancellation(theta);
    }

    @Override
    default Bound<X, S> bind(P theta) {
        return model().bind(theta);
    }

    @Override
    default Chart<P> chart(P theta) {
        return Charted.of(model(), theta);
    }

    @Override
    default List<Edge<P>> edges(P theta) {
        return Bounded.edges(model(), theta);
    }

    @Override
    default Function<RandomGenerator, X> sampler(P theta) {
        return Generative.sampler(model(), theta);
    }

    @Override
    default BiFunction<X, RandomGenerator, X> replacement(P theta) {
        return Generative.replacement(model(), theta);
    }

    @Override
    default BiFunction<X, RandomGenerator, X> imputer(P theta) {
        return Imputing.imputer(model(), theta);
    }

    @Override
    default List<Integer> members(int k, P theta, Observations<X> data) {
        return Partitioned.members(model(), k, theta, data);
    }
}
