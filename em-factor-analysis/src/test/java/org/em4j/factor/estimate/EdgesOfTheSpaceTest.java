package org.em4j.factor.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.em4j.core.Execution;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.mixture.ClusteredStart;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.rotate.RotationCriterion;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.MeanImputedMoments;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Public reports: sets of rows on which fits of factor analysis ended under a wrong name. */
class EdgesOfTheSpaceTest {
    private static final Path DATA = Path.of("..", "data");

    private static Rows rows(String name) {
        Path file = Path.of("src", "test", "resources", "org", "em4j", "factor", name + ".csv");
        return Table.read(file, Columns.all().missing(Missing.LATENT)).rows();
    }

    private static FactorEstimate estimate(String name, int factors) {
        Rows rows = rows(name);
        return rows.gaps() == 0
                ? new FactorAnalysisEstimator(factors).fit(rows)
                : new FactorAnalysisEstimator(factors).fit(FactorSample.of(rows, MeanImputedMoments.of(rows)));
    }

    /** Suprema by R's factanal, lower 1e-8, 40 starts; with gaps by an own likelihood under L-BFGS-B. */
    @ParameterizedTest
    @CsvSource({
        "heywood-called-not-identified, 1, 3, -702.54008",
        "heywood-reported-converged-d9, 4, 2, -3443.17730",
        "units-change-diagnosis, 2, 3, -80.2031",
        "fiml-fa-heywood-unsaid, 2, 3, -829.35216"
    })
    void whatHasNoMaximumIsAHeywoodCase(String name, int factors, int column, double supremum) {
        FactorEstimate estimate = estimate(name, factors);
        assertInstanceOf(
                Fit.Degenerate.class, estimate.fit(), () -> estimate.fit().describe());
        assertEquals(List.of(column), estimate.improper());
        assertEquals(supremum, estimate.maxima().get(0), 1e-4);
        assertTrue(estimate.fit().describe().contains("a Heywood case"), estimate.fit()::describe);
        double last = estimate.fit().trace().last().logLikelihood();
        assertEquals(supremum, last, 1e-4, "the parameters stand next to the edge");
    }

    @Test
    void theOtherUniquenessesAreThoseAtTheSupremum() {
        FactorEstimate estimate = estimate("heywood-called-not-identified", 1);
        double[] parts = Correlations.of(Moments.of(rows("heywood-called-not-identified")))
                .uniquenesses(estimate.theta());
        double[] expected = {0.73307, 0.91592, 0.96749, 0};
        for (int j = 0; j < 4; j++) {
            assertEquals(expected[j], parts[j], 1e-5);
        }
    }

    /**
     * Of every fifth iris and one row far away the factor is that row's; what it leaves is the same wherever that row is, and has
     * column 4 for a factor of its own. Suprema by singular values and R's optim, 30 starts.
     */
    @ParameterizedTest
    @CsvSource({
        "1e1, -171.408154",
        "1e2, -243.248447",
        "1e3, -315.234858",
        "1e4, -386.680831",
        "1e5, -458.067601",
        "1e6, -529.448402"
    })
    void aRowFarAwayHidesNoMaximum(double far, double supremum) {
        double[][] iris = Table.read(DATA.resolve("iris.csv")).rows().toArray();
        double[][] x = new double[31][];
        Arrays.setAll(x, i -> i < 30 ? iris[5 * i] : new double[] {far, far, far, far});
        FactorEstimate estimate = new FactorAnalysisEstimator(1).fit(Rows.of(x));
        assertEquals(List.of(3), estimate.improper(), estimate.fit()::describe);
        assertEquals(supremum, estimate.maxima().get(0), 1e-6);
        String towards = String.format(Locale.ROOT, "rises towards %.4f", supremum);
        assertTrue(estimate.fit().describe().contains(towards), estimate.fit()::describe);
    }

    /** More factors than there is to explain: one column of the loadings is zero, or follows from another. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5})
    void rotationsOfLoadingsThatDependAreNoErrors(double other) {
        double[][] loadings = new double[5][];
        Arrays.setAll(loadings, j -> new double[] {0.8 - 0.1 * j, other * (0.8 - 0.1 * j)});
        for (Rotation rotation : Rotation.all()) {
            if (rotation.criterion() instanceof RotationCriterion.Bifactor) {
                continue; // of three factors or more
            }
            double[][] rotated = rotation.rotate(loadings).loadings();
            assertTrue(
                    Arrays.stream(rotated).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite), rotation::name);
        }
    }

    @Test
    void communalitiesAreNeverAboveOne() {
        Rows rows = rows("fiml-communality-above-one");
        Moments moments = MeanImputedMoments.of(rows);
        FactorEstimate estimate = new FactorAnalysisEstimator(1).fit(FactorSample.of(rows, moments));
        FactorSolution solution = FactorSolution.of(
                estimate, moments, FactorSolution.Input.DATA, Optional.empty(), Optional.empty(), new Execution());
        for (int j = 0; j < rows.columns(); j++) {
            assertEquals(1, solution.communalities()[j] + solution.uniquenesses()[j], 1e-12);
        }
    }

    /** The closed form, by eigenvalues of another program. */
    @ParameterizedTest
    @CsvSource({"1, -1530.508996, 18.136832", "2, -1288.770673, 0.515028"})
    void aColumnThatVariesMuchIsNoReasonToRefuse(int factors, double logLikelihood, double noise) {
        Fit<FactorParameters> fit = new ProbabilisticPcaEstimator(factors)
                .fit(rows("ppca-mixed-units-refused"))
                .fit();
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(logLikelihood, fit.trace().last().logLikelihood(), 1e-6);
        assertEquals(noise, ProbabilisticPca.noiseVariance(fit.theta()), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"holzinger_swineford, 3, 0.35", "iris, 1, 0.1", "iris, 1, 0.2", "wine, 3, 0.15"})
    void aBoundAboveTheStartIsNoFaultOfTheModel(String data, int factors, double least) {
        Rows rows = data.startsWith("holz")
                ? Table.read(DATA.resolve(data + ".csv"), List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"))
                        .rows()
                : Table.read(DATA.resolve(data + ".csv")).rows();
        for (Em em : List.of(new Em(), new Em().accelerate(new Anderson()))) {
            FactorEstimate estimate = new FactorAnalysisEstimator(factors)
                    .heywood(new Heywood.Bound(least))
                    .em(em)
                    .fit(rows);
            assertInstanceOf(Fit.Converged.class, estimate.fit(), estimate.fit()::describe);
            double[] parts = Correlations.of(Moments.of(rows)).uniquenesses(estimate.theta());
            assertEquals(least, Arrays.stream(parts).min().orElseThrow(), 1e-14);
        }
    }

    @Test
    void acceleratedMixturesStayAboveTheirBound() {
        Rows rows = Table.read(DATA.resolve("iris.csv")).rows();
        SharedFactors family = new SharedFactors(
                Restrained.of(new FactorAnalysis(4, 1), new Heywood.Bound(0.05), Moments.of(rows)), java.util.Set.of());
        Optima<MixtureParameters<FactorParameters>> found = new Restarts(5)
                .search(
                        ClusteredStart.of(family, 2, rows),
                        new Em().accelerate(new Anderson()),
                        (em, start) -> em.fit(family.mixture(2), rows, start),
                        new Execution(1, 3));
        assertEquals(0, found.failed());
        assertInstanceOf(Fit.Converged.class, found.best(), found.best()::describe);
    }
}
