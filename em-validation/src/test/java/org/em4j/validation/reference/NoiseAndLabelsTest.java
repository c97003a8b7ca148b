package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.LabelledRows;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.Noise;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HardAssignmentStart;
import org.em4j.gmm.start.LabelledStart;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uniform noise, held against mclust's at each of 25 iterations, and known labels, against the end of its MclustSSC.fit. */
class NoiseAndLabelsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "reference");
    private static final int ERUPTIONS = 272;

    private static JsonNode gold(String part, String family) {
        return Reference.startingWith("mclust_noise_and_labels")
                .findFirst()
                .orElseThrow()
                .at("/" + part + "/" + family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VII", "VVI", "EEE", "VEV", "VVV"})
    void noiseIsThatOfMclustAtEveryIteration(String name) {
        checkNoise(CovarianceFamily.of(name).orElseThrow(), gold("noise", name));
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void checkNoise(
            CovarianceFamily<P, S> family, JsonNode gold) {
        Rows rows = Table.read(FOLDER.resolve("noise_faithful.csv")).rows();
        int n = rows.size();
        int[] labels = IntStream.range(0, n)
                .map(i -> i >= ERUPTIONS ? -1 : rows.get(i, 0) < 3.2 ? 0 : 1)
                .toArray();
        Noise noise = new Noise((n - ERUPTIONS) / (double) n, Uniform.over(rows));
        var start = new GaussianMixture<>(family, HardAssignmentStart.start(family, 2, rows, labels)).withNoise(noise);
        double[] expected = Reference.vector(gold.get("logLikelihood"));
        Fit<GaussianMixture<P, S>> fit = new GaussianMixtureEstimator<>(family, 2)
                .from(start)
                .em(new Em().until(StoppingRule.never()).maxIterations(expected.length - 1))
                .fit(rows)
                .fit();
        double[] trace = fit.trace().logLikelihoods();
        for (int t = 0; t < expected.length; t++) {
            assertEquals(expected[t], trace[t], 1e-8 * Math.abs(expected[t]), "iteration " + t);
        }
        double of = fit.theta().noise().orElseThrow().weight();
        double[] within = fit.theta().weights();
        double[] weights = {(1 - of) * within[0], (1 - of) * within[1], of};
        assertArrayEquals(Reference.vector(gold.get("weights")), weights, 1e-7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EII", "VVI", "EEE", "VEV", "VVV"})
    void labelsEndWhereThoseOfMclustDo(String name) {
        checkLabels(CovarianceFamily.of(name).orElseThrow(), gold("labels", name));
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void checkLabels(
            CovarianceFamily<P, S> family, JsonNode gold) {
        Table table =
                Table.read(FOLDER.resolve("labels_iris.csv"), Columns.all().labels("Species"));
        List<String> species = List.of("setosa", "versicolor", "virginica");
        int[] labels = table.labels().stream().mapToInt(species::indexOf).toArray();
        assertEquals(30, Arrays.stream(labels).filter(k -> k >= 0).count());
        var start = new LabelledStart<>(family, 3, table.rows(), labels).start(Randomness.of(1));
        var fitted = new GaussianMixtureEstimator<>(family, 3)
                .from(new GaussianMixture<>(family, start))
                .em(new Em().until(StoppingRule.distance(1e-8)))
                .fit(new LabelledRows(table.rows(), labels), new Execution());
        Fit<GaussianMixture<P, S>> fit = fitted.fit();
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        double expected = gold.get("logLikelihood").asDouble();
        assertEquals(expected, fit.trace().last().logLikelihood(), 1e-8 * Math.abs(expected));
        assertArrayEquals(Reference.vector(gold.get("weights")), fit.theta().weights(), 1e-6);
        assertEquals(gold.get("parameters").asInt(), fitted.freeParameters().orElseThrow());
    }

    @Test
    void noiseLiesWhereThereIsWeight() {
        Rows rows = Rows.of(new double[][] {{0, 1}, {2, 3}, {1000, 1000}}).weighted(new double[] {1, 1, 0});
        assertArrayEquals(new double[] {2, 3}, Uniform.over(rows).upper());
    }
}
