package org.em4j.core.estimate;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.em4j.core.Execution;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.inference.Quantities;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.model.MissingCapabilityException;

/**
 * A model as it was fitted to data, however the fit ended: what scores, standard errors, criteria, selections, pages and
 * files are made from, and from nothing else.
 *
 * @param <M> the model
 * @param <P> its parameters, as they are reported
 * @param model what was fitted, with its prior, bounds, noise, labels, and what was held
 * @param fit how it ended, with the parameters that it reached
 * @param optima what a search found; empty where the fit was the only one
 * @param freeParameters number of parameters that were fitted; empty of a model without a chart to count them in
 * @param weight of all observations
 * @param quantities what is reported of the parameters
 * @param problem puts the model to its data, when that is asked for
 */
public record Fitted<M, P>(
        M model,
        Fit<P> fit,
        Optional<Optima<P>> optima,
        OptionalInt freeParameters,
        double weight,
        Quantities<P> quantities,
        Supplier<EstimationProblem<?, ?, ?, ?, P>> problem) {
    /** The parameters reached; of a fit that failed, the last good ones. */
    public P parameters() {
        return fit.theta();
    }

    /** What the model was fitted to. */
    public Fingerprint data() {
        return problem.get().fingerprint().get();
    }

    /** A copy that reports other quantities, such as those with the names of columns. */
    public Fitted<M, P> report(Quantities<P> others) {
        return new Fitted<>(model, fit, optima, freeParameters, weight, others, problem);
    }

    /** A copy whose criteria count another weight: of the parts of observations, such as the steps of sequences, if these are what n is of. */
    public Fitted<M, P> counting(double parts) {
        return new Fitted<>(model, fit, optima, freeParameters, parts, quantities, problem);
    }

    /** A copy whose fit has its parameters in another order, or in another gauge: with the same density. */
    public Fitted<M, P> reorder(Function<P, P> order) {
        return new Fitted<>(
                model, fit.map(order), optima.map(o -> o.map(order)), freeParameters, weight, quantities, problem);
    }

    /** A copy that says what a search had found before it. */
    public Fitted<M, P> among(Optima<P> found) {
        return new Fitted<>(model, fit, Optional.of(found), freeParameters, weight, quantities, problem);
    }

    /**
     * Information criteria of a fit that has begun.
     *
     * @throws MissingCapabilityException if there is no number of free parameters
     */
    public InformationCriteria criteria() {
        int free = freeParameters.orElseThrow(
                () -> new MissingCapabilityException(model, "chart", "free parameters are counted in"));
        return new InformationCriteria(free, fit.trace().last().logLikelihood(), weight);
    }

    /**
     * Log density of each observation {@code (n)}, in nats.
     *
     * @throws NoInformationException if there are no observations
     */
    public double[] scores() {
        return problem.get().scores(parameters());
    }

    /**
     * Standard errors from the observed information: {@link StandardErrors#of}.
     *
     * @throws NoInformationException if that is not positive definite
     */
    public StandardErrors standardErrors() {
        return problem.get().information(parameters(), quantities);
    }

    /**
     * Standard errors from the information and the observations' scores: {@link StandardErrors#sandwich}.
     *
     * @throws NoInformationException if there are no observations, or no information
     */
    public StandardErrors sandwich() {
        return problem.get().sandwich(parameters(), quantities);
    }

    /** Standard errors from the information, with intervals by profile likelihood: {@link StandardErrors#profile}. */
    public StandardErrors profile() {
        return problem.get().profile(parameters(), quantities);
    }

    /**
     * Standard errors from fits to observations drawn from these with replacement, with their labels.
     *
     * @param em settings of these fits, which start where this one ended
     * @throws NoInformationException if there are no observations, or if more than half of the fits fail
     */
    public StandardErrors bootstrap(Bootstrap bootstrap, Em em, Execution execution) {
        return problem.get().bootstrap(parameters(), quantities, bootstrap, em, execution);
    }

    /**
     * Standard errors from fits to as many observations drawn from the model, each with the gaps of one that is drawn from the
     * data, and a label where that has one.
     *
     * @param em settings of these fits, which start where this one ended
     * @throws NoInformationException if more than half of the fits fail
     */
    public StandardErrors parametricBootstrap(Bootstrap bootstrap, Em em, Execution execution) {
        return problem.get().parametricBootstrap(parameters(), quantities, bootstrap, em, execution);
    }
}
