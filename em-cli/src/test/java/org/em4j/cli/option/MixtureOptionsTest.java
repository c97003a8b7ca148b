package org.em4j.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Priors, labels, noise, parts that stay and named starts, from the command line. */
class MixtureOptionsTest {
    private static final String IRIS = "../data/iris.csv";
    private static final String PARTLY_LABELLED = "src/test/resources/iris_partly_labelled.csv";
    /** The faithful data with 40 rows spread over a box around them. */
    private static final String NOISY = "src/test/resources/faithful_noisy.csv";

    @TempDir
    private Path folder;

    private String model() {
        return folder.resolve("model.json").toString();
    }

    private static Command em(String words) {
        return Command.em(words.split(" "));
    }

    private static JsonNode fit(String words) {
        Command fit = em("fit gmm " + words + " --format json");
        assertEquals(0, fit.status(), fit.err());
        return fit.json();
    }

    private static double total(String model, String file) {
        return Command.em("score", model, file)
                .out()
                .lines()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"}) // one numbering or the other
    void sortedComponentsAreInTheOrderOfTheirMeans(int seed) {
        JsonNode means = fit("../data/faithful.csv --components 2 --sorted --seed " + seed)
                .path("means");
        assertTrue(means.at("/0/0").asDouble() < means.at("/1/0").asDouble(), means.toString());
    }

    @Test
    void aPriorMovesTheFitAwayFromTheMaximumOfTheLikelihood() {
        double most = fit(IRIS + " --components 3").at("/fit/logLikelihood").asDouble();
        double under = fit(IRIS + " --components 3 --prior mclust")
                .at("/fit/logLikelihood")
                .asDouble();
        assertEquals(-180.1855, most, 1e-4);
        assertTrue(under < most - 1, "" + under);
    }

    @Test
    void aDirichletPriorEvensTheWeights() {
        double free = fit("../data/faithful.csv --components 2 --prior mclust")
                .at("/weights/0")
                .asDouble();
        double even = fit("../data/faithful.csv --components 2 --prior mclust(1000)")
                .at("/weights/0")
                .asDouble();
        assertTrue(Math.abs(even - 0.5) < Math.abs(free - 0.5) / 4, free + ", " + even);
    }

    @Test
    void labelsNameComponentsInOrder() {
        JsonNode json = fit(PARTLY_LABELLED + " --labels Species --model " + model());
        assertEquals(
                "[\"setosa\",\"versicolor\",\"virginica\"]", json.get("labels").toString());
        assertEquals(1.462, json.at("/means/0/2").asDouble(), 1e-3);
        List<String> predicted =
                Command.em("predict", model(), IRIS).out().lines().toList();
        assertEquals("component,label,r1,r2,r3", predicted.get(0));
        assertTrue(predicted.get(1).startsWith("1,setosa,"), predicted.get(1));
        assertTrue(predicted.get(150).startsWith("3,virginica,"), predicted.get(150));
    }

    /** Where all are known there is nothing to iterate: the classes' own means and shares. */
    @Test
    void rowsThatAreAllLabelledAreADiscriminantAnalysis() {
        JsonNode json = fit(IRIS + " --labels Species");
        assertEquals(1, json.at("/fit/iterations").asInt());
        assertEquals(5.936, json.at("/means/1/0").asDouble(), 1e-12);
        assertEquals(1.0 / 3, json.at("/weights/2").asDouble(), 1e-12);
    }

    @Test
    void componentsWithoutALabelAreFoundAmongTheOthers() {
        JsonNode json = fit(PARTLY_LABELLED + " --labels Species --components 4 --prior mclust");
        assertEquals(4, json.get("weights").size());
        assertEquals(3, json.get("labels").size());
    }

    @Test
    void noiseTakesTheRowsThatBelongNowhere() {
        JsonNode json = fit(NOISY + " --components 2 --noise --model " + model());
        assertEquals(40.0 / 312, json.at("/noise/weight").asDouble(), 0.03);
        assertEquals(12, json.at("/fit/parameters").asInt());
        assertEquals(json.at("/fit/logLikelihood").asDouble(), total(model(), NOISY), 1e-8);
        List<String> predicted =
                Command.em("predict", model(), NOISY).out().lines().toList();
        assertEquals("component,r1,r2,noise", predicted.get(0));
        long noise = predicted.stream().filter(line -> line.startsWith("0,")).count();
        assertTrue(noise > 25 && noise < 45, "" + noise);
    }

    @Test
    void aModelWithNoiseSamplesAndStarts() {
        fit(NOISY + " --components 2 --noise --model " + model());
        Command sample = Command.em("sample", model(), "--rows", "2000");
        long far = sample.out()
                .lines()
                .skip(1)
                .filter(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)) > 115)
                .count();
        assertTrue(far > 10, "noise is drawn, too: " + far);
        JsonNode again = fit(NOISY + " --start " + model());
        assertTrue(again.at("/fit/iterations").asInt() <= 3);
        assertTrue(again.has("noise"));
    }

    @Test
    void rowsFarOutAreNamedInTheSummaryAndInScores() {
        Command fit = em("fit gmm " + NOISY + " --components 2 --noise --model " + model());
        assertTrue(fit.out().contains("further out than 1 in 1000 of their component:"), fit.out());
        List<String> scores =
                Command.em("score", model(), NOISY, "--tails").out().lines().toList();
        assertEquals("logDensity,tail", scores.get(0));
        long far = scores.subList(273, 313).stream() // those that are no eruptions
                .filter(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)) < 0.001)
                .count();
        assertTrue(far > 25, "" + far);
    }

    @Test
    void theReportDrawsNoise() throws IOException {
        Path report = folder.resolve("fit.html");
        Command fit = Command.em("fit", "gmm", NOISY, "--components=2", "--noise", "--report", report.toString());
        assertEquals(0, fit.status(), fit.err());
        String page = Files.readString(report);
        assertTrue(page.contains("<h1>Gaussian mixture, 2 components and noise"));
        assertTrue(page.contains("id=\"picture-scatter\""));
        assertFalse(page.contains("NaN"));
    }

    @ParameterizedTest
    @CsvSource({"means, /means", "covariances, /covariances", "weights, /weights"})
    void whatIsFrozenStaysToTheBit(String part, String field) {
        JsonNode start = fit(PARTLY_LABELLED + " --labels Species --model " + model());
        JsonNode json = fit(IRIS + " --start " + model() + " --freeze " + part);
        assertEquals(start.at(field), json.at(field));
        for (String other : List.of("/means", "/covariances", "/weights")) {
            if (!other.equals(field)) {
                assertNotEquals(start.at(other), json.at(other), other);
            }
        }
    }

    @Test
    void whatIsFrozenIsNotCounted() {
        fit(IRIS + " --components 3 --model " + model());
        JsonNode json = fit(IRIS + " --start " + model() + " --freeze means,covariances");
        assertEquals(2, json.at("/fit/parameters").asInt());
    }

    @Test
    void theHierarchicalStartIsMclusts() {
        JsonNode json = fit(IRIS + " --components 2 --covariance VEV --start hierarchical");
        assertEquals(561.7285, json.at("/fit/bic").asDouble(), 1e-4);
        assertEquals(561.7289, json.at("/fit/icl").asDouble(), 1e-4);
    }

    @Test
    void randomRowsFindFaithfulsMaximumToo() {
        String faithful = "../data/faithful.csv --components 2";
        double clusters = fit(faithful).at("/fit/logLikelihood").asDouble();
        double rows =
                fit(faithful + " --start random-rows").at("/fit/logLikelihood").asDouble();
        assertEquals(clusters, rows, 1e-4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../data/iris.csv --components 3 --labels Species --start random-rows | leave out --labels",
                "../data/iris.csv --components 3 --labels Species --sorted | --labels number the components",
                "../data/iris.csv --components 3 --freeze means | name a model file with --start",
                "../data/iris.csv --components 3 --labels Species --start kmeans++ | leave out --labels",
                "../data/iris.csv --components 3 --prior jeffreys | there is no prior \"jeffreys\"",
                "../data/iris.csv --components 3 --labels Kind | column \"Kind\": not in the file",
                "../data/iris.csv --components 2 --labels Species | 3 labels (setosa, versicolor, virginica)",
                "../data/iris.csv --components 4 --labels Species | all rows are labelled",
                "../data/iris.csv --columns Sepal.Length --labels Sepal.Length | both labels and data",
            })
    void badInputIsASentence(String words, String fragment) {
        Command fit = em("fit gmm " + words);
        assertEquals(3, fit.status(), fit.err());
        assertTrue(fit.err().contains(fragment), fit.err());
    }

    @Test
    void noiseWithoutABoxIsRefused() throws IOException {
        Files.writeString(
                Path.of(model()),
                "{\"weights\": [1], \"means\": [[0, 0]], \"covariances\": [[[1, 0], [0, 1]]], \"noise\": {\"weight\": 0.1}}");
        Command score = Command.em("score", model(), "../data/faithful.csv");
        assertEquals(3, score.status(), score.err());
        assertTrue(score.err().contains("at noise"), score.err());
    }
}
