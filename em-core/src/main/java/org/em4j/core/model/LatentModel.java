package org.em4j.core.model;

import java.io.Serializable;
import java.util.function.Function;
import org.em4j.core.equation.Equation;

/**
 * A latent-variable model {@code p(x, z; theta)}: all that EM needs to know, in five methods.
 *
 * <p>Write {@link #posterior} first: what is latent in an observation, given theta. Then ask which sums over the data the
 * log joint density needs: these are the statistics, which {@link #zero} makes and {@link #accumulate} adds to. Then
 * {@link #expectedLogJoint} says what they are for, and {@link #maximize} where it is highest. Threads, weights, mixtures,
 * restarts, audits and laws come from the rest of the library. Models and parameter values are immutable.
 *
 * @param <X> an observation
 * @param <P> the parameters, theta
 * @param <Q> the posterior of one observation's latent variable
 * @param <S> the expected sufficient statistics
 */
public interface LatentModel<X, P, Q extends Posterior, S extends Statistics<S>> extends Serializable {
    /**
     * The E-step. Binds theta once (factorises what needs it) and returns {@code x -> Q}, used by one thread at a time.
     * With nothing latent Q is {@link Observed}, a log density.
     *
     * @throws DegenerateException if theta admits no density
     */
    @Equation("3695dv")
    Function<X, Q> posterior(P theta);

    /** Empty statistics, often {@link Sums} or {@link Moments}; about an origin taken from theta where they need one. */
    S zero(P theta);

    /** {@code into += weight · E_q[T(x, z)]}, every term times the weight; x and q stay as they are. */
    void accumulate(X x, Q q, double weight, S into);

    /**
     * The M-step: {@code argmax over theta of expectedLogJoint(theta, s) + logPrior(theta)}. A model without a closed form
     * leaves it out and is {@link Charted}: the default climbs in the chart's coordinates, and never ends lower than it
     * starts.
     *
     * @param current where an M-step without a closed form starts
     * @throws DegenerateException if there is no maximum, naming what collapsed
     */
    @Equation("3695fh")
    default P maximize(S s, P current) {
        return NumericMaximum.of(this, s, current);
    }

    /**
     * {@code Σ_i w_i E_{Q_i}[log p(x_i, z_i; theta)]}, in nats, worked out from s alone and linear in it: a constant of the
     * density is multiplied by the sum of the weights. With the entropy of the posteriors it is the log-likelihood, which
     * every iteration is held against.
     */
    @Equation("3695fi")
    double expectedLogJoint(P theta, S s);

    /** Log prior density of theta, in nats. A ridge is a prior; a penalty that is not here is a bug. */
    default double logPrior(P theta) {
        return 0;
    }

    /** The condition number (free of units) of what a log density at theta inverts, 1 if nothing; the audit's bound knows it. */
    default double conditionNumber(P theta) {
        return 1;
    }

    /**
     * How many roundings a log density at theta may be off by, for the audit to allow for: some four times the size, in nats,
     * of terms that cancel, if they are large. Or, where theta has to lie in a family, by how many roundings theta as it is
     * stored may lie outside: a maximum within a family is no maximum to the first order once it is rounded out of it.
     */
    default double cancellation(P theta) {
        return 0;
    }

    /** The E-step for tiles of observations. Override for speed, never for meaning: a law ties it to the methods above. */
    default Bound<X, S> bind(P theta) {
        return new ReferenceLoop<>(this, theta);
    }
}
