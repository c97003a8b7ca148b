package org.em4j.validation.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.mixture.ClusteredStart;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.report.LinearScores;
import org.em4j.gmm.ClassificationEntropy;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.select.ComponentTests;
import org.em4j.gmm.select.MixtureSelection;

/** A weight of k is k copies of the row, and a weight of 0 is none, in every figure that is made of a fit. */
class WeightLaws {
    /** Fits end this near to their maximum, in standard errors; figures are smooth there, and derivatives differences. */
    private static final double NEAR = 1e-9;

    private static final double SAME = 1e-6;

    /** The same rows twice: with counts for weights, and each so many times. */
    private record Both(Rows weighted, Rows copied) {
        static Both of(double[][] x, long seed) {
            var random = Randomness.of(seed);
            double[] weights = IntStream.range(0, x.length)
                    .mapToDouble(i -> i == 0 ? 0 : random.nextInt(4))
                    .toArray();
            List<double[]> copies = new ArrayList<>();
            for (int i = 0; i < x.length; i++) {
                for (int copy = 0; copy < weights[i]; copy++) {
                    copies.add(x[i]);
                }
            }
            return new Both(Rows.of(x).weighted(weights), Rows.of(copies.toArray(double[][]::new)));
        }
    }

    /** Components so far apart that one maximum is the highest by much, from whichever start. */
    private static final GaussianMixture<FullNormal, Moments> APART = new GaussianMixture<>(
            CovarianceFamily.FULL,
            new MixtureParameters<>(
                    new double[] {0.4, 0.6},
                    List.of(
                            FullNormal.of(new double[] {0, 0}, new double[][] {{1, 0.3}, {0.3, 0.8}}),
                            FullNormal.of(new double[] {4, 1}, new double[][] {{0.7, -0.2}, {-0.2, 1}}))));

    private static Em em() {
        return new Em().until(StoppingRule.distance(NEAR)).maxIterations(5000);
    }

    private static void assertSame(double[] copied, double[] weighted) {
        assertEquals(copied.length, weighted.length);
        for (int k = 0; k < copied.length; k++) {
            assertEquals(copied[k], weighted[k], SAME * Math.max(1, Math.abs(copied[k])), "figure " + k);
        }
    }

    private static DoubleStream figures(StandardErrors errors) {
        return errors.estimates().stream()
                .flatMapToDouble(e -> DoubleStream.of(e.value(), e.standardError(), e.lower(), e.upper()));
    }

    @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
    void criteriaEntropyAndErrorsOfMixtures(@ForAll long seed) {
        Both both = Both.of(CoverageSettings.MIXTURE.sample(90, Randomness.of(seed)), seed);
        assertSame(ofMixture(both.copied()), ofMixture(both.weighted()));
    }

    /** BIC, AIC, ICL, entropy; observed and sandwich errors with their intervals. */
    private static double[] ofMixture(Rows rows) {
        var fitted = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 2)
                .from(CoverageSettings.MIXTURE)
                .em(em())
                .fit(rows);
        InformationCriteria criteria = fitted.criteria();
        ClassificationEntropy uncertainties = ClassificationEntropy.of(fitted.parameters(), rows);
        return DoubleStream.concat(
                        DoubleStream.of(
                                criteria.bic(), criteria.aic(), uncertainties.icl(criteria), uncertainties.entropy()),
                        DoubleStream.concat(figures(fitted.standardErrors()), figures(fitted.sandwich())))
                .toArray();
    }

    @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
    void testsIndicesCommunalitiesScoresAndErrorsOfFactorAnalyses(@ForAll long seed) {
        var random = Randomness.of(seed);
        double[][] x = new double[80][6];
        for (double[] row : x) {
            double f = random.nextGaussian();
            double g = random.nextGaussian();
            Arrays.setAll(row, j -> 3 + (j < 3 ? f : g) + 0.2 * f + 0.8 * random.nextGaussian());
        }
        Both both = Both.of(x, seed);
        assertSame(ofFactors(both.copied(), x), ofFactors(both.weighted(), x));
    }

    private static double[] ofFactors(Rows rows, double[][] x) {
        Moments moments = Moments.of(rows);
        var estimate = new FactorAnalysisEstimator(1).em(em()).fit(rows);
        FactorSolution solution = FactorSolution.of(estimate, moments, FactorSolution.Input.DATA, Optional.empty());
        FitStatistics test = solution.statistics().orElseThrow();
        Fitted<?, ?> fitted = estimate.fitted().report(solution.quantities(List.of("a", "b", "c", "d", "e", "f")));
        double[] interval = test.rmseaInterval();
        DoubleStream figures = DoubleStream.of(
                solution.criteria().bic(),
                solution.criteria().aic(),
                test.chiSquare(),
                test.bartlett(),
                test.pValue(test.chiSquare()),
                test.rmsea(),
                interval[0],
                interval[1],
                test.cfi(),
                test.tli(),
                test.srmr());
        DoubleStream scores = Arrays.stream(LinearScores.Method.values())
                .flatMapToDouble(method ->
                        Arrays.stream(solution.scores(method).of(Rows.of(x))).flatMapToDouble(Arrays::stream));
        return Stream.of(
                        figures,
                        Arrays.stream(solution.communalities()),
                        scores,
                        figures(fitted.standardErrors()),
                        figures(fitted.sandwich()))
                .flatMapToDouble(each -> each)
                .toArray();
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void startsOfMixturesOfAnalysers(@ForAll long seed) {
        Both both = Both.of(APART.sample(60, Randomness.of(seed)), seed);
        assertSame(startOfAnalysers(both.copied(), seed), startOfAnalysers(both.weighted(), seed));
    }

    private static double[] startOfAnalysers(Rows rows, long seed) {
        SharedFactors family = new SharedFactors(new FactorAnalysis(2, 1), Set.of());
        MixtureParameters<FactorParameters> start =
                ClusteredStart.of(family, 3, rows).start(Randomness.of(seed));
        return DoubleStream.concat(
                        Arrays.stream(start.weights()),
                        start.components().stream()
                                .flatMapToDouble(p -> DoubleStream.concat(
                                        Arrays.stream(p.mean()),
                                        Arrays.stream(p.covariance()).flatMapToDouble(Arrays::stream))))
                .toArray();
    }

    /** BIC of each family and size, from starts of all kinds. */
    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void selectionsOfMixtures(@ForAll long seed) {
        Both both = Both.of(APART.sample(60, Randomness.of(seed)), seed);
        assertSame(ofSelection(both.copied()), ofSelection(both.weighted()));
    }

    private static double[] ofSelection(Rows rows) {
        return MixtureSelection.select(
                        new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 1)
                                .restarts(new Restarts(4))
                                .em(em()),
                        rows,
                        List.of(1, 2),
                        List.of(CovarianceFamily.FULL, CovarianceFamily.SPHERICAL),
                        MixtureSelection.REACH,
                        () -> {},
                        new Execution())
                .candidates()
                .stream()
                .mapToDouble(MixtureSelection.Candidate::bic)
                .toArray();
    }

    /** The statistic on the data, and those on samples, which are as many rows as the weights count. */
    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void likelihoodRatiosOfComponents(@ForAll long seed) {
        Both both = Both.of(APART.sample(60, Randomness.of(seed)), seed);
        assertSame(ofRatios(both.copied()), ofRatios(both.weighted()));
    }

    private static double[] ofRatios(Rows rows) {
        return ComponentTests.run(CovarianceFamily.FULL, rows, em(), 1, 1, new Bootstrap(2), new Execution())
                .tests()
                .stream()
                .flatMapToDouble(test -> DoubleStream.concat(
                        DoubleStream.of(test.statistic()), test.drawn().stream().mapToDouble(d -> d)))
                .toArray();
    }

    /** Its samples are as many rows as the weights count, and rows of weight 0 are in none. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void bootstrapsDrawAsManyRowsAsWeightsCount(@ForAll long seed) {
        var random = Randomness.of(seed);
        double[] weights = IntStream.range(0, 20)
                .mapToDouble(i -> i % 5 == 0 ? 0 : random.nextInt(5))
                .toArray();
        double total = DoubleStream.of(weights).sum();
        double[] counts = Bootstrap.resampled(weights, random);
        assertEquals(total, DoubleStream.of(counts).sum());
        for (int i = 0; i < weights.length; i++) {
            assertEquals(0, weights[i] > 0 ? 0 : counts[i], "row " + i);
        }
    }
}
