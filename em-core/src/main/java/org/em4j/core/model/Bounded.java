package org.em4j.core.model;

import java.util.List;

/**
 * A model whose parameter space has edges that a maximum may lie on. EM comes nearer to such an edge in every step and never
 * gets there; a fit that has come to rest on its way there is moved onto it, where the objective is no lower.
 */
@FunctionalInterface
public interface Bounded<P> {
    /** The edges near theta or under it: always as many, in the same order. */
    List<Edge<P>> edges(P theta);

    /** The edges of a model that may have some; none of one that has not. */
    @SuppressWarnings("unchecked") // a model's edges are those of its own parameters
    static <P> List<Edge<P>> edges(LatentModel<?, P, ?, ?> model, P theta) {
        return model instanceof Bounded<?> bounded ? ((Bounded<P>) bounded).edges(theta) : List.of();
    }
}
