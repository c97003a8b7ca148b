package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.MomentMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every log-likelihood of 25 iterations, over the rows and over their moments. */
class FactorAnalysisTraceTest {
    static Stream<Reference> cases() {
        return Reference.startingWith("fa_em_");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void overTheRowsItIsThatOfIndependentSoftware(Reference reference) {
        Rows rows = reference.rows();
        check(reference, EmProblem.of(model(reference, rows), rows), rows);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void overMomentsItIsThatOfIndependentSoftware(Reference reference) {
        Rows rows = reference.rows();
        check(reference, new MomentMap(model(reference, rows), Moments.of(rows)), rows);
    }

    private static FactorAnalysis model(Reference reference, Rows rows) {
        return new FactorAnalysis(rows.columns(), reference.at("/q").asInt());
    }

    private static void check(Reference reference, EmProblem<FactorParameters> map, Rows rows) {
        JsonNode trace = reference.at("/trace");
        FactorParameters start = FactorParameters.of(
                Moments.of(rows).mean(),
                Reference.matrix(reference.at("/start/Lambda")),
                Reference.vector(reference.at("/start/psi")));
        Fit<FactorParameters> fit = new Em()
                .until(StoppingRule.never())
                .maxIterations(trace.size() - 1)
                .fit(map, start);
        double[] actual = fit.trace().logLikelihoods();
        assertEquals(trace.size(), actual.length, fit::describe);
        for (int t = 0; t < actual.length; t++) {
            double expected = trace.get(t).get("loglik").asDouble();
            assertEquals(expected, actual[t], 1e-9 * Math.abs(expected), "iteration " + t);
        }
    }
}
