package org.em4j.factor.structural.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.Parameter;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Specification.Means;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.model.Term.Kind;

/**
 * The test of fit for rows that are not normal: chi-square over a factor that brings its mean to the degrees of freedom
 * (Yuan and Bentler 2000, as Mplus and lavaan's MLR have it).
 *
 * @param statistic the scaled chi-square
 * @param degreesOfFreedom of it
 * @param factor that chi-square is divided by
 */
public record ScaledTest(double statistic, int degreesOfFreedom, double factor) {
    /** Of a fit to rows whose chi-square is known; nothing without degrees of freedom. */
    static Optional<ScaledTest> of(StructuralFit fit, double chiSquare) {
        int df = fit.identified().degreesOfFreedom();
        if (df <= 0 || fit.sample().rows().isEmpty()) {
            return Optional.empty();
        }
        try {
            List<ReferenceModels> saturated = fit.sample().saturated();
            double factor =
                    (trace(any(fit), fit.sample(), theta(saturated)) - trace(fit.model(), fit.sample(), fit.theta()))
                            / df;
            return Optional.of(new ScaledTest(chiSquare / factor, df, factor));
        } catch (NotPositiveDefiniteException e) {
            return Optional.empty();
        }
    }

    /** {@code tr(A⁻¹B)}: as many as there are parameters, were rows normal and the model true. */
    private static double trace(StructuralModel model, Sample sample, double[] theta) {
        return Inference.inverse(Inference.observed(model, sample, theta))
                .multiply(Inference.squares(model, sample, theta))
                .getTrace();
    }

    /** The model of any mean and covariance in each group. */
    private static StructuralModel any(StructuralFit fit) {
        Specification s = fit.model().specification();
        List<Term> terms = new ArrayList<>();
        for (int g = 0; g < s.groups().size(); g++) {
            for (int i = 0; i < s.columns().size(); i++) {
                terms.add(new Term(Kind.INTERCEPT, g, i, i, terms.size(), 0));
                for (int j = 0; j <= i; j++) {
                    terms.add(new Term(Kind.COVARIANCE, g, i, j, terms.size(), 0));
                }
            }
        }
        List<Parameter> parameters = terms.stream()
                .map(t -> Parameter.named("moment " + t.parameter()))
                .toList();
        return new StructuralModel(new Specification(
                s.columns(),
                List.of(),
                s.groups(),
                terms,
                parameters,
                Means.MODELLED,
                new Heywood.Report(),
                s.variances()));
    }

    private static double[] theta(List<ReferenceModels> saturated) {
        List<Double> theta = new ArrayList<>();
        for (ReferenceModels any : saturated) {
            Moments moments = any.moments();
            double[] mean = moments.mean();
            double[] covariance = moments.covariance();
            for (int i = 0; i < mean.length; i++) {
                theta.add(mean[i]);
                for (int j = 0; j <= i; j++) {
                    theta.add(covariance[i * mean.length + j]);
                }
            }
        }
        return theta.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Probability of a statistic as large, were the model true. */
    public double pValue() {
        return ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
    }

    /** A line of text. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "\nscaled chi-square %.4f on %d degrees of freedom, p = %.4g (scaling factor %.4f)\n",
                statistic,
                degreesOfFreedom,
                pValue(),
                factor);
    }
}
