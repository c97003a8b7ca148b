package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HardAssignmentStart;
import org.em4j.io.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** mclust's fourteen families, from hard labels on six problems: every step of 25, and the end. */
class CovarianceFamiliesTest {
    /** Nats: what a fit that ends at a relative change of 1e-14 has left, at rates of convergence up to 0.999. */
    private static final double NOTHING = 1e-7;

    private static final Path STARTS = Path.of("src", "test", "resources", "reference", "start");

    /** One family's results in a file. */
    record Gold(Reference reference, CovarianceFamily<?, ?> family, JsonNode json) {
        Rows rows() {
            return reference.rows();
        }

        int size() {
            return reference.at("/K").asInt();
        }

        int[] labels() {
            Path file = STARTS.resolve(reference.name().replace("mclust14_", "z_") + ".csv");
            double[][] rows = Table.read(file).rows().toArray();
            return Arrays.stream(rows).mapToInt(r -> (int) r[0] - 1).toArray();
        }

        @Override
        public String toString() {
            return reference + " " + family.name();
        }
    }

    static Stream<Gold> gold() {
        return Reference.startingWith("mclust14_")
                .flatMap(reference -> CovarianceFamily.all().stream()
                        .map(family -> new Gold(reference, family, models(reference, family))));
    }

    /** Where mclust does not maximise Q, as its files say and why, an independent EM that does. */
    private static JsonNode models(Reference reference, CovarianceFamily<?, ?> family) {
        JsonNode models = reference.at("/models");
        JsonNode own = models.get(family.name());
        return own.path("trusted").asBoolean(true) ? own : models.get(family.name() + "_reference");
    }

    @ParameterizedTest
    @MethodSource("gold")
    void parametersAreCountedAlike(Gold gold) {
        assertEquals(
                gold.json().get("n_parameters").asInt(),
                gold.family().freeParameters(gold.size(), gold.rows().columns()));
    }

    @ParameterizedTest
    @MethodSource("gold")
    void logLikelihoodIsThatOfIndependentSoftwareAtEveryIterationAndAtTheEnd(Gold gold) {
        check(gold, gold.family());
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void check(
            Gold gold, CovarianceFamily<P, S> family) {
        Rows rows = gold.rows();
        Mixture<double[], P, MissingValuePosterior, S> model = family.mixture(gold.size(), rows.columns());
        MixtureParameters<P> start = HardAssignmentStart.start(family, gold.size(), rows, gold.labels());
        Fit<MixtureParameters<P>> fit =
                new Em().until(StoppingRule.distance(1e-8)).maxIterations(3000).fit(model, rows, start);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        double[] actual = fit.trace().logLikelihoods();
        double[] expected = Reference.vector(gold.json().path("loglik_after_M_steps_1_to_25"));
        for (int t = 0; t < Math.min(expected.length, actual.length); t++) {
            same(expected[t], actual[t], "after M-step " + (t + 1));
        }
        same(gold.json().get("loglik").asDouble(), actual[actual.length - 1], "at the end");
        assertStationary(model, rows, fit.theta());
    }

    private static void same(double expected, double actual, String when) {
        assertEquals(expected, actual, 1e-8 * Math.abs(expected), when);
    }

    /** Along every free coordinate, a parabola through the log-likelihood has nothing left to gain. */
    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void assertStationary(
            Mixture<double[], P, MissingValuePosterior, S> model, Rows rows, MixtureParameters<P> theta) {
        Chart<MixtureParameters<P>> chart = model.chart(theta).orElseThrow();
        double[] u = chart.coordinates(theta);
        ToDoubleFunction<double[]> logLikelihood =
                v -> Arrays.stream(LogEvidence.of(model, chart.point(v), rows)).sum();
        double here = logLikelihood.applyAsDouble(u);
        for (int i = 0; i < u.length; i++) {
            double h = 1e-3 * Math.max(1, Math.abs(u[i]));
            double up;
            double down;
            do { // turns of long axes are felt at once
                h /= 4;
                up = logLikelihood.applyAsDouble(moved(u, i, h)) - here;
                down = logLikelihood.applyAsDouble(moved(u, i, -h)) - here;
            } while (-(up + down) > 1e-3);
            double slope = (up - down) / 2;
            double bend = -(up + down);
            double noise = 1e-11 * Math.abs(here);
            double gain = slope * slope / (2 * Math.max(bend, noise));
            assertTrue(gain < NOTHING, "coordinate " + i + " has " + gain + " nats to gain");
        }
    }

    private static double[] moved(double[] u, int i, double h) {
        double[] v = u.clone();
        v[i] += h;
        return v;
    }
}
