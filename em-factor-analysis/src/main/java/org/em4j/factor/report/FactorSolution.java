package org.em4j.factor.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.core.Execution;
import org.em4j.core.distribution.Moments;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.Quantities;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.rotate.RotatedLoadings;
import org.em4j.factor.rotate.Rotation;

/**
 * A factor analysis as it is reported: the estimate, its loadings on the scale of correlations, rotated if asked for, and
 * how well it fits. That scale is the fitted model's own: each column in its standard deviation under the model, so that
 * communality and uniqueness add up to one wherever the fit ended, and whatever is missing.
 *
 * @param estimate the estimate
 * @param data moments that it is of
 * @param input what those were taken from
 * @param loadings on the scale of correlations, before any rotation {@code (d x q)}
 * @param rotated the same after it
 * @param statistics empty where the sample covariance is singular, and there is nothing to test against
 * @param adequacy empty there, and of more than {@value org.em4j.factor.start.PrincipalAxes#WIDE} columns
 * @param reliability empty there, and of one column
 */
public record FactorSolution(
        FactorEstimate estimate,
        Moments data,
        Input input,
        double[][] loadings,
        Optional<RotatedLoadings> rotated,
        Optional<FitStatistics> statistics,
        Optional<Adequacy> adequacy,
        Optional<Reliability> reliability) {
    /** What an analysis is given. */
    public enum Input {
        /** Rows. */
        DATA,
        /** A covariance matrix, taken as that of maximum likelihood (divisor n). */
        COVARIANCE,
        /** A correlation matrix. */
        CORRELATION
    }

    /** The solution of an estimate on the moments it was made from; rotated from seed 1. */
    public static FactorSolution of(FactorEstimate estimate, Moments data, Input input, Optional<Rotation> rotation) {
        try {
            return of(estimate, data, input, Optional.of(ReferenceModels.of(data)), rotation, new Execution());
        } catch (NotPositiveDefiniteException e) {
            return of(estimate, data, input, Optional.empty(), rotation, new Execution());
        }
    }

    /**
     * The solution of an estimate on the moments it was made from, tested against reference models, if there are any.
     *
     * @param execution from whose seed the starts of a rotation are drawn
     */
    public static FactorSolution of(
            FactorEstimate estimate,
            Moments data,
            Input input,
            Optional<ReferenceModels> saturated,
            Optional<Rotation> rotation,
            Execution execution) {
        double[][] loadings = standardised(estimate.theta());
        Optional<RotatedLoadings> rotated = rotation.map(r -> r.rotate(loadings, execution));
        FactorParameters theta = estimate.theta();
        Optional<ReferenceModels> narrow = saturated.filter(s -> !FactorAnalysisEstimator.isWide(theta.columns()));
        return new FactorSolution(
                estimate,
                data,
                input,
                loadings,
                rotated,
                statistics(estimate, saturated),
                narrow.map(Adequacy::of),
                narrow.filter(s -> theta.columns() > 1)
                        .map(s -> Reliability.of(
                                s.moments(),
                                uniquenesses(theta),
                                rotated.filter(FactorSolution::isOfEqualFactors)
                                        .orElseGet(() -> Rotation.OBLIMIN.rotate(loadings, execution)))));
    }

    /** Whether factors may correlate, and none is general already, or anybody's target. */
    private static boolean isOfEqualFactors(RotatedLoadings r) {
        return r.rotation().oblique() && !r.rotation().criterion().isNamed(0);
    }

    /** Loadings on the scale of correlations {@code (d x q)}. */
    static double[][] standardised(FactorParameters theta) {
        double[] sd = deviations(theta);
        double[][] loadings = theta.loadings();
        for (int j = 0; j < loadings.length; j++) {
            double one = sd[j];
            loadings[j] = Arrays.stream(loadings[j]).map(l -> l / one).toArray();
        }
        return loadings;
    }

    /** Standard deviations of the columns under the model {@code (d)}. */
    static double[] deviations(FactorParameters theta) {
        double[] sd = new double[theta.columns()];
        Arrays.setAll(sd, j -> Math.sqrt(theta.variance(j)));
        return sd;
    }

    private static Optional<FitStatistics> statistics(FactorEstimate estimate, Optional<ReferenceModels> saturated) {
        if (estimate.fit().trace().entries().isEmpty()) {
            return Optional.empty();
        }
        FactorParameters theta = estimate.theta();
        int df = Identification.degreesOfFreedom(theta.columns(), theta.factors());
        double logLikelihood = estimate.fit().trace().last().logLikelihood();
        return saturated.map(s -> FitStatistics.of(theta, logLikelihood, df, s));
    }

    /** The parameters, loadings not rotated, in the units of the data. */
    public FactorParameters theta() {
        return estimate.theta();
    }

    /** Number of factors, q. */
    public int factors() {
        return theta().factors();
    }

    /** The loadings to be read, on the scale of correlations {@code (d x q)}. */
    public double[][] pattern() {
        return rotated.map(RotatedLoadings::loadings).orElse(loadings);
    }

    /** The loadings to be read, in the units of the data {@code (d x q)}. */
    public double[][] patternInUnits() {
        double[] sd = deviations(theta());
        double[][] scaled = new double[sd.length][];
        Arrays.setAll(
                scaled, j -> Arrays.stream(pattern()[j]).map(l -> sd[j] * l).toArray());
        return scaled;
    }

    /** Uniquenesses as parts of the variances {@code (d)}, at most 1. */
    public double[] uniquenesses() {
        return uniquenesses(theta());
    }

    private static double[] uniquenesses(FactorParameters theta) {
        double[] sd = deviations(theta);
        double[] parts = new double[sd.length];
        Arrays.setAll(parts, j -> theta.uniqueness(j) / (sd[j] * sd[j]));
        return parts;
    }

    /** What the factors explain of each column, {@code Σ_a Λ_ja²} before rotation {@code (d)}. */
    public double[] communalities() {
        return Arrays.stream(loadings)
                .mapToDouble(row -> Arrays.stream(row).map(l -> l * l).sum())
                .toArray();
    }

    /** Variances that each factor explains, which add up to the communalities' sum {@code (q)}: {@code diag(Φ ΛᵀΛ)}. */
    public double[] explained() {
        double[][] pattern = pattern();
        double[] explained = new double[factors()];
        for (double[] row : pattern) {
            for (int a = 0; a < explained.length; a++) {
                for (int b = 0; b < explained.length; b++) {
                    explained[a] += row[a] * row[b] * correlation(a, b);
                }
            }
        }
        return explained;
    }

    private double correlation(int a, int b) {
        return rotated.map(r -> r.correlations()[a][b]).orElse(a == b ? 1.0 : 0.0);
    }

    /** Number of free parameters: loadings up to rotation, uniquenesses, and the mean where rows were given. */
    public int freeParameters() {
        int d = theta().columns();
        return Identification.freeParameters(d, factors()) + (input == Input.DATA ? d : 0);
    }

    /** Information criteria, at the estimate. */
    public InformationCriteria criteria() {
        return new InformationCriteria(
                freeParameters(), estimate.fit().trace().last().logLikelihood(), data.weight());
    }

    /** The factors' scores, as rotated. */
    public LinearScores scores(LinearScores.Method method) {
        LinearScores scores = LinearScores.of(theta(), method);
        return rotated.map(r -> scores.rotated(r.transformation())).orElse(scores);
    }

    /**
     * What standard errors are of. Not rotated: loadings and uniquenesses. Rotated: the loadings, in the units of the data and
     * on the scale of correlations, as the same rotation has them of parameters nearby; the factors' correlations after an
     * oblique one; uniquenesses, in the units of the data.
     */
    public Quantities<FactorParameters> quantities(List<String> columns) {
        Quantities<FactorParameters> plain = theta().quantities(columns);
        return rotated.map(r -> new RotatedQuantities(r, columns).addedTo(plain))
                .orElse(plain);
    }
}
