package org.em4j.factor.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.data.RowObservations;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estimate.Estimator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estep.LocalMaximum;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.MomentMap;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.PrincipalAxes;

/**
 * Maximum-likelihood factor analysis: EM from the principal axes; where that converges, Newton's method on the profile
 * likelihood to the last digit, and again from random starts, to see whether there are other maxima; and the end called
 * by its name: a maximum, one at a bound, a Heywood case, or not identified. Beyond {@link PrincipalAxes#WIDE} columns it is ECME
 * alone, and uniquenesses that are nearly zero are named without a verdict.
 *
 * @param factors q
 * @param heywood what is done about uniquenesses that fall to zero
 * @param restarts number of starts: EM's and random ones; with these, columns start as factors: of few columns each,
 *     alone and in pairs
 * @param em settings of EM
 * @param start where EM starts, if not from the principal axes
 */
public record FactorAnalysisEstimator(
        int factors, Heywood heywood, Restarts restarts, Em em, Optional<FactorParameters> start)
        implements Estimator<FactorSample, FactorEstimate> {
    /** What counts as improper where EM is alone, and nothing decides. */
    private static final double NEARLY_ZERO = 0.005;

    /** Rounding in a uniqueness that is at its bound. */
    private static final double AT_BOUND = 1e-12;

    /** Whether so many columns have one start: their maxima are not searched for. */
    public static boolean isWide(int columns) {
        return columns > PrincipalAxes.WIDE;
    }

    /** Ten starts, uniquenesses left to the likelihood, EM's default settings. */
    public FactorAnalysisEstimator(int factors) {
        this(factors, new Heywood.Report(), new Restarts(10), new Em(), Optional.empty());
    }

    /** A copy with another number of factors. */
    public FactorAnalysisEstimator factors(int q) {
        return new FactorAnalysisEstimator(q, heywood, restarts, em, start);
    }

    /** A copy with another policy for uniquenesses that fall to zero. */
    public FactorAnalysisEstimator heywood(Heywood policy) {
        return new FactorAnalysisEstimator(factors, policy, restarts, em, start);
    }

    /** A copy with another number of starts. */
    public FactorAnalysisEstimator restarts(Restarts other) {
        return new FactorAnalysisEstimator(factors, heywood, other, em, start);
    }

    /** A copy with other settings of EM. */
    public FactorAnalysisEstimator em(Em settings) {
        return new FactorAnalysisEstimator(factors, heywood, restarts, settings, start);
    }

    /** A copy that starts where the caller says. */
    public FactorAnalysisEstimator from(FactorParameters theta) {
        return new FactorAnalysisEstimator(factors, heywood, restarts, em, Optional.of(theta));
    }

    /**
     * Estimates from rows or moments; of rows with gaps, by full-information maximum likelihood.
     *
     * @throws DegenerateException if columns do not vary, or a few are collinear
     */
    @Override
    public FactorEstimate fit(FactorSample sample, Execution execution) {
        LinearFactorModel model = model(sample.moments());
        if (isWide(sample.moments().columns())) {
            return wide(model, sample, execution);
        }
        Correlations correlations = Correlations.of(sample.moments());
        return sample.hasGaps()
                ? incomplete(model, correlations, sample, execution)
                : complete(model, correlations, sample, execution);
    }

    /** Estimates from rows. */
    public FactorEstimate fit(RowObservations rows, Execution execution) {
        return fit(FactorSample.of(rows, execution), execution);
    }

    /** Estimates from rows, on one thread, from seed 1. */
    public FactorEstimate fit(RowObservations rows) {
        return fit(rows, new Execution());
    }

    /** Estimates from moments alone, such as those of a covariance or a correlation matrix, from seed 1. */
    public FactorEstimate fit(Moments moments) {
        return fit(FactorSample.of(moments));
    }

    private FactorEstimate complete(
            LinearFactorModel model, Correlations correlations, FactorSample sample, Execution execution) {
        EmProblem<FactorParameters> map = sample.map(model, execution);
        boolean kept = map instanceof MomentMap; // or moments have lost what rows tell
        double[][] root = kept
                ? correlations.root()
                : StreamingQr.ofCorrelations(sample.rows().orElseThrow().on(execution), correlations);
        return new FactorSearch(
                        this,
                        model,
                        sample,
                        execution,
                        correlations,
                        map,
                        profile(correlations, root),
                        "Newton's method on the profile likelihood",
                        Optional.empty())
                .from(start(model, sample.moments()));
    }

    /** The climb of complete data. */
    private Function<FactorParameters, LocalMaximum> profile(Correlations correlations, double[][] root) {
        double share = heywood instanceof Heywood.Prior prior ? prior.rows() / correlations.n() : 0;
        double[] least = new double[correlations.columns()];
        Arrays.fill(least, share > 0 ? LocalMaximum.NEXT_TO_ZERO : heywood.least());
        ProfileSearch search = ProfileSearch.of(correlations, root, factors, share, least);
        return theta -> search.summit(theta, correlations);
    }

    private FactorEstimate incomplete(
            LinearFactorModel model, Correlations correlations, FactorSample sample, Execution execution) {
        double prior = heywood instanceof Heywood.Prior p ? p.rows() : 0;
        ObservedLikelihood likelihood =
                ObservedLikelihood.of(sample.rows().orElseThrow().on(execution), correlations, factors, prior);
        return new FactorSearch(
                        this,
                        model,
                        sample,
                        execution,
                        correlations,
                        sample.map(model, execution),
                        new ObservedSearch(likelihood, heywood.least())::from,
                        "a quasi-Newton method on the likelihood of what is observed",
                        Optional.of(profile(correlations, correlations.root())))
                .from(start(model, sample.moments()));
    }

    /** EM alone; of moments it takes longer steps. */
    private FactorEstimate wide(LinearFactorModel model, FactorSample sample, Execution execution) {
        Moments moments = sample.moments();
        EmProblem<FactorParameters> map = sample.hasGaps()
                ? sample.map(model, execution)
                : new EcmeMap(new MomentMap(model, moments, sample.rows().map(rows -> rows.on(execution))));
        Correlations correlations = Correlations.of(moments);
        Fit<FactorParameters> fit = em.fit(map, start(model, moments));
        double[] parts = correlations.uniquenesses(fit.theta());
        double low = Math.max(NEARLY_ZERO, heywood.least() * (1 + AT_BOUND));
        List<Integer> improper = IntStream.range(0, parts.length)
                .filter(j -> parts[j] < low)
                .boxed()
                .toList();
        return new FactorEstimate(sample.fitted(model, fit, execution), 1, List.of(), improper);
    }

    private LinearFactorModel model(Moments moments) {
        return Restrained.of(new FactorAnalysis(moments.columns(), factors), heywood, moments);
    }

    private FactorParameters start(LinearFactorModel model, Moments moments) {
        return start.map(model::within).orElseGet(() -> model.start(moments));
    }
}
