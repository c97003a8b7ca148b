package org.em4j.core.model;

import java.util.List;
import org.em4j.core.data.Observations;

/** A model of numbered parts, each of which has a share in every observation. */
public interface Partitioned<X, P> {
    /** The observations, in the data's order, that part k has more than half of. */
    List<Integer> members(int k, P theta, Observations<X> data);

    /** The same of a model that may have parts; none of one that has not. */
    @SuppressWarnings("unchecked") // a model is made of parts of its own observations and parameters
    static <X, P> List<Integer> members(LatentModel<X, P, ?, ?> model, int k, P theta, Observations<X> data) {
        return model instanceof Partitioned<?, ?> parts
                ? ((Partitioned<X, P>) parts).members(k, theta, data)
                : List.of();
    }
}
