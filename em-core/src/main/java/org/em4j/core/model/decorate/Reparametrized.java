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

/**
 * A model that is another one in other parameters, which say the same: a mixture is a gated one whose gate is a list of
 * weights.
 *
 * @param <P> the parameters
 * @param <R> those of the model within
 */
public interface Reparametrized<X, P, R, Q extends Posterior, S extends Statistics<S>> extends LatentModel<X, P, Q, S> {
    /** The model within. */
    LatentModel<X, R, Q, S> model();

    /** The parameters as the model within has them. */
    R inner(P theta);

    /** Parameters of the model within as these. */
    P outer(R theta);

    @Override
    default Function<X, Q> posterior(P theta) {
        return model().posterior(inner(theta));
    }

    @Override
    default S zero(P theta) {
        return model().zero(inner(theta));
    }

    @Override
    default void accumulate(X x, Q q, double weight, S into) {
        model().accumulate(x, q, weight, into);
    }

    @Override
    default P maximize(S s, P current) {
        return outer(model().maximize(s, inner(current)));
    }

    @Override
    default double expectedLogJoint(P theta, S s) {
        return model().expectedLogJoint(inner(theta), s);
    }

    @Override
    default double logPrior(P theta) {
        return model().logPrior(inner(theta));
    }

    @Override
    default Roundoff roundoff(P theta) {
        return model().roundoff(inner(theta));
    }

    @Override
    default Optional<Chart<P>> chart(P theta) {
        return model().chart(inner(theta))
                .map(chart -> Chart.of(at -> chart.coordinates(inner(at)), u -> outer(chart.point(u))));
    }

    @Override
    default List<Edge<P>> edges(P theta) {
        return model().edges(inner(theta)).stream()
                .map(edge -> edge.<P>within(this::inner, (at, moved) -> outer(moved)))
                .toList();
    }

    @Override
    default Optional<Sampler<X>> sampler(P theta) {
        return model().sampler(inner(theta));
    }

    @Override
    default Optional<Imputer<X>> imputer(P theta) {
        return model().imputer(inner(theta));
    }

    @Override
    default Optional<EStep<X, S>> bind(P theta) {
        return model().bind(inner(theta));
    }
}
