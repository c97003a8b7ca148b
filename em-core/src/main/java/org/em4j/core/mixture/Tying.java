package org.em4j.core.mixture;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Roundoff;

/**
 * What a mixture's components share: the joint M-step over them, and the coordinates that are left free.
 *
 * @param <P> a component's parameters
 * @param <S> a component's statistics
 */
public interface Tying<P, S> extends Serializable {
    /** Maximises the sum of the components' expected log joint densities, K statistics to K parameters. */
    List<P> maximize(List<S> statistics, List<P> current);

    /** By how far the components, as they are stored, may have left what they share; see {@link Roundoff#ofFamily}. */
    default Roundoff roundoff(List<P> components) {
        return Roundoff.NONE;
    }

    /** Coordinates of all components together, near the given ones, if they have some. */
    Optional<Chart<List<P>>> chart(List<P> components);
}
