package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.gallery.continuous.GammaDensity;
import org.em4j.gallery.continuous.VonMises;
import org.em4j.gallery.continuous.Weibull;
import org.em4j.gallery.discrete.NegativeBinomial;
import org.em4j.gallery.regression.CensoredRegression;
import org.em4j.gallery.regression.CensoredRegression.Response;
import org.em4j.gallery.regression.CensoredRegression.Seen;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.sequence.LocalLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What packages that come with R make of the gallery's models, on data that come with them; {@code recommended.R} made the figures. */
class RecommendedPackagesTest {
    /** Of both sides, which stop where their steps are small. */
    private static final double RELATIVE = 1e-6;

    private static JsonNode expected(String data) {
        try (InputStream json = RecommendedPackagesTest.class.getResourceAsStream("recommended.json")) {
            return new ObjectMapper().readTree(json).get(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(x -> x.isNumber() ? x.asDouble() : Double.NaN) // a gap
                .toArray();
    }

    private static void same(double expected, double actual) {
        assertEquals(expected, actual, RELATIVE * Math.abs(expected));
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> P fit(
            LatentModel<X, P, Q, S> model, Observations<X> data, P start, double logLikelihood) {
        Fit<P> fit = new Em()
                .until(StoppingRule.distance(1e-8))
                .maxIterations(100_000)
                .fit(model, data, start);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        same(logLikelihood, fit.trace().last().logLikelihood());
        return fit.theta();
    }

    @Test
    void tobinsDurableGoodsAsSurvreg() {
        JsonNode gold = expected("tobin");
        List<Response> goods = StreamSupport.stream(gold.get("rows").spliterator(), false)
                .map(RecommendedPackagesTest::numbers)
                .map(row -> new Response(row, row[2] > 0 ? Seen.EXACTLY : Seen.AT_MOST))
                .toList();
        FullNormal start =
                FullNormal.of(new double[] {45, 240, 1}, new double[][] {{60, 0, 0}, {0, 900, 0}, {0, 0, 9}});
        LinearRegression.Line line = LinearRegression.Line.of(fit(
                new CensoredRegression(2),
                Observations.of(goods),
                start,
                gold.get("logLik").asDouble()));
        double[] coefficients = numbers(gold.get("coefficients"));
        same(coefficients[0], line.intercept());
        same(coefficients[1], line.slopes()[0]);
        same(coefficients[2], line.slopes()[1]);
        same(gold.get("scale").asDouble(), Math.sqrt(line.variance()));
    }

    /** What is known of 228 patients, with weights or without. */
    private record Lung(double[] times, double[] died, double[] weights) {
        static Lung read(boolean isWeighted) {
            JsonNode lung = expected("lung");
            double[] times = numbers(lung.get("times"));
            double[] ones = new double[times.length];
            Arrays.fill(ones, 1);
            return new Lung(times, numbers(lung.get("died")), isWeighted ? numbers(lung.get("weights")) : ones);
        }

        <X> Observations<X> observations(Function<Integer, X> of) {
            return Observations.of(
                    IntStream.range(0, times.length).boxed().map(of).toList(), weights);
        }

        /** What a log density of times is less than that of their logs. */
        double jacobian() {
            return IntStream.range(0, times.length)
                    .mapToDouble(i -> weights[i] * died[i] * Math.log(times[i]))
                    .sum();
        }
    }

    @ParameterizedTest
    @CsvSource({"weibull, false", "weibullWeighted, true"})
    void weibullTimesOfLungCancerAsSurvreg(String name, boolean isWeighted) {
        JsonNode gold = expected("lung").get(name);
        Lung lung = Lung.read(isWeighted);
        Weibull.Theta theta = fit(
                new Weibull(),
                lung.observations(i -> new Weibull.Time(lung.times[i], lung.died[i] == 0)),
                new Weibull.Theta(1, 100),
                gold.get("logLik").asDouble());
        same(1 / gold.get("scale").asDouble(), theta.shape());
        same(Math.exp(gold.get("coefficients").asDouble()), theta.scale());
    }

    @ParameterizedTest
    @CsvSource({"lognormal, false", "lognormalWeighted, true"})
    void normalLogsOfTimesOfLungCancerAsSurvreg(String name, boolean isWeighted) {
        JsonNode gold = expected("lung").get(name);
        Lung lung = Lung.read(isWeighted);
        FullNormal theta = fit(
                new CensoredRegression(0),
                lung.observations(i -> new Response(
                        new double[] {Math.log(lung.times[i])}, lung.died[i] == 0 ? Seen.AT_LEAST : Seen.EXACTLY)),
                FullNormal.of(new double[] {5}, new double[][] {{1}}),
                gold.get("logLik").asDouble() + lung.jacobian());
        same(gold.get("coefficients").asDouble(), theta.mean()[0]);
        same(gold.get("scale").asDouble(), Math.sqrt(theta.covariance()[0][0]));
    }

    @Test
    void daysAbsentFromSchoolAsGlmNb() {
        JsonNode quine = expected("quine");
        List<Integer> days =
                Arrays.stream(numbers(quine.get("days"))).mapToObj(x -> (int) x).toList();
        GammaDensity.Theta theta = fit(
                new NegativeBinomial(),
                Observations.of(days),
                new GammaDensity.Theta(3, 5),
                quine.get("logLik").asDouble());
        same(quine.get("size").asDouble(), theta.shape());
        same(quine.get("mean").asDouble(), theta.mean());
    }

    /** StructTS stops earlier than the other two, and its log-likelihood has other constants. */
    @ParameterizedTest
    @CsvSource({"whole, 100", "gaps, 60"})
    void levelOfTheNileAsStructTsAndAGeneralOptimiser(String name, int seen) {
        JsonNode nile = expected("nile").get(name);
        double[] flow = numbers(nile.get("flow"));
        assertEquals(seen, Arrays.stream(flow).filter(y -> !Double.isNaN(y)).count());
        LocalLevel.Theta theta = fit(
                new LocalLevel(flow[0], nile.get("variance").asDouble()),
                Observations.of(List.of(flow)),
                new LocalLevel.Theta(1000, 10_000),
                nile.get("logLik").asDouble());
        same(nile.get("step").asDouble(), theta.step());
        same(nile.get("noise").asDouble(), theta.noise());
        double[] structTs = numbers(nile.get("structTS"));
        assertEquals(structTs[0], theta.step(), 1e-5 * structTs[0]);
        assertEquals(structTs[1], theta.noise(), 1e-5 * structTs[1]);
    }

    private static List<Double> angles() {
        return Arrays.stream(numbers(expected("angles").get("angles"))).boxed().toList();
    }

    @Test
    void directionsAsAGeneralOptimiser() {
        JsonNode one = expected("angles").get("one");
        VonMises.Theta theta = fit(
                new VonMises(),
                Observations.of(angles()),
                new VonMises.Theta(0, 1),
                one.get("logLik").asDouble());
        same(one.get("direction").asDouble(), theta.direction());
        same(one.get("concentration").asDouble(), theta.concentration());
    }

    @Test
    void mixtureOfDirectionsAsAGeneralOptimiser() {
        JsonNode two = expected("angles").get("two");
        MixtureParameters<VonMises.Theta> theta = fit(
                new Mixture<>(2, new VonMises()),
                Observations.of(angles()),
                new MixtureParameters<>(
                        new double[] {0.5, 0.5}, List.of(new VonMises.Theta(1, 1), new VonMises.Theta(-2, 1))),
                two.get("logLik").asDouble());
        same(two.get("weight").asDouble(), theta.weights()[0]);
        for (int k = 0; k < 2; k++) {
            same(numbers(two.get("directions"))[k], theta.components().get(k).direction());
            same(
                    numbers(two.get("concentrations"))[k],
                    theta.components().get(k).concentration());
        }
    }
}
