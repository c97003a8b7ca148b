package org.em4j.core.model;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.Equation;
import org.em4j.core.estep.EStep;

/**
 * A latent-variable model {@code p(x, z; theta)}: all that EM needs to know, in five methods.
 *
 * <p>Write {@link #posterior} first: what is latent in an observation, given theta. Then ask which sums over the data the
 * log joint density needs: these are the statistics, which {@link #zero} makes and {@link #accumulate} adds to. Then
 * {@link #expectedLogJoint} says what they are for, and {@link #maximize} where it is highest. Threads, weights, mixtures,
 * restarts, audits and laws come from the rest of the library. Models and parameter values are immutable.
 *
 * <p>The other methods may stay as they are. Each tells the library one thing more, and what that is good for.
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

    /** Empty statistics, often {@link Sums} or {@link org.em4j.core.distribution.Moments Moments}; about an origin taken from theta where they need one. */
    S zero(P theta);

    /** {@code into += weight · E_q[T(x, z)]}, every term times the weight; x and q stay as they are. */
    void accumulate(X x, Q q, double weight, S into);

    /**
     * The M-step: {@code argmax over theta of expectedLogJoint(theta, s) + logPrior(theta)}. A model with a chart may leave
     * the search to {@code NumericMaximum.of(this, s, current)}, which climbs in its coordinates.
     *
     * @param current where an M-step without a closed form starts
     * @throws DegenerateException if there is no maximum, naming what collapsed
     */
    @Equation("3695fh")
    P maximize(S s, P current);

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

    /**
     * How far rounding may take a log density at theta from what it should be; the audit allows for it. Override this where a
     * log density inverts a matrix ({@link Roundoff#ofInverse}), is what is left of large terms that cancel
     * ({@link Roundoff#ofTerms}), or where theta has to lie in a family that it can only be rounded to
     * ({@link Roundoff#ofFamily}). The sign that it is needed: a fit of a right model ends {@code AuditFailed} on two figures
     * that agree to ten digits or so.
     */
    default Roundoff roundoff(P theta) {
        return Roundoff.NONE;
    }

    /**
     * Unconstrained coordinates around theta, if the model has some: for acceleration, standard errors, M-steps without a closed
     * form, and a closer look at the M-step's last answer.
     */
    default Optional<Chart<P>> chart(P theta) {
        return Optional.empty();
    }

    /**
     * The edges of the parameter space near theta or under it, always as many and in the same order. EM comes nearer to an edge
     * in every step and never gets there; a fit that has come to rest on its way to one is moved onto it, where the
     * objective is no lower.
     */
    default List<Edge<P>> edges(P theta) {
        return List.of();
    }

    /** Draws observations at theta, if the model can: for simulation and parametric bootstraps. */
    default Optional<Sampler<X>> sampler(P theta) {
        return Optional.empty();
    }

    /** Draws what is missing of observations at theta, if the model can: for multiple imputation. */
    default Optional<Imputer<X>> imputer(P theta) {
        return Optional.empty();
    }

    /**
     * The E-step for tiles of observations, where the model has a faster one than {@link #posterior} and {@link #accumulate},
     * observation by observation. For speed, never for meaning: a law ties it to those.
     */
    default Optional<EStep<X, S>> bind(P theta) {
        return Optional.empty();
    }
}
