package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.gallery.continuous.GammaDensity;
import org.em4j.gallery.continuous.StudentT;
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.discrete.ZeroInflatedPoisson;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.junit.jupiter.api.Test;

/**
 * Fits of the gallery's models against those of other implementations, which {@code reference.R} names, and against
 * published figures to their printed digits.
 *
 * <p>Both sides stop where their steps become small. A log-likelihood is flat at its maximum: it is told to 1e-7 where
 * parameters are to about the root of that.
 */
class ReferenceTest {
    private static final double LOG_LIKELIHOOD = 1e-6;
    private static final double PARAMETER = 1e-3;

    private static JsonNode expected(String model) throws IOException {
        try (InputStream json = ReferenceTest.class.getResourceAsStream("expected.json")) {
            return new ObjectMapper().readTree(json).get(model);
        }
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static List<double[]> rows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(ReferenceTest::numbers)
                .toList();
    }

    private static List<Integer> counts(JsonNode array) {
        return Arrays.stream(numbers(array)).mapToObj(x -> (int) x).toList();
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> P fit(
            LatentModel<X, P, Q, S> model, Observations<X> data, P start, double logLikelihood) {
        Fit<P> fit = new Em()
                .until(StoppingRule.distance(1e-8))
                .maxIterations(100_000)
                .fit(model, data, start);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(logLikelihood, fit.trace().last().logLikelihood(), LOG_LIKELIHOOD);
        return fit.theta();
    }

    @Test
    void zeroInflatedPoissonAsPscl() throws IOException {
        JsonNode zip = expected("zip");
        double[] times = numbers(zip.get("counts"));
        List<Integer> counts = IntStream.range(0, times.length).boxed().toList();
        ZeroInflatedPoisson.Theta theta = fit(
                new ZeroInflatedPoisson(),
                Observations.of(counts, times),
                new ZeroInflatedPoisson.Theta(0.5, 1),
                zip.get("logLik").asDouble());
        assertEquals(zip.get("inflation").asDouble(), theta.inflation(), PARAMETER);
        assertEquals(zip.get("rate").asDouble(), theta.rate(), PARAMETER);
    }

    /** Goodman (1974): likelihood ratio 2.720 on six degrees of freedom, classes of 0.28 and 0.72. */
    @Test
    void latentClassesAsFlexmixAndGoodman() throws IOException {
        JsonNode lca = expected("lca");
        double[] times = numbers(lca.get("counts"));
        MixtureParameters<double[]> theta = fit(
                new Mixture<>(2, new Bernoullis(4, 0)),
                Observations.of(rows(lca.get("patterns")), times),
                new MixtureParameters<>(
                        new double[] {0.5, 0.5},
                        List.of(new double[] {0.9, 0.8, 0.8, 0.7}, new double[] {0.7, 0.3, 0.4, 0.1})),
                lca.get("logLik").asDouble());
        double total = Arrays.stream(times).sum();
        double saturated =
                Arrays.stream(times).map(n -> n * Math.log(n / total)).sum();
        assertEquals(2.720, 2 * (saturated - lca.get("logLik").asDouble()), 5e-4);
        assertEquals(0.28, theta.weights()[0], 5e-3);
        double[] weights = numbers(lca.get("weights"));
        int small = weights[0] < weights[1] ? 0 : 1;
        assertEquals(weights[small], theta.weights()[0], PARAMETER);
        assertArrayEquals(
                rows(lca.get("probabilities")).get(small), theta.components().get(0), PARAMETER);
    }

    @Test
    void mixtureOfRegressionsAsMixtools() throws IOException {
        JsonNode tone = expected("regressions");
        double[] x = numbers(tone.get("x"));
        double[] y = numbers(tone.get("y"));
        List<double[]> rows = IntStream.range(0, x.length)
                .mapToObj(i -> new double[] {x[i], y[i]})
                .toList();
        MixtureParameters<FullNormal> theta = fit(
                new Mixture<>(2, new LinearRegression(1)),
                Observations.of(rows),
                new MixtureParameters<>(
                        new double[] {0.5, 0.5},
                        List.of(
                                through(rows.stream()
                                        .filter(r -> Math.abs(r[1] - 2) < 0.1)
                                        .toList()),
                                through(rows.stream()
                                        .filter(r -> Math.abs(r[1] - r[0]) < 0.1)
                                        .toList()))),
                tone.get("logLik").asDouble());
        assertArrayEquals(numbers(tone.get("weights")), theta.weights(), PARAMETER);
        for (int k = 0; k < 2; k++) {
            LinearRegression.Line line =
                    LinearRegression.Line.of(theta.components().get(k));
            double[] beta = rows(tone.get("beta")).get(k);
            assertArrayEquals(beta, new double[] {line.intercept(), line.slopes()[0]}, PARAMETER);
            assertEquals(numbers(tone.get("sigma"))[k], Math.sqrt(line.variance()), PARAMETER);
        }
    }

    private static FullNormal through(List<double[]> rows) {
        return new Gaussian(2).maximize(Moments.of(Observations.of(rows)), null);
    }

    @Test
    void mixtureOfGammasAsAGeneralOptimiser() throws IOException {
        JsonNode gamma = expected("gamma");
        MixtureParameters<GammaDensity.Theta> theta = fit(
                new Mixture<>(2, new GammaDensity()),
                Observations.of(
                        Arrays.stream(numbers(gamma.get("waits"))).boxed().toList()),
                new MixtureParameters<>(
                        new double[] {0.5, 0.5},
                        List.of(new GammaDensity.Theta(50, 50), new GammaDensity.Theta(50, 80))),
                gamma.get("logLik").asDouble());
        assertEquals(gamma.get("weight").asDouble(), theta.weights()[0], PARAMETER);
        for (int k = 0; k < 2; k++) {
            double mean = numbers(gamma.get("means"))[k];
            double shape = numbers(gamma.get("shapes"))[k];
            assertEquals(mean, theta.components().get(k).mean(), PARAMETER * mean);
            assertEquals(shape, theta.components().get(k).shape(), PARAMETER * shape);
        }
    }

    @Test
    void mixtureOfStudentTsAsAGeneralOptimiser() throws IOException {
        JsonNode t = expected("t");
        double[][] scale = {{1, 0}, {0, 1}};
        MixtureParameters<StudentT.Theta> theta = fit(
                new Mixture<>(2, new StudentT(2)),
                Observations.of(rows(t.get("rows"))),
                new MixtureParameters<>(
                        new double[] {0.5, 0.5},
                        List.of(
                                new StudentT.Theta(FullNormal.of(new double[] {0, 0}, scale), 10),
                                new StudentT.Theta(FullNormal.of(new double[] {4, 3}, scale), 10))),
                t.get("logLik").asDouble());
        assertEquals(t.get("weight").asDouble(), theta.weights()[0], PARAMETER);
        for (int k = 0; k < 2; k++) {
            double degrees = numbers(t.get("degrees"))[k];
            assertEquals(degrees, theta.components().get(k).degrees(), 0.01 * degrees);
            assertArrayEquals(
                    rows(t.get("means")).get(k),
                    theta.components().get(k).normal().mean(),
                    PARAMETER);
        }
    }

    /** Zucchini and MacDonald (2009), table 4.1: rates 15.421 and 26.018, log-likelihood -341.8787. */
    @Test
    void hiddenMarkovModelOfEarthquakesAsPublished() throws IOException {
        JsonNode hmm = expected("hmm");
        HiddenMarkov.Theta<Double> theta = fit(
                new HiddenMarkov<>(new Mixture<>(2, new Poisson())),
                Observations.of(List.of(counts(hmm.get("counts")))),
                new HiddenMarkov.Theta<>(
                        new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(10.0, 30.0)),
                        new double[][] {{0.9, 0.1}, {0.1, 0.9}}),
                hmm.get("logLik").asDouble());
        assertEquals(-341.8787, hmm.get("logLik").asDouble(), 5e-5);
        assertEquals(15.421, theta.states().components().get(0), 5e-4);
        assertEquals(26.018, theta.states().components().get(1), 5e-4);
        for (int k = 0; k < 2; k++) {
            assertEquals(numbers(hmm.get("stay"))[k], theta.transitions()[k][k], PARAMETER);
        }
    }

    /** One factor of two columns restricts no covariance: where the analysers end, a Gaussian mixture has nothing to gain. */
    @Test
    void mixtureOfFactorAnalysersAsTheGaussianMixtureThatItIs() throws IOException {
        Observations<double[]> data = Observations.of(rows(expected("t").get("rows")));
        double[][] loadings = {{0.5}, {0.4}};
        double[] uniquenesses = {1, 1};
        Em em = new Em().until(StoppingRule.distance(1e-8)).maxIterations(100_000);
        Fit<MixtureParameters<FactorParameters>> analysers = em.fit(
                new Mixture<>(2, new FactorAnalysis(2, 1)),
                data,
                new MixtureParameters<>(
                        new double[] {0.5, 0.5},
                        List.of(
                                FactorParameters.of(new double[] {0, 0}, loadings, uniquenesses),
                                FactorParameters.of(new double[] {4, 3}, loadings, uniquenesses))));
        List<FullNormal> normals = analysers.theta().components().stream()
                .map(p -> FullNormal.of(p.mean(), p.covariance()))
                .toList();
        fit(
                new Mixture<>(2, new Gaussian(2)),
                data,
                new MixtureParameters<>(analysers.theta().weights(), normals),
                analysers.trace().last().logLikelihood());
    }

    /** A mixture of mixtures is a mixture: the same figures at each iteration. */
    @Test
    void mixtureOfMixturesClimbsAsTheFlatMixture() {
        Observations<Integer> data = Observations.of(List.of(0, 1, 1, 2, 5, 6, 6, 8, 14, 15, 19, 22));
        Poisson poisson = new Poisson();
        var nested = new Em()
                .maxIterations(30)
                .fit(
                        new Mixture<>(2, new Mixture<>(2, poisson)),
                        data,
                        new MixtureParameters<>(
                                new double[] {0.4, 0.6},
                                List.of(
                                        new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 4.0)),
                                        new MixtureParameters<>(new double[] {0.25, 0.75}, List.of(9.0, 20.0)))));
        var flat = new Em()
                .maxIterations(30)
                .fit(
                        new Mixture<>(4, poisson),
                        data,
                        new MixtureParameters<>(new double[] {0.2, 0.2, 0.15, 0.45}, List.of(1.0, 4.0, 9.0, 20.0)));
        assertArrayEquals(flat.trace().logLikelihoods(), nested.trace().logLikelihoods(), 1e-12);
    }
}
