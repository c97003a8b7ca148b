package org.em4j.core.model.decorate;

import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * A model with a conjugate prior, which is data that were never seen: the M-step adds their statistics to those of the
 * data, and the log prior density is what the model expects of them, up to a constant that is free of theta.
 *
 * <p>So any model takes one: counts make a Dirichlet prior of a mixture's weights, moments a normal-inverse-Wishart prior of
 * a Gaussian.
 *
 * @param imagined statistics of what was never seen; not to be written to
 */
public record WithPrior<X, P, Q extends Posterior, S extends Statistics<S>>(LatentModel<X, P, Q, S> model, S imagined)
        implements Wrapper<X, P, Q, S> {
    @Override
    public P maximize(S s, P current) {
        return model.maximize(model.zero(current).addScaled(1, s).addScaled(1, imagined), current);
    }

    @Override
    public double logPrior(P theta) {
        return model.logPrior(theta) + model.expectedLogJoint(theta, imagined);
    }
}
