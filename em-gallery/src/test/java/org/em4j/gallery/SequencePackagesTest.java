package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;
import org.em4j.core.product.Part;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Three series of response times and answers, with gaps and without, beside depmixS4's; {@code sequences.R} made the figures. */
class SequencePackagesTest {
    private static final Row ROW = new Row(2);
    private static final Part<double[], double[], FullNormal, MissingValuePosterior, Moments> TIME =
            new Part<>("rt", ROW.part(0), new Gaussian(1));
    private static final Part<double[], Integer, double[], Observed, Sums> ANSWER =
            new Part<>("corr", ROW.count(1), new Categorical(2));
    private static final Product<double[]> BOTH = new Product<>(List.of(TIME, ANSWER));

    /** Both stop where the log-likelihood no longer moves; parameters lie within the root of that. */
    private static final double PARAMETER = 1e-5;

    private static JsonNode expected(String data) throws IOException {
        try (InputStream json = SequencePackagesTest.class.getResourceAsStream("sequences.json")) {
            return new ObjectMapper().readTree(json).get(data);
        }
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static Product.Theta state(double mean, double wrong) {
        return new Product.Theta(List.of(
                FullNormal.of(new double[] {mean}, new double[][] {{0.1}}), new double[] {wrong, 1 - wrong}));
    }

    private static void asDepmix(JsonNode gold, double[][] trials) {
        List<double[]> all = List.of(trials);
        var series = List.of(all.subList(0, 168), all.subList(168, 302), all.subList(302, 439));
        var model = new HiddenMarkov<>(new Mixture<>(2, BOTH));
        var start = new HiddenMarkov.Theta<>(
                new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(state(5.5, 0.5), state(6.4, 0.1))),
                new double[][] {{0.8, 0.2}, {0.2, 0.8}});
        var fit = new Em()
                .until(StoppingRule.distance(1e-8))
                .maxIterations(10_000)
                .fit(model, Observations.of(series), start);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(gold.get("logLik").asDouble(), fit.trace().last().logLikelihood(), 1e-7);
        var theta = fit.theta();
        assertArrayEquals(numbers(gold.get("first")), theta.states().weights(), PARAMETER);
        List<double[]> smoothed = new ArrayList<>();
        List<Integer> path = new ArrayList<>();
        for (List<double[]> each : series) {
            smoothed.addAll(List.of(model.posterior(theta).apply(each).smoothed()));
            Arrays.stream(model.mostProbablePath(theta, each)).forEach(path::add);
        }
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(numbers(gold.get("transitions").get(k)), theta.transitions()[k], PARAMETER);
            Product.Theta state = theta.states().components().get(k);
            assertEquals(
                    gold.get("means").get(k).asDouble(), BOTH.of(TIME, state).mean()[0], PARAMETER);
            double sd = Math.sqrt(BOTH.of(TIME, state).covariance()[0][0]);
            assertEquals(gold.get("sds").get(k).asDouble(), sd, PARAMETER);
            assertArrayEquals(numbers(gold.get("answers").get(k)), BOTH.of(ANSWER, state), PARAMETER);
        }
        for (int t = 0; t < trials.length; t++) {
            assertArrayEquals(numbers(gold.get("smoothed").get(t)), smoothed.get(t), 10 * PARAMETER);
            assertEquals(gold.get("path").get(t).asInt(), path.get(t), "trial " + t);
        }
    }

    private static double[][] trials() {
        return Table.read(Path.of("../data/speed.csv"), List.of("rt", "corr"))
                .rows()
                .toArray();
    }

    @Test
    void timesAndAnswersAsDepmixS4() throws IOException {
        asDepmix(expected("speed"), trials());
    }

    @Test
    void withGapsAsDepmixS4() throws IOException {
        double[][] gaps = trials();
        for (int t = 4; t < gaps.length; t += 7) {
            gaps[t][0] = Double.NaN;
        }
        for (int t = 2; t < gaps.length; t += 5) {
            gaps[t][1] = Double.NaN;
        }
        asDepmix(expected("gaps"), gaps);
    }
}
