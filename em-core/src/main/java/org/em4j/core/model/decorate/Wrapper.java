package org.em4j.core.model.decorate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.estep.EStep;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;

/** A model that is another one, on the same observations and parameters, but for the methods that it overrides. */
public interface Wrapper<X, P, Q extends Posterior, S extends Statistics<S>> extends LatentModel<X, P, Q, S> {
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
    default Roundoff roundoff(P theta) {
        return model().roundoff(theta);
    }

    @Override
    default Optional<Chart<P>> chart(P theta) {
        return model().chart(theta);
    }

    @Override
    default List<Edge<P>> edges(P theta) {
        return model().edges(theta);
    }

    @Override
    default Optional<Sampler<X>> sampler(P theta) {
        return model().sampler(theta);
    }

    @Override
    default Optional<Imputer<X>> imputer(P theta) {
        return model().imputer(theta);
    }

    @Override
    default Optional<EStep<X, S>> bind(P theta) {
        return model().bind(theta);
    }
}
