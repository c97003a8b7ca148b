package org.em4j.core.model.decorate;

import java.io.Serializable;
import java.util.Optional;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * A model some of whose parameters stay what they are where a fit starts. What stays must be a factor of its own of the
 * expected joint density, such as the weights of a mixture: then the others' M-step is what it was.
 *
 * @param keep what stays
 */
public record Frozen<X, P, Q extends Posterior, S extends Statistics<S>>(LatentModel<X, P, Q, S> model, Keep<P> keep)
        implements Wrapper<X, P, Q, S> {
    /** Chooses what stays. */
    @FunctionalInterface
    public interface Keep<P> extends Serializable {
        /** The next parameters, but for those that stay current. */
        P keep(P current, P next);
    }

    @Override
    public P maximize(S s, P current) {
        return keep.keep(current, model.maximize(s, current));
    }

    /** The chart of the model; coordinates of what stays lead nowhere. */
    @Override
    public Optional<Chart<P>> chart(P theta) {
        return model.chart(theta).map(chart -> Chart.of(chart::coordinates, u -> keep.keep(theta, chart.point(u))));
    }
}
