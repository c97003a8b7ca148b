package org.em4j.core.expectation;

import org.em4j.core.Equation;
import org.em4j.core.data.Observations;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * The evidence lower bound {@code Σ_i w_i E_{Q_i}[log p(x_i, z; theta) / Q_i(z)]} with posteriors Q taken at some
 * parameters and the joint density at others: at most the log-likelihood, and equal to it where the two agree.
 *
 * @param expectedLogJoint {@code Σ_i w_i E_{Q_i}[log p(x_i, z; theta)]}, in nats
 * @param entropy {@code Σ_i w_i H(Q_i)}, in nats
 */
public record Elbo(double expectedLogJoint, double entropy) {
    /** The bound at {@code theta} with posteriors at {@code posteriorAt}. */
    @Equation("3695fi")
    public static <X, P, Q extends Posterior, S extends Statistics<S>> Elbo of(
            LatentModel<X, P, Q, S> model, P theta, P posteriorAt, Observations<X> data) {
        Expectation<S> e = Expectation.of(model, posteriorAt, data);
        return new Elbo(
                model.expectedLogJoint(theta, e.statistics()), e.entropy().value());
    }

    /** The bound, in nats. */
    public double value() {
        return expectedLogJoint + entropy;
    }
}
