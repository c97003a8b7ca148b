package org.em4j.core.model;

/** A model whose parameters have unconstrained coordinates. */
@FunctionalInterface
public interface Charted<P> {
    /** A chart around theta. */
    Chart<P> chart(P theta);

    /**
     * The chart of a model that may have one, of what lies on no edge of the space at theta.
     *
     * @throws IllegalArgumentException if it has none
     */
    static <P> Chart<P> of(LatentModel<?, P, ?, ?> model, P theta) {
        return whole(model, theta).free(theta);
    }

    /**
     * The chart of a model that may have one, with coordinates of what lies on the edge of the space at theta: infinite ones.
     *
     * @throws IllegalArgumentException if it has none
     */
    @SuppressWarnings("unchecked") // a model is charted over its own parameters
    static <P> Chart<P> whole(LatentModel<?, P, ?, ?> model, P theta) {
        if (model instanceof Charted<?> charted) {
            return ((Charted<P>) charted).chart(theta);
        }
        throw new IllegalArgumentException(model + " has no chart: let it implement Charted");
    }
}
