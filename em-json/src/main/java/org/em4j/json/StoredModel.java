package org.em4j.json;

import java.util.List;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * A latent-variable model with its parameters: all that is needed to say what is latent in another observation.
 *
 * <pre>
 * Models.save(Path.of("counts.json"), new StoredModel&lt;&gt;(new Mixture&lt;&gt;(2, new Poisson()), fit.theta()));
 * </pre>
 *
 * @param model the model
 * @param theta its parameters
 */
public record StoredModel<X, P, Q extends Posterior, S extends Statistics<S>>(LatentModel<X, P, Q, S> model, P theta) {
    /** What is latent in an observation. */
    public Q posterior(X x) {
        return model.posterior(theta).apply(x);
    }

    /** Log densities of observations, in nats, in their order. */
    public double[] score(List<X> observations) {
        var posterior = model.posterior(theta);
        return observations.stream()
                .mapToDouble(x -> posterior.apply(x).logEvidence())
                .toArray();
    }
}
