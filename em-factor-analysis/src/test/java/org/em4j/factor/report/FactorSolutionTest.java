package org.em4j.factor.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.search.Restarts;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.FactorSample;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.start.MeanImputedMoments;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

class FactorSolutionTest {
    /** Rounding of a quotient and a sum of a few squares. */
    private static final double ROUNDING = 1e-12;

    private static FactorSolution solution(Moments moments, FactorEstimate estimate) {
        return FactorSolution.of(
                estimate,
                moments,
                FactorSolution.Input.DATA,
                Optional.<ReferenceModels>empty(),
                Optional.empty(),
                new Execution());
    }

    private static void assertPartsOfOne(FactorSolution solution) {
        double[] communalities = solution.communalities();
        double[] uniquenesses = solution.uniquenesses();
        for (int j = 0; j < communalities.length; j++) {
            assertEquals(1, communalities[j] + uniquenesses[j], ROUNDING, "column " + (j + 1));
        }
        double explained = Arrays.stream(solution.explained()).sum();
        assertEquals(Arrays.stream(communalities).sum(), explained, ROUNDING * communalities.length);
    }

    /** Wherever a fit ends: at a maximum or before it, at a bound, under a prior, with much missing. */
    @Property(tries = 40, seed = "18")
    void communalityAndUniquenessAreTheWholeOfEachColumn(
            @ForAll long seed,
            @ForAll @IntRange(min = 4, max = 7) int d,
            @ForAll @DoubleRange(min = 0, max = 0.5) double missing,
            @ForAll @IntRange(min = 1, max = 30) int iterations,
            @ForAll @IntRange(max = 2) int policy) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = new double[40][d];
        for (double[] row : x) {
            double z = random.nextGaussian();
            Arrays.setAll(
                    row, j -> random.nextDouble() < missing ? Double.NaN : 1e3 * (z + (j + 1) * random.nextGaussian()));
        }
        Rows rows = Rows.of(x, Missing.LATENT);
        for (int j = 0; j < d; j++) {
            int column = j;
            Assume.that(Arrays.stream(x).filter(r -> !Double.isNaN(r[column])).count() > 2);
        }
        Moments moments = MeanImputedMoments.of(rows);
        Heywood heywood = List.of(new Heywood.Report(), new Heywood.Bound(0.3), new Heywood.Prior(5))
                .get(policy);
        Em em = new Em().maxIterations(iterations).until(StoppingRule.never());
        FactorAnalysisEstimator estimation =
                new FactorAnalysisEstimator(1).heywood(heywood).em(em).restarts(new Restarts(1));
        assertPartsOfOne(solution(moments, estimation.fit(FactorSample.of(rows, moments))));
    }

    /** 29 rows in which 65 % are missing: parts of a start's variances, communalities were 4.3 and 4.2. */
    @Test
    void noCommunalityIsAboveOneWhateverIsMissing() {
        Rows rows = Table.read(
                        Path.of("src", "test", "resources", "sparse.csv"),
                        Columns.all().missing(Missing.LATENT))
                .rows();
        Moments moments = MeanImputedMoments.of(rows);
        FactorAnalysisEstimator one = new FactorAnalysisEstimator(1).restarts(new Restarts(1));
        assertPartsOfOne(solution(moments, one.fit(FactorSample.of(rows, moments))));
    }

    /** At an interior maximum of complete data the model's variances are the sample's, and nothing changes. */
    @Test
    void ofCompleteDataTheScaleIsThatOfTheSample() {
        Rows rows = Table.read(
                        Path.of("..", "data", "holzinger_swineford.csv"),
                        List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"))
                .rows();
        Moments moments = Moments.of(rows);
        FactorSolution solution = solution(moments, new FactorAnalysisEstimator(3).fit(moments));
        double[] covariance = moments.covariance();
        for (int j = 0; j < 9; j++) {
            // Newton's method leaves no slope above 1e-8, so the diagonals agree to about that
            assertEquals(solution.theta().uniqueness(j) / covariance[j * 10], solution.uniquenesses()[j], 1e-7);
        }
    }
}
