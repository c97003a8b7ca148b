package org.em4j.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.MultinomialLogit;
import org.em4j.core.mixture.gate.StandardColumns;
import org.em4j.core.product.Part;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.sequence.StateSpace;
import org.em4j.gmm.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/model-files.md, its schema and docs/python.md say of files. */
class ModelPagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DOCS = Path.of("../docs");

    private static final double[][] X = {{0.5, -0.25}, {1.75, 2}, {-1, 0.125}, {3, 3.5}};

    @TempDir
    private Path folder;

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(DOCS.resolve("model.schema.json")));
    }

    static Stream<String> covariances() {
        return Stream.of(
                "full",
                "tied",
                "diag",
                "spherical",
                "EII",
                "VII",
                "EEI",
                "VEI",
                "EVI",
                "VVI",
                "EEE",
                "VEE",
                "EVE",
                "VVE",
                "EEV",
                "VEV",
                "EVV",
                "VVV");
    }

    private Path mixture(String covariance) throws IOException {
        Path file = Files.writeString(folder.resolve("given.json"), """
                {"model": "gaussian-mixture", "covariance": "full", "weights": [0.3, 0.7], "means": [[0, 0], [2, 2.5]],
                 "covariances": [[[1, 0.3], [0.3, 0.8]], [[0.7, -0.2], [-0.2, 1]]]}""");
        GaussianMixture<?, ?> full = ModelFile.read(file).mixture(ModelFile.family("full"));
        var family = ModelFile.family(covariance);
        var nearest = ModelsLaws.nearest(family, full.weights(), full.means(), full.covariances());
        Path written = folder.resolve("model.json");
        Models.save(written, nearest, List.of("a", "b"));
        return written;
    }

    @ParameterizedTest
    @MethodSource("covariances")
    void pythonPredictsTheSame(String covariance) throws IOException, InterruptedException {
        assumeTrue(hasNumpy(), "python3 with numpy");
        Path model = mixture(covariance);
        Matcher code = Pattern.compile("```python\n(import json, sys.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCS.resolve("python.md")));
        assertTrue(code.find());
        Path script = Files.writeString(folder.resolve("predict.py"), code.group(1));
        Path data = Files.writeString(
                folder.resolve("x.csv"),
                Stream.concat(Stream.of("a,b"), Arrays.stream(X).map(row -> row[0] + "," + row[1]))
                        .collect(Collectors.joining("\n")));
        String printed = output("python3", script.toString(), model.toString(), data.toString());
        double[][] r = printed.lines()
                .map(line -> Stream.of(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        GaussianMixture<?, ?> loaded = Models.load(model, GaussianMixture.class);
        double[][] own = loaded.responsibilities(Rows.of(X));
        assertEquals(own.length, r.length, printed);
        for (int i = 0; i < own.length; i++) {
            assertArrayEquals(own[i], r[i], 1e-9);
        }
    }

    private static boolean hasNumpy() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import numpy").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    @ParameterizedTest
    @MethodSource("covariances")
    void theSchemaAdmitsWhatIsWritten(String covariance) throws IOException {
        assertEquals(
                Set.of(), schema().validate(JSON.readTree(mixture(covariance).toFile())));
    }

    @Test
    void theSchemaAdmitsMixturesOfMixtures() throws IOException {
        Mixture<Integer, Double, ?, ?> two = new Mixture<>(2, new Poisson());
        MixtureParameters<Double> rates = new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 2.0));
        Path file = folder.resolve("model.json");
        Models.save(
                file,
                new StoredModel<>(
                        new Mixture<>(2, two),
                        new MixtureParameters<>(new double[] {0.25, 0.75}, List.of(rates, rates))));
        assertEquals(Set.of(), schema().validate(JSON.readTree(file.toFile())));
    }

    @Test
    void theSchemaAdmitsProducts() throws IOException {
        Row row = new Row(3);
        var product = new Product<double[]>(List.of(
                new Part<>("calls", row.count(0), new Poisson()),
                new Part<>("answer", row.count(1), new Categorical(2)),
                new Part<>("size", row.part(2), new Gaussian(1))));
        Path file = folder.resolve("model.json");
        FullNormal normal = FullNormal.of(new double[] {1}, new double[][] {{2}});
        Models.save(
                file, new StoredModel<>(product, new Product.Theta(List.of(1.5, new double[] {0.25, 0.75}, normal))));
        assertEquals(Set.of(), schema().validate(JSON.readTree(file.toFile())));
        Files.writeString(file, Files.readString(file).replace("\"columns\" : [ 0 ]", "\"columns\" : [ 0, 1 ]"));
        assertEquals(
                file + ", at parts[0], has 2 columns for a model of one",
                assertThrows(InvalidDataException.class, () -> Models.load(file, StoredModel.class))
                        .getMessage());
    }

    @Test
    void mixturesGatedByColumnsAreLoadedAsTheyWereSaved() throws IOException {
        StandardColumns covariates = new StandardColumns(List.of(new StandardColumns.Column(1, 1960, 12.5)));
        var gate = new MultinomialLogit<double[]>(3, 2, covariates);
        var model = new GatedMixture<>(
                gate, new Product<double[]>(List.of(new Part<>("calls", new Row(2).count(0), new Poisson()))));
        var theta = new GatedParameters<>(
                new double[] {0.1, -1.5, 2, 0.25},
                Stream.of(1.0, 2.0, 3.0)
                        .map(rate -> new Product.Theta(List.of(rate)))
                        .toList());
        Path file = folder.resolve("model.json");
        Models.save(file, new StoredModel<>(model, theta));
        assertEquals(Set.of(), schema().validate(JSON.readTree(file.toFile())));
        StoredModel<?, ?, ?, ?> loaded = Models.load(file, StoredModel.class);
        assertEquals(model, loaded.model());
        assertArrayEquals(theta.gate(), (double[]) ((GatedParameters<?, ?>) loaded.theta()).gate());
        Files.writeString(file, Files.readString(file).replace(", -1.5", ""));
        assertTrue(assertThrows(InvalidDataException.class, () -> Models.load(file, StoredModel.class))
                .getMessage()
                .contains("coefficients"));
    }

    @Test
    void stateSpaceModelsAreLoadedAsTheyWereSaved() throws IOException {
        FullNormal two = FullNormal.of(new double[] {0, 0}, new double[][] {{1, 0.25}, {0.25, 2}});
        StateSpace model = new StateSpace(new double[][] {{1, 0}, {0.5, 1}, {0, 1}}, two, true);
        var theta = new StateSpace.Theta(new double[][] {{0.5, 0.1}, {0, 0.75}}, two, new double[] {1, 2, 3});
        Path file = folder.resolve("model.json");
        Models.save(file, new StoredModel<>(model, theta));
        assertEquals(Set.of(), schema().validate(JSON.readTree(file.toFile())));
        StateSpace.Theta loaded =
                (StateSpace.Theta) Models.load(file, StoredModel.class).theta();
        assertTrue(Arrays.deepEquals(theta.transition(), loaded.transition()));
        assertArrayEquals(theta.noise(), loaded.noise());
        assertTrue(Arrays.deepEquals(theta.steps().covariance(), loaded.steps().covariance()));
        Files.writeString(file, Files.readString(file).replace("[ 0.5, 0.1 ]", "[ 0.5, 0.1, 1 ]"));
        assertThrows(InvalidDataException.class, () -> Models.load(file, StoredModel.class));
    }

    @Test
    void theSchemaRefusesWhatIsNoModel() throws IOException {
        for (String json : List.of(
                "{\"model\": \"poisson\"}",
                "{\"model\": \"poisson\", \"rate\": -1}",
                "{\"model\": \"banana\"}",
                "{\"format\": 2, \"model\": \"poisson\", \"rate\": 1}",
                "{\"model\": \"mixture\", \"weights\": [1], \"components\": [{\"model\": \"poisson\"}]}")) {
            assertFalse(schema().validate(JSON.readTree(json)).isEmpty(), json);
        }
    }

    @Test
    void thePageAndTheSchemaNameAllKinds() throws IOException {
        String page = Files.readString(DOCS.resolve("model-files.md"));
        String schema = Files.readString(DOCS.resolve("model.schema.json"));
        for (ModelType type : ModelType.values()) {
            assertTrue(page.contains('`' + type.toString() + '`'), type.toString());
            assertTrue(schema.contains('"' + type.toString() + '"'), type.toString());
        }
    }
}
