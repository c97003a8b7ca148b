package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.ProbabilisticPcaEstimator;
import org.em4j.factor.model.ProbabilisticPca;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closed form, and each step of EM. */
class ProbabilisticPcaTest {
    private static final double TOLERANCE = 1e-9;

    static Stream<Reference> cases() {
        return Reference.startingWith("ppca_");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theClosedFormIsThatOfIndependentSoftware(Reference reference) {
        Moments moments = Moments.of(reference.rows());
        FactorParameters theta = model(reference).solve(moments);
        assertParameters(reference.at("/closed_form"), theta);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void emStaysAtTheClosedForm(Reference reference) {
        Fit<FactorParameters> fit = new ProbabilisticPcaEstimator(
                        model(reference).q())
                .fit(reference.rows())
                .fit();
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(
                fit.trace().entries().get(0).logLikelihood(),
                fit.trace().last().logLikelihood(),
                fit.trace().last().rounding());
        double expected = reference.at("/closed_form/loglik").asDouble();
        assertEquals(expected, fit.trace().last().logLikelihood(), TOLERANCE * Math.abs(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void overMomentsEachStepIsThatOfIndependentSoftware(Reference reference) {
        check(reference, model(reference).map(reference.rows(), Moments.of(reference.rows())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void overTheRowsEachStepIsThatOfIndependentSoftware(Reference reference) {
        check(reference, EmProblem.of(model(reference), reference.rows()));
    }

    private static void check(Reference reference, EmProblem<FactorParameters> map) {
        JsonNode trace = reference.at("/em/trace");
        Rows rows = reference.rows();
        FactorParameters start = ProbabilisticPca.parameters(
                Moments.of(rows).mean(),
                Reference.matrix(trace.get(0).get("W")),
                trace.get(0).get("sigma2").asDouble());
        Fit<FactorParameters> fit = new Em()
                .until(StoppingRule.never())
                .maxIterations(trace.size() - 1)
                .fit(map, start);
        double[] actual = fit.trace().logLikelihoods();
        assertEquals(trace.size(), actual.length, fit::describe);
        for (int t = 0; t < actual.length; t++) {
            double expected = trace.get(t).get("loglik").asDouble();
            assertEquals(expected, actual[t], TOLERANCE * Math.abs(expected), "iteration " + t);
        }
        assertParameters(trace.get(trace.size() - 1), fit.theta());
    }

    private static void assertParameters(JsonNode expected, FactorParameters theta) {
        double[][] loadings = Reference.matrix(expected.get("W"));
        for (int j = 0; j < loadings.length; j++) {
            assertArrayEquals(loadings[j], theta.loadings()[j], TOLERANCE * scale(loadings));
        }
        double noise = expected.get("sigma2").asDouble();
        assertEquals(noise, ProbabilisticPca.noiseVariance(theta), TOLERANCE * noise);
    }

    private static double scale(double[][] loadings) {
        double most = 1;
        for (double[] row : loadings) {
            for (double v : row) {
                most = Math.max(most, Math.abs(v));
            }
        }
        return most;
    }

    private static ProbabilisticPca model(Reference reference) {
        return new ProbabilisticPca(
                reference.rows().columns(), reference.at("/q").asInt());
    }
}
