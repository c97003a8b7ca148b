package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Fit;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.report.LinearScores;
import org.em4j.io.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Maximum-likelihood factor analysis on correlations, as R's factanal with its uniquenesses of at least 0.005. */
class FactorAnalysisGoldTest {
    static Stream<Reference> cases() {
        return Reference.startingWith("fa_").filter(r -> r.json().has("objective_F"));
    }

    private static Moments moments(Reference reference) {
        List<String> columns = new ArrayList<>();
        reference.at("/variables").forEach(v -> columns.add(v.asText()));
        Path file = Path.of("..", "data", reference.at("/data").asText());
        Moments given = reference.at("/data").asText().contains("_co")
                ? Moments.of(
                        1,
                        new double[columns.size()],
                        Table.read(file, columns).rows().toArray())
                : Moments.of(Table.read(file, columns).rows());
        int d = columns.size();
        double[] covariance = given.covariance();
        double[][] correlation = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                correlation[i][j] = covariance[i * d + j] / Math.sqrt(covariance[i * d + i] * covariance[j * d + j]);
            }
        }
        return Moments.of(reference.at("/n").asDouble(), new double[d], correlation);
    }

    private static FactorEstimate estimate(Reference reference) {
        return new FactorAnalysisEstimator(reference.at("/q").asInt())
                .heywood(new Heywood.Bound(0.005))
                .fit(moments(reference));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theMaximumIsThatOfIndependentSoftware(Reference reference) {
        FactorEstimate estimate = estimate(reference);
        Fit<FactorParameters> fit = estimate.fit();
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(
                reference.at("/loglik_on_R").asDouble(),
                fit.trace().last().logLikelihood(),
                1e-9 * reference.at("/n").asDouble() / 2);
        assertArrayEquals(
                Reference.vector(reference.at("/uniquenesses")), fit.theta().uniquenesses(), 1e-6);
        double[][] expected = Reference.matrix(reference.at("/loadings_unrotated_canonical"));
        double[][] actual = fit.theta().loadings();
        for (int j = 0; j < expected.length; j++) {
            assertArrayEquals(expected[j], actual[j], 1e-6, () -> Arrays.deepToString(actual));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTestOfFitIsThatOfIndependentSoftware(Reference reference) {
        FitStatistics statistics = FactorSolution.of(
                        estimate(reference), moments(reference), FactorSolution.Input.CORRELATION, Optional.empty())
                .statistics()
                .orElseThrow();
        assertEquals(reference.at("/df").asInt(), statistics.degreesOfFreedom());
        assertEquals(reference.at("/objective_F").asDouble(), statistics.discrepancy(), 1e-9);
        assertEquals(reference.at("/chisq_bartlett").asDouble(), statistics.bartlett(), 1e-6);
        assertEquals(reference.at("/chisq_n").asDouble(), statistics.chiSquare(), 1e-6);
        double p = reference.at("/chisq_bartlett_p").asDouble();
        assertEquals(p, statistics.pValue(statistics.bartlett()), 1e-6 * p);
    }

    /** Of rows brought to mean zero and standard deviation one with divisor n - 1, as the reference has them. */
    @ParameterizedTest
    @MethodSource("cases")
    void scoresAreThoseOfIndependentSoftware(Reference reference) {
        assumeTrue(reference.json().has("scores"));
        FactorParameters theta = estimate(reference).theta();
        Rows rows = standardised(reference);
        assertScores(reference.at("/scores/regression"), LinearScores.of(theta, LinearScores.Method.REGRESSION), rows);
        assertScores(reference.at("/scores/bartlett"), LinearScores.of(theta, LinearScores.Method.BARTLETT), rows);
    }

    private static void assertScores(JsonNode expected, LinearScores scores, Rows rows) {
        double[][] actual = scores.of(rows);
        for (int i = 0; i < actual.length; i++) {
            for (int a = 0; a < actual[i].length; a++) {
                JsonNode row = expected.get(i);
                assertEquals((row.isArray() ? row.get(a) : row).asDouble(), actual[i][a], 1e-5);
            }
        }
    }

    private static Rows standardised(Reference reference) {
        List<String> columns = new ArrayList<>();
        reference.at("/variables").forEach(v -> columns.add(v.asText()));
        double[][] x = Table.read(Path.of("..", "data", reference.at("/data").asText()), columns)
                .rows()
                .toArray();
        Moments moments = Moments.of(Rows.of(x));
        double[] mean = moments.mean();
        double[] covariance = moments.covariance();
        int d = mean.length;
        for (double[] row : x) {
            Arrays.setAll(
                    row, j -> (row[j] - mean[j]) / Math.sqrt(covariance[j * d + j] * x.length / (x.length - 1.0)));
        }
        return Rows.of(x);
    }
}
