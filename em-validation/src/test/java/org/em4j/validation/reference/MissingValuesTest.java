package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.em4j.core.Execution;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.FactorSample;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis.Factors;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.start.MeanImputedMoments;
import org.em4j.factor.start.PrincipalAxes;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Full-information maximum likelihood on nine tests with 242 of 2709 values knocked out, against lavaan. */
class MissingValuesTest {
    private static final Reference LAVAAN =
            Reference.startingWith("fiml_hs_A").findFirst().orElseThrow();
    private static final Rows ROWS = knockedOut();
    private static final ReferenceModels SATURATED = ReferenceModels.of(ROWS);

    /** By the rule that the reference states, i and j from one. */
    private static Rows knockedOut() {
        double[][] x = Table.read(Path.of("..", "data", "holzinger_swineford.csv"), FactorColumns.TESTS)
                .rows()
                .toArray();
        for (int i = 1; i <= x.length; i++) {
            for (int j = 1; j <= x[0].length; j++) {
                if ((7 * i + 3 * j + i * j % 5) % 11 == 0) {
                    x[i - 1][j - 1] = Double.NaN;
                }
            }
        }
        return Rows.of(x, Missing.LATENT);
    }

    private static double fitted(LinearFactorModel model, FactorParameters start) {
        return new Em()
                .until(StoppingRule.distance(1e-8))
                .accelerate(new Squarem())
                .fit(model, ROWS, start)
                .trace()
                .last()
                .logLikelihood();
    }

    private static double expected(String pointer) {
        return LAVAAN.at(pointer).asDouble();
    }

    @Test
    void asManyValuesAreMissingAsTheReferenceSays() {
        assertEquals(LAVAAN.at("/n_missing").asInt(), ROWS.gaps());
    }

    @Test
    void oneFactor() {
        double fitted = fitted(new FactorAnalysis(9, 1), PrincipalAxes.start(MeanImputedMoments.of(ROWS), 1));
        assertEquals(expected("/models/one/loglik"), fitted, 1e-5);
    }

    @Test
    void twoFactors() {
        double fitted = fitted(new FactorAnalysis(9, 2), PrincipalAxes.start(MeanImputedMoments.of(ROWS), 2));
        assertEquals(expected("/models/two_efa/loglik"), fitted, 1e-5);
    }

    @Test
    void threeFactorsThatCorrelateWithThreeTestsEach() {
        ConfirmatoryFactorAnalysis model = new ConfirmatoryFactorAnalysis(FactorColumns.THREES, 3, Factors.CORRELATED);
        assertEquals(expected("/models/three_cfa/npar"), model.freeParameters());
        double fitted = fitted(model, model.start(MeanImputedMoments.of(ROWS)));
        assertEquals(expected("/models/three_cfa/loglik"), fitted, 1e-5);
    }

    @Test
    void theSaturatedModelIsProbabilisticPcaWithOneDirectionOfNoise() {
        assertEquals(expected("/models/one/saturated_loglik"), SATURATED.logLikelihood(), 1e-6);
    }

    @Test
    void theTestOfFitIsAgainstIt() {
        for (int q = 1; q <= 2; q++) {
            String model = q == 1 ? "/models/one" : "/models/two_efa";
            FactorEstimate estimate = new FactorAnalysisEstimator(q)
                    .em(new Em().until(StoppingRule.distance(1e-8)))
                    .fit(FactorSample.of(ROWS, SATURATED.moments()));
            assertEquals(1, estimate.maxima().size());
            FitStatistics statistics = FactorSolution.of(
                            estimate,
                            SATURATED.moments(),
                            FactorSolution.Input.DATA,
                            Optional.of(SATURATED),
                            Optional.empty(),
                            new Execution())
                    .statistics()
                    .orElseThrow();
            assertEquals(expected(model + "/chisq"), statistics.chiSquare(), 1e-4);
            assertEquals(expected(model + "/df"), statistics.degreesOfFreedom());
        }
    }

    /** Of complete columns the two ends are the same, by EM and by formula. */
    @Test
    void aGapInARowWithNothingElseChangesNeitherEnd() {
        Rows whole = Table.read(Path.of("..", "data", "holzinger_swineford.csv"), FactorColumns.TESTS)
                .rows();
        double[][] x = Arrays.copyOf(whole.toArray(), whole.size() + 1);
        x[whole.size()] = new double[9];
        Arrays.fill(x[whole.size()], Double.NaN);
        ReferenceModels one = ReferenceModels.of(whole);
        ReferenceModels other = ReferenceModels.of(Rows.of(x, Missing.LATENT));
        assertEquals(one.logLikelihood(), other.logLikelihood(), 1e-6);
        assertEquals(one.independent(), other.independent(), 1e-8);
    }
}
