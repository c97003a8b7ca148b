package org.em4j.laws.check;

import java.util.List;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** What runs a model: the library, unless somebody wants the laws to hold another engine to them. */
public interface Engine {
    /** The library. */
    Engine LIBRARY = new Engine() {};

    /** Observations with weights {@code (n)}, on threads. */
    default <X> Observations<X> observations(List<X> data, double[] weights, int threads) {
        return Observations.of(data, weights).on(new Execution(threads, 1));
    }

    /** EM for a model on data. */
    default <X, P, Q extends Posterior, S extends Statistics<S>> EmProblem<P> map(
            LatentModel<X, P, Q, S> model, Observations<X> data) {
        return EmProblem.of(model, data);
    }
}
