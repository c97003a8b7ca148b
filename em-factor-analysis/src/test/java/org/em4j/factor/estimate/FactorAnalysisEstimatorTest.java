package org.em4j.factor.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Merge;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.MomentMap;
import org.em4j.factor.start.PrincipalAxes;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

class FactorAnalysisEstimatorTest {
    private static final Path DATA = Path.of("..", "data");
    private static final List<String> TESTS = List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");
    private static final Rows ROWS =
            Table.read(DATA.resolve("holzinger_swineford.csv"), TESTS).rows();
    private static final Rows IRIS = Table.read(DATA.resolve("iris.csv")).rows();

    private static Moments correlations(String file, int n) {
        double[][] matrix = Table.read(DATA.resolve(file)).rows().toArray();
        return Moments.of(n, new double[matrix.length], matrix);
    }

    @SuppressWarnings("unchecked") // a fit of factor parameters
    private static Fit.Degenerate<FactorParameters> degenerate(FactorEstimate estimate) {
        return (Fit.Degenerate<FactorParameters>)
                assertInstanceOf(Fit.Degenerate.class, estimate.fit(), estimate.fit()::describe);
    }

    @Test
    void aUniquenessOnItsWayToZeroIsAHeywoodCaseWithItsColumnAndSupremum() {
        Fit.Degenerate<FactorParameters> fit = degenerate(new FactorAnalysisEstimator(1).fit(IRIS));
        assertEquals(List.of(2), fit.degeneracy().columns());
        // the supremum in closed form, log N(x3) + Σ log N(xi | x3): -422.37763546
        assertTrue(fit.describe().contains("a Heywood case: the likelihood rises towards -422.3776"), fit::describe);
    }

    @Test
    void aBoundHoldsTheColumnAndNamesIt() {
        FactorEstimate estimate =
                new FactorAnalysisEstimator(1).heywood(new Heywood.Bound(0.005)).fit(IRIS);
        assertInstanceOf(Fit.Converged.class, estimate.fit());
        assertEquals(List.of(2), estimate.improper());
        double variance = Moments.of(IRIS).covariance()[2 * 4 + 2];
        assertEquals(0.005 * variance, estimate.theta().uniquenesses()[2], 1e-12);
        assertEquals(-423.7906046280323, estimate.fit().trace().last().logLikelihood(), 1e-8);
    }

    @Test
    void aPriorKeepsTheColumnProperAndTheObjectiveNeverFalls() {
        FactorEstimate estimate =
                new FactorAnalysisEstimator(1).heywood(new Heywood.Prior(1)).fit(IRIS);
        assertInstanceOf(Fit.Converged.class, estimate.fit(), estimate.fit()::describe);
        assertEquals(List.of(), estimate.improper());
        assertTrue(estimate.theta().uniquenesses()[2] > 0.01);
    }

    @Test
    void emAloneCreepsTowardsWhatNewtonFinds() {
        Em slow = new Em().until(StoppingRule.never()).maxIterations(20_000);
        Moments moments = Moments.of(ROWS);
        Fit<FactorParameters> em =
                slow.fit(new MomentMap(new FactorAnalysis(9, 3), moments), PrincipalAxes.start(moments, 3));
        FactorEstimate estimate = new FactorAnalysisEstimator(3).fit(moments);
        assertArrayEquals(em.theta().uniquenesses(), estimate.theta().uniquenesses(), 1e-9);
    }

    @Test
    void differentMaximaAreCounted() {
        FactorEstimate estimate = new FactorAnalysisEstimator(5)
                .heywood(new Heywood.Bound(1e-8))
                .fit(correlations("harman74_cor.csv", 145));
        assertTrue(estimate.maxima().size() > 1, () -> "" + estimate.maxima());
        assertEquals(estimate.maxima().get(0), estimate.fit().trace().last().logLikelihood(), 1e-7);
        // factanal's highest three, from 60 starts; lower ones are left to more starts
        double[] others = {-4211.4840, -4216.3587, -4218.6832};
        for (double other : others) {
            assertTrue(
                    estimate.maxima().stream().anyMatch(m -> Math.abs(m - other) < 2e-4), () -> "" + estimate.maxima());
        }
        FactorEstimate four = new FactorAnalysisEstimator(4).fit(correlations("harman74_cor.csv", 145));
        assertEquals(-4232.7792, four.maxima().get(0), 1e-4);
    }

    @Test
    void moreFactorsThanColumnsCanTellAreNotIdentified() {
        Fit.Degenerate<FactorParameters> fit = degenerate(new FactorAnalysisEstimator(2).fit(IRIS));
        assertTrue(fit.describe().contains("2 factors on 4 columns leave -1 degrees of freedom"), fit::describe);
    }

    /** A second factor of two columns alone: only the product of its loadings is determined. */
    @Test
    void aFactorOfTwoColumnsIsNotIdentified() {
        double[][] loadings = {{0.8, 0}, {0.7, 0}, {0.6, 0}, {0.5, 0}, {0, 0.7}, {0, 0.6}};
        double[][] covariance = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                covariance[i][j] = i == j ? 1 : loadings[i][0] * loadings[j][0] + loadings[i][1] * loadings[j][1];
            }
        }
        Fit.Degenerate<FactorParameters> fit =
                degenerate(new FactorAnalysisEstimator(2).fit(Moments.of(200, new double[6], covariance)));
        assertTrue(fit.describe().contains("not identified"), fit::describe);
        assertTrue(fit.degeneracy().columns().get(0) >= 4, fit::describe);
    }

    @Test
    void threeColumnsOfWhichEachFollowsFromTheOthersAreNamed() {
        double[][] x = ROWS.toArray();
        for (double[] row : x) {
            row[6] = row[1] - 2 * row[4];
        }
        DegenerateException e =
                assertThrows(DegenerateException.class, () -> new FactorAnalysisEstimator(2).fit(Rows.of(x)));
        assertTrue(e.getMessage().startsWith("columns 2, 5 and 7 are collinear"), e.getMessage());
    }

    @Test
    void fewerRowsThanColumnsAreEnough() {
        RandomGenerator random = Randomness.of(5);
        double[][] x = new double[12][20];
        for (double[] row : x) {
            double z = random.nextGaussian();
            Arrays.setAll(row, j -> z + random.nextGaussian());
        }
        FactorEstimate estimate =
                new FactorAnalysisEstimator(1).heywood(new Heywood.Bound(0.005)).fit(Rows.of(x));
        assertInstanceOf(Fit.Converged.class, estimate.fit(), estimate.fit()::describe);
    }

    @Test
    void wideDataComeToWhereEmComes() {
        RandomGenerator random = Randomness.of(2);
        int d = PrincipalAxes.WIDE + 10;
        double[] loadings = random.doubles(d, 0.3, 0.9).toArray();
        double[][] x = new double[300][d];
        for (double[] row : x) {
            double z = random.nextGaussian();
            Arrays.setAll(row, j -> loadings[j] * z + random.nextGaussian());
        }
        Moments moments = Moments.of(Rows.of(x));
        Em em = new Em().until(StoppingRule.distance(1e-8));
        Fit<FactorParameters> ecme =
                new FactorAnalysisEstimator(1).em(em).fit(moments).fit();
        Fit<FactorParameters> slow = em.fit(new MomentMap(new FactorAnalysis(d, 1), moments), ecme.theta());
        assertInstanceOf(Fit.Converged.class, ecme, ecme::describe);
        assertEquals(slow.trace().last().logLikelihood(), ecme.trace().last().logLikelihood(), 1e-6);
        assertTrue(ecme.trace().iterations() < 40, ecme::describe);
    }

    /** EM has converged; what it came to is kept, and not called a maximum. */
    @Test
    void anInterruptOfTheSearchKeepsWhatEmCameTo() {
        Moments moments = Moments.of(ROWS);
        AtomicInteger last = new AtomicInteger();
        Em em = new Em();
        new FactorAnalysisEstimator(3)
                .em(em.listener(entry -> last.set(entry.iteration())))
                .fit(moments);
        FactorEstimate estimate = new FactorAnalysisEstimator(3)
                .em(em.listener(entry -> {
                    if (entry.iteration() == last.get()) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .fit(moments);
        assertTrue(Thread.interrupted(), "the interrupt stays set");
        assertInstanceOf(Fit.Cancelled.class, estimate.fit());
        assertEquals(last.get(), estimate.fit().trace().iterations());
    }

    /** What makes a pass cost the same for a thousand rows and a million. */
    @Test
    void passesOverMomentsReadRowsForTheAuditAlone() {
        AtomicInteger readings = new AtomicInteger();
        Observations<double[]> counted = new Observations<>() {
            @Override
            public <A> A fold(BlockMap<double[], A> map, Merge<A> merge) {
                readings.incrementAndGet();
                return ROWS.fold(map, merge);
            }

            @Override
            public long count() {
                return ROWS.count();
            }

            @Override
            public Observations<double[]> weighted(double[] weights) {
                return ROWS.weighted(weights);
            }
        };
        Moments moments = Moments.of(counted);
        int before = readings.get();
        Fit<FactorParameters> fit = new FactorAnalysisEstimator(3)
                .fit(new FactorSample(moments, Optional.of(counted), false))
                .fit();
        assertTrue(fit.trace().iterations() > 10);
        assertEquals(before + 2, readings.get(), "where EM starts, and where Newton's method has ended");
    }
}
