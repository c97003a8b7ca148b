package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every log-likelihood of 25 iterations, on four data sets, from two kinds of start, in four families. */
class GaussianMixtureTraceTest {
    static Stream<Reference> cases() {
        return Reference.startingWith("gmm_");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logLikelihoodIsThatOfIndependentSoftwareAtEveryIteration(Reference reference) {
        String type = reference.at("/covariance_type").asText();
        check(reference, type, CovarianceFamily.of(type).orElseThrow());
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void check(
            Reference reference, String type, CovarianceFamily<P, S> family) {
        Rows rows = reference.rows();
        double[] weights = Reference.vector(reference.at("/start/weights"));
        MixtureParameters<P> start = family.parameters(
                weights,
                Reference.matrix(reference.at("/start/means")),
                covariances(reference.at("/start/covariances"), type, weights.length, rows.columns()));
        double[] expected = Reference.vector(reference.at("/loglik_trace"));
        Fit<MixtureParameters<P>> fit = new Em()
                .until(StoppingRule.never())
                .maxIterations(expected.length - 1)
                .fit(family.mixture(weights.length, rows.columns()), rows, start);
        assertInstanceOf(Fit.BudgetSpent.class, fit, fit::describe);
        double[] actual = fit.trace().logLikelihoods();
        assertEquals(expected.length, actual.length);
        for (int t = 0; t < expected.length; t++) {
            assertEquals(expected[t], actual[t], 1e-9 * Math.abs(expected[t]), "iteration " + t);
        }
    }

    /** scikit-learn's shapes, all brought to {@code (K x d x d)}. */
    private static double[][][] covariances(JsonNode node, String type, int k, int d) {
        double[][][] c = new double[k][][];
        for (int i = 0; i < k; i++) {
            c[i] = switch (type) {
                case "full" -> Reference.matrix(node.get(i));
                case "tied" -> Reference.matrix(node);
                default -> new double[d][d];
            };
            for (int j = 0; j < d && !type.equals("full") && !type.equals("tied"); j++) {
                c[i][j][j] = type.equals("diag")
                        ? node.get(i).get(j).asDouble()
                        : node.get(i).asDouble();
            }
        }
        return c;
    }
}
