package org.em4j.core.mixture;

import java.io.Serializable;
import java.util.List;
import org.em4j.core.model.Chart;

/**
 * What a mixture's components share: the joint M-step over them, and the coordinates that are left free.
 *
 * @param <P> a component's parameters
 * @param <S> a component's statistics
 */
public interface Tying<P, S> extends Serializable {
    /** Maximises the sum of the components' expected log joint densities, K statistics to K parameters. */
    List<P> maximize(List<S> statistics, List<P> current);

    /** As that of a model: by how many roundings the components, as stored, may have left what they share. */
    default double cancellation(List<P> components) {
        return 0;
    }

    /** Coordinates of all components together, near the given ones. */
    Chart<List<P>> chart(List<P> components);
}
