package org.em4j.core.model;

import java.io.Serializable;
import java.util.function.Function;
import org.em4j.core.equation.Equation;

/**
 * A latent-variable model {@code p(x, z; theta)}: all that EM needs to know.
 *
 * <p>A model is three ideas: parameters {@code P}, a posterior {@code Q} with statistics {@code S}, and the pair of
 * steps. Threads, weights, mixtures, restarts, audits and laws come from the rest of the library. Models are immutable
 * and have no parameters of their own; a parameter value is immutable too.
 *
 * @param <X> an observation
 * @param <P> the parameters, theta
 * @param <Q> the posterior of one observation's latent variable
 * @param <S> the expected sufficient statistics
 */
public interface LatentModel<X, P, Q extends Posterior, S extends Statistics<S>> extends Serializable {
    /**
     * The E-step. Binds theta once (factorises what needs it) and returns {@code x -> Q}; the function may be used by
     * one thread at a time.
     *
     * @throws DegenerateException if theta admits no density
     */
    @Equation("3695dv")
    Function<X, Q> posterior(P theta);

    /** Empty statistics, about an origin taken from theta where they need one. */
    S zero(P theta);

    /** {@code into += weight · E_q[T(x, z)]}. */
    void accumulate(X x, Q q, double weight, S into);

    /**
     * The M-step: {@code argmax over theta of expectedLogJoint(theta, s) + logPrior(theta)}.
     *
     * @param current where an M-step without a closed form starts
     * @throws DegenerateException if there is no maximum, naming what collapsed
     */
    @Equation("3695fh")
    P maximize(S s, P current);

    /** {@code Σ_i w_i E_{Q_i}[log p(x_i, z_i; theta)]}, in nats, constants included: linear in s. */
    @Equation("3695fi")
    double expectedLogJoint(P theta, S s);

    /** Log prior density of theta, in nats. A ridge is a prior; a penalty that is not here is a bug. */
    default double logPrior(P theta) {
        return 0;
    }

    /**
     * By how much theta's factorisations amplify a relative rounding error: the condition number (free of units) of
     * what the density inverts, 1 where it inverts nothing. The audit's error bound grows with it.
     */
    default double conditionNumber(P theta) {
        return 1;
    }

    /** The E-step for tiles of observations. Override for speed, never for meaning: a law ties it to the methods above. */
    default Bound<X, S> bind(P theta) {
        return new ReferenceLoop<>(this, theta);
    }
}
