package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing in a model file is believed: what is no model is refused by every command, with the place. */
class ModelFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String GAUSSIANS = """
            {"model": "gaussian-mixture", "covariance": "full", "columns": ["a", "b"], "weights": [0.4, 0.6],
             "means": [[0, 3], [1, 2]], "covariances": [[[1, 0.2], [0.2, 2]], [[2, 0], [0, 1]]]}""";

    private static final String FACTORS = """
            {"model": "factor-analysis", "columns": ["a", "b"], "mean": [0, 1], "loadings": [[1, 0], [0.5, 1]],
             "uniquenesses": [1, 2], "factorCorrelations": [[1, 0.3], [0.3, 1]]}""";

    private static final String ANALYSERS = """
            {"model": "mixture-of-factor-analysers", "columns": ["a", "b"], "weights": [0.4, 0.6], "components": [
             {"mean": [0, 1], "loadings": [[1], [0.5]], "uniquenesses": [1, 2]},
             {"mean": [5, 1], "loadings": [[1], [0.5]], "uniquenesses": [1, 2]}]}""";

    private static final String PRINCIPAL = """
            {"model": "probabilistic-pca", "columns": ["a", "b"], "mean": [0, 1], "loadings": [[1], [0.5]],
             "noiseVariance": 1}""";

    @TempDir
    private Path folder;

    private String data;

    @BeforeEach
    void rows() throws IOException {
        data = write("x.csv", "a,b\n1,2\n0,3\n2,2.5\n1,1\n0,0.5\n");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** The model with a value put at a place, or none. */
    private String changed(String model, String path, String value) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(model);
        int last = path.lastIndexOf('/');
        var parent = json.at(path.substring(0, last));
        String name = path.substring(last + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), JSON.readTree(value));
        } else if (value == null) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, JSON.readTree(value));
        }
        return write("m.json", json.toString());
    }

    /** By every command that applies a model, and as a start. */
    private void assertRefused(String model, String start, String words) {
        for (String[] command : new String[][] {
            {"predict", model, data},
            {"score", model, data},
            {"impute", model, data},
            {"sample", model, "--rows", "3"},
            start.split(" ")
        }) {
            Command run = Command.em(command);
            assertEquals(3, run.status(), () -> String.join(" ", command) + ": " + run.out() + run.err());
            assertEquals("", run.out());
            assertTrue(run.err().contains(words), run.err());
            assertTrue(run.err().contains("m.json"), run.err());
            assertFalse(run.err().contains(data), run.err()); // the fault is not of the data
            assertFalse(run.err().contains("Exception"), run.err());
        }
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/weights | [-0.2, 1.2] | weight 1 is -0.2: a weight is 0 or more",
                "/weights | [0.5, 0.3] | each weight is a part of 1, and they sum to 0.8; divide each by that",
                "/weights | [1, 1] | they sum to 2.0",
                "/weights | [0, 0] | they sum to 0.0",
                "/weights | [0.2, 0.3, 0.5] | at covariances, holds 2 values where 3 are needed",
                "/weights | {\"a\": 0.4, \"b\": 0.6} | at weights, holds {\"a\":0.4,\"b\":0.6}, not an array",
                "/weights | [0.4, \"0.6\"] | at weights[1], holds \"0.6\", not a finite number",
                "/weights | [0.4, 1e999] | at weights[1], holds",
                "/weights | | has no \"weights\"",
                "/means | [[0, 3], [1]] | at means[1], holds 1 values where 2 are needed",
                "/means | [] | at means, holds [], not an array of values",
                "/covariances/0 | [[1, 99], [0.1, 2]] | the covariance of component 1 is not symmetric: 0.1 in row 2",
                "/covariances/0 | [[1, 2], [2, 1]] | component 1: the covariance is singular: column 2",
                "/covariances/0 | [[-1, 0], [0, 1]] | component 1: the covariance is singular: column 1",
                "/covariances/1 | [[1, 2, 3], [2, 1, 3]] | row 1 of the covariance of component 2 has 3 numbers",
                "/covariances | [[[1, 0], [0, 1]]] | at covariances, holds 1 values where 2 are needed",
                "/covariance | \"banana\" | there is no covariance \"banana\"",
                "/covariance | null | at covariance, holds null, not a text",
                "/covariance | \"EII\" | names the covariance EII, and that of component 1 is none of these",
                "/model | \"banana\" | at model, names no model that there is: \"banana\"; there are gaussian-mixture",
                "/model | \"factor-analysis\" | is a factor-analysis and has \"covariances\"",
                "/loadings | [[1], [1]] | is a gaussian-mixture and has \"loadings\"",
                "/columns | [\"a\", \"b\", \"c\"] | is a model of 2 columns and names 3",
                "/columns | [\"a\", \"a\"] | at columns, holds a name twice",
                "/labels | [\"u\", \"v\", \"w\"] | has 3 labels for 2 components",
                "/noise | {\"weight\": 1.5, \"lower\": [0, 0], \"upper\": [1, 1]} | the weight of noise is 1.5",
                "/noise | {\"weight\": 0.5, \"lower\": [0], \"upper\": [1]} | is over a box of 1 columns, not 2",
                "/noise | {\"weight\": 0.5, \"lower\": [0, 0], \"upper\": [1, 0]} | in column 2 has no density",
            })
    void noGaussianMixture(String path, String value, String words) throws IOException {
        String model = changed(GAUSSIANS, path, value);
        assertRefused(model, "fit gmm " + data + " --start " + model, words);
    }

    @ParameterizedTest(name = "{0} {1} = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fa | /uniquenesses | [1, 0] | the uniqueness of column 2 is 0.0",
                "fa | /uniquenesses | [1] | as many uniquenesses, not 2 and 1",
                "fa | /loadings | [[1, 0], [1]] | at loadings[1], holds 1 values where 2 are needed",
                "fa | /loadings | [[1e200, 0], [1, 0]] | the loadings of column 1 are too large to be squared",
                "fa | /mean | [1, 2, 3] | a mean of 3 columns",
                "fa | /factorCorrelations | [[1, 99], [0.1, 1]] | at factorCorrelations, holds no model: the matrix is not",
                "fa | /factorCorrelations | [[1, 2], [2, 1]] | that is not positive definite: factor 2",
                "fa | /factorCorrelations | [[1]] | the matrix has 1 rows where 2 are needed",
                "fa | /noiseVariance | 1 | is a factor-analysis and has \"noiseVariance\"",
                "ppca | /noiseVariance | -1 | the uniqueness of column 1 is -1.0",
                "ppca | /noiseVariance | [1] | at noiseVariance, holds [1], not a finite number",
                "ppca | /loadings | [[1, 0], [1, 2]] | fewer than columns",
                "mfa | /weights | [0.5, 0.6] | each weight is a part of 1",
                "mfa | /weights | [1] | 1 weights for 2 components",
                "mfa | /components/1/uniquenesses | [1, -2] | at components[1], holds no model: the uniqueness of column 2",
                "mfa | /components/1/loadings | [[1, 2], [3, 4]] | components of different columns, factors or kinds",
                "mfa | /components/0 | 7 | at components[0], does not hold a JSON object",
                "mfa | /shared | [\"loadings\", \"means\"] | shares means; only loadings and noise can be",
            })
    void noFactorModel(String type, String path, String value, String words) throws IOException {
        String base = type.equals("fa") ? FACTORS : type.equals("ppca") ? PRINCIPAL : ANALYSERS;
        String model = changed(base, path, value);
        assertRefused(model, "fit " + type + " " + data + " --start " + model, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} xyz | is not JSON: ",
                "{\"weights\": [1], \"weights\": [1]} | Duplicate field 'weights' in line 1",
                "[1, 2] | does not hold a JSON object",
                "{\"weights\": [0.5, NaN]} | is not JSON",
                "` ` | does not hold",
            })
    void noJson(String text, String words) throws IOException {
        String model = write("m.json", text);
        assertRefused(model, "fit gmm " + data + " --start " + model, words);
    }

    @Test
    @EnabledIf("hasDevZero")
    void whatNeverEndsIsRefusedAtOnce() {
        Command run = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Command.em("predict", "/dev/zero", data));
        assertEquals(3, run.status());
        assertTrue(run.err().contains("/dev/zero is not JSON"), run.err());
    }

    static boolean hasDevZero() {
        return Files.exists(Path.of("/dev/zero"));
    }

    @ParameterizedTest
    @CsvSource({"fa", "ppca", "mfa", "gmm"})
    void aModelStartsNoFitOfAnother(String type) throws IOException {
        String model = write("m.json", type.equals("gmm") ? ANALYSERS : GAUSSIANS);
        Command run = Command.em("fit", type, data, "--start", model);
        assertEquals(3, run.status(), run.out() + run.err());
        assertTrue(run.err().contains("is needed"), run.err());
    }

    /** Written by hand, without a type: it is read off the parameters. */
    @Test
    void whatIsOneIsRead() throws IOException {
        for (String text : new String[] {GAUSSIANS, FACTORS, ANALYSERS, PRINCIPAL}) {
            String whole = Command.em("score", write("m.json", text), data).out();
            assertEquals(6, whole.lines().count());
            assertEquals(
                    whole,
                    Command.em("score", changed(text, "/model", null), data).out());
        }
    }
}
