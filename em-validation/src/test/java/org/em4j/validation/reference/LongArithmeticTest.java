package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tiny cases against 32 digits: parameters, posteriors, evidence and both parts of the bound, step by step. */
class LongArithmeticTest {
    private static final double TOLERANCE = 1e-12;

    static Stream<Reference> mixtures() {
        return Reference.startingWith("hp_gmm_");
    }

    static Stream<Reference> factorModels() {
        return Reference.startingWith("hp_fa_");
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void gaussianMixtureFollowsEveryStep(Reference reference) {
        Rows rows = Rows.of(Reference.matrix(reference.at("/X")));
        JsonNode steps = reference.at("/iterations");
        MixtureParameters<FullNormal> theta = null;
        for (JsonNode step : steps) {
            double[][][] covariances = new double[step.get("covariances").size()][][];
            Arrays.setAll(
                    covariances, k -> Reference.matrix(step.get("covariances").get(k)));
            if (theta == null) {
                theta = CovarianceFamily.FULL.parameters(
                        Reference.vector(step.get("weights")), Reference.matrix(step.get("means")), covariances);
            }
            GaussianMixture<?, ?> mixture = new GaussianMixture<>(CovarianceFamily.FULL, theta);
            Iterate<MixtureParameters<FullNormal>> at = EmProblem.of(
                            CovarianceFamily.FULL.mixture(theta.weights().length, rows.columns()), rows)
                    .apply(theta);
            assertClose(step.get("weights"), mixture.weights());
            for (int k = 0; k < covariances.length; k++) {
                assertClose(step.get("means").get(k), mixture.means()[k]);
                assertClose(covariances[k], mixture.covariances()[k]);
            }
            assertClose(Reference.matrix(step.get("responsibilities")), mixture.responsibilities(rows));
            assertClose(step.get("loglik_per_row"), mixture.score(rows));
            assertClose(step.get("loglik"), at.logLikelihood());
            assertClose(step.get("Q"), at.surrogate().expectedLogJoint(theta));
            assertClose(step.get("entropy"), at.entropy());
            theta = at.surrogate().maximize();
        }
    }

    @ParameterizedTest
    @MethodSource("factorModels")
    void factorAnalysisFollowsEveryStep(Reference reference) {
        Rows rows = Rows.of(Reference.matrix(reference.at("/X")));
        FactorAnalysis model =
                new FactorAnalysis(rows.columns(), reference.at("/q").asInt());
        FactorParameters theta = null;
        for (JsonNode step : reference.at("/iterations")) {
            if (theta == null) {
                theta = FactorParameters.of(
                        Reference.vector(reference.at("/mean")),
                        Reference.matrix(step.get("Lambda")),
                        Reference.vector(step.get("psi")));
            }
            assertClose(Reference.matrix(step.get("Lambda")), theta.loadings());
            assertClose(step.get("psi"), theta.uniquenesses());
            assertPosteriors(step, model, theta, rows);
            Iterate<FactorParameters> at = EmProblem.of(model, rows).apply(theta);
            assertClose(step.get("loglik_per_row"), LogEvidence.of(model, theta, rows));
            assertClose(step.get("loglik"), at.logLikelihood());
            assertClose(step.get("expected_complete_loglik"), at.surrogate().expectedLogJoint(theta));
            assertClose(step.get("entropy_q"), at.entropy());
            theta = at.surrogate().maximize();
        }
    }

    private static void assertPosteriors(JsonNode step, FactorAnalysis model, FactorParameters theta, Rows rows) {
        JointGaussian joint = model.joint(theta);
        assertClose(Reference.matrix(step.get("joint_cov_z_x")), joint.covariance());
        Function<double[], FactorPosterior> posterior = model.posterior(theta);
        for (int i = 0; i < rows.size(); i++) {
            FactorPosterior scores = posterior.apply(rows.get(i));
            assertClose(Reference.vector(step.get("posterior_mean_z").get(i)), scores.mean());
            assertClose(Reference.matrix(step.get("posterior_cov_z")), scores.covariance());
        }
    }

    private static void assertClose(JsonNode expected, double actual) {
        double e = expected.asDouble();
        assertEquals(e, actual, TOLERANCE * Math.max(1, Math.abs(e)));
    }

    private static void assertClose(JsonNode expected, double[] actual) {
        assertClose(Reference.vector(expected), actual);
    }

    private static void assertClose(double[] expected, double[] actual) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertArrayEquals(expected, actual, TOLERANCE * Math.max(1, size));
    }

    private static void assertClose(double[][] expected, double[][] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertClose(expected[i], actual[i]);
        }
    }
}
