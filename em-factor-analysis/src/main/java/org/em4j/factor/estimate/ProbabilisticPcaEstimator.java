package org.em4j.factor.estimate;

import java.util.Optional;
import org.em4j.core.Execution;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estimate.Estimator;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Em;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.start.MeanImputedMoments;

/**
 * Maximum-likelihood probabilistic principal component analysis: the closed form, which of complete rows is the maximum
 * already, and EM from there.
 *
 * @param factors q
 * @param em settings of EM
 * @param start where EM starts, if not from the closed form
 */
public record ProbabilisticPcaEstimator(int factors, Em em, Optional<FactorParameters> start)
        implements Estimator<FactorSample, Fitted<ProbabilisticPca, FactorParameters>> {
    /** From the closed form, by EM's default settings. */
    public ProbabilisticPcaEstimator(int factors) {
        this(factors, new Em(), Optional.empty());
    }

    /** A copy with another number of factors. */
    public ProbabilisticPcaEstimator factors(int q) {
        return new ProbabilisticPcaEstimator(q, em, start);
    }

    /** A copy with other settings of EM. */
    public ProbabilisticPcaEstimator em(Em settings) {
        return new ProbabilisticPcaEstimator(factors, settings, start);
    }

    /** A copy that starts where the caller says, with as many factors. */
    public ProbabilisticPcaEstimator from(FactorParameters theta) {
        return new ProbabilisticPcaEstimator(theta.factors(), em, Optional.of(theta));
    }

    /**
     * Fits to a sample.
     *
     * @throws DegenerateException if nothing is left for the noise
     */
    @Override
    public Fitted<ProbabilisticPca, FactorParameters> fit(FactorSample sample, Execution execution) {
        Moments moments = sample.moments();
        ProbabilisticPca model = new ProbabilisticPca(moments.columns(), factors);
        return sample.fitted(
                model, em.fit(sample.map(model, execution), start.orElseGet(() -> model.solve(moments))), execution);
    }

    /** Fits to rows, which may have gaps: the closed form is of the rows with means in their place. */
    public Fitted<ProbabilisticPca, FactorParameters> fit(Rows rows, Execution execution) {
        return fit(FactorSample.of(rows, MeanImputedMoments.of(rows)), execution);
    }

    /** Fits to rows, on one thread. */
    public Fitted<ProbabilisticPca, FactorParameters> fit(Rows rows) {
        return fit(rows, new Execution());
    }
}
