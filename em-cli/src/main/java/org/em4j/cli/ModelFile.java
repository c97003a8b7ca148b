package org.em4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.mixture.Uniform;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Statistics;
import org.em4j.factor.FactorMixture;
import org.em4j.gmm.CovarianceFamily;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.Noise;
import org.em4j.gmm.Normal;

/**
 * A model as JSON: what fits write, and what starts, predictions, scores and samples read.
 *
 * @param file where it came from, for messages
 * @param json the object
 */
record ModelFile(Path file, ObjectNode json) {
    /** Names whose covariances have scikit-learn's shapes; of all others they are {@code (K x d x d)}. */
    private static final List<String> SHAPED = List.of("full", "tied", "diag", "spherical");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Reads a file that holds one JSON object. */
    static ModelFile read(Path file) {
        try {
            if (new ObjectMapper().readTree(Files.readString(file)) instanceof ObjectNode object) {
                return new ModelFile(file, object);
            }
        } catch (JsonProcessingException e) {
            throw new InvalidDataException(file + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidDataException(file + " cannot be read; is it there?");
        }
        throw new InvalidDataException(file + " does not hold a JSON object");
    }

    /** The model, to apply. */
    FittedModel<?> model() {
        if (json.has("loadings")) {
            FactorFile factors = new FactorFile(this);
            return FittedModel.of(factors.model(), factors::scores);
        }
        if (json.path("model").asText().equals("structural-equation-model")) {
            throw wrong("is a structural model of several groups, or with residuals that covary or vanish, which is not"
                    + " applied to rows; its parameters can start another fit");
        }
        return json.has(FactorFile.COMPONENTS)
                ? fitted(new FactorFile(this).mixture())
                : FittedModel.of(mixture(family()), labels());
    }

    private static FittedModel<?> fitted(FactorMixture mixture) {
        return FittedModel.of(
                mixture.model(), mixture.theta(), mixture.family().component().d());
    }

    /** Names of the columns the model was fitted to; empty if the file does not say. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        json.path("columns").forEach(c -> columns.add(c.asText()));
        return columns;
    }

    /** The covariance family the file names. */
    CovarianceFamily<?, ?> family() {
        return family(json.path("covariance").asText("full"));
    }

    /** The family of a name, scikit-learn's or mclust's, in any case. */
    static CovarianceFamily<?, ?> family(String name) {
        return CovarianceFamily.of(name)
                .orElseThrow(() -> new InvalidDataException("there is no covariance \"" + name
                        + "\"; choose full, tied, diag or spherical, or one of "
                        + CovarianceFamily.all().stream()
                                .map(CovarianceFamily::name)
                                .collect(Collectors.joining(", "))));
    }

    /** A family's name as files have it: scikit-learn's small, mclust's large. */
    static String spelled(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return SHAPED.contains(small) ? small : family(name).name();
    }

    /** The file's mixture in a family, whose shape of covariances it must have. */
    <P extends Normal, S extends Statistics<S>> GaussianMixture<P, S> mixture(CovarianceFamily<P, S> family) {
        double[] weights = vector(field("weights"), "weights");
        double[][] means = matrix(field("means"), "means");
        if (means.length != weights.length) {
            throw wrong("has " + weights.length + " weights and " + means.length + " means");
        }
        JsonNode covariances = field("covariances");
        double[][][] dense = new double[weights.length][][];
        for (int k = 0; k < dense.length; k++) {
            dense[k] = covariance(covariances, k, means[k].length);
        }
        try {
            var mixture = new GaussianMixture<>(family, family.parameters(weights, means, dense));
            return json.has("noise") ? mixture.with(noise(means[0].length)) : mixture;
        } catch (DegenerateException e) {
            throw wrong("is no start: " + e.degeneracy().describe());
        }
    }

    private Noise noise(int d) {
        double[] lower = vector(json.get("noise").path("lower"), "noise");
        double[] upper = vector(json.get("noise").path("upper"), "noise");
        double weight = number(json.get("noise").path("weight"), "noise");
        boolean box = lower.length == d && upper.length == d;
        for (int j = 0; box && j < d; j++) {
            box = lower[j] < upper[j];
        }
        if (!box || !(weight >= 0 && weight < 1)) {
            throw wrong(
                    "has noise that is no weight from 0 to 1 with a box: lower and upper ends of " + d + " columns");
        }
        return new Noise(weight, new Uniform(lower, upper));
    }

    /** Names of the first components; empty if the file does not say. */
    List<String> labels() {
        List<String> labels = new ArrayList<>();
        json.path("labels").forEach(l -> labels.add(l.asText()));
        return labels;
    }

    /** Component k's covariance, in the layout of the name that the file gives. */
    private double[][] covariance(JsonNode node, int k, int d) {
        String name = spelled(json.path("covariance").asText("full"));
        double[][] c = new double[d][d];
        switch (name) {
            case "tied" -> c = matrix(node, "covariances");
            case "diag" -> {
                double[] variances = vector(node.path(k), "covariances");
                for (int j = 0; j < Math.min(d, variances.length); j++) {
                    c[j][j] = variances[j];
                }
            }
            case "spherical" -> {
                for (int j = 0; j < d; j++) {
                    c[j][j] = number(node.path(k), "covariances");
                }
            }
            default -> c = matrix(node.path(k), "covariances");
        }
        for (double[] row : c) {
            if (c.length != d || row.length != d) {
                throw wrong("has " + name + " covariances of another shape than " + d + " columns need");
            }
        }
        return c;
    }

    /** Refuses data of another width than the model's. */
    void requireColumns(int d, int columns) {
        if (columns != d) {
            throw wrong("is a model of " + d + " columns, the data have " + columns + "; choose them with --columns");
        }
    }

    JsonNode field(String name) {
        if (!json.has(name)) {
            throw wrong("has no \"" + name + '"');
        }
        return json.get(name);
    }

    double[] vector(JsonNode node, String name) {
        double[] v = new double[node.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = number(node.get(i), name);
        }
        if (!node.isArray() || v.length == 0) {
            throw wrong("has \"" + name + "\" that are not arrays of numbers of the shape expected");
        }
        return v;
    }

    double[][] matrix(JsonNode node, String name) {
        double[][] m = new double[node.size()][];
        for (int i = 0; i < m.length; i++) {
            m[i] = vector(node.get(i), name);
        }
        if (m.length == 0) {
            throw wrong("has \"" + name + "\" that are not arrays of numbers of the shape expected");
        }
        return m;
    }

    double number(JsonNode node, String name) {
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            throw wrong("has \"" + name + "\" that are not arrays of numbers of the shape expected");
        }
        return node.asDouble();
    }

    InvalidDataException wrong(String what) {
        return new InvalidDataException(file + " " + what);
    }

    /**
     * A mixture, its covariances {@code (K x d x d)}; in scikit-learn's shapes if the family goes by scikit-learn's name.
     *
     * @param covariance the family as the user calls it
     * @param labels of the first components
     */
    static ObjectNode of(GaussianMixture<?, ?> mixture, String covariance, List<String> columns, List<String> labels) {
        ObjectNode json = NODES.objectNode();
        json.put("model", "gaussian-mixture");
        json.put("covariance", covariance);
        columns.forEach(json.putArray("columns")::add);
        json.set("weights", array(mixture.weights()));
        json.set("means", array(mixture.means()));
        double[][][] dense = mixture.covariances();
        ArrayNode shaped = NODES.arrayNode();
        for (double[][] c : dense) {
            switch (covariance) {
                case "tied" -> shaped = array(c);
                case "diag" -> shaped.add(array(diagonal(c)));
                case "spherical" -> shaped.add(c[0][0]);
                default -> shaped.add(array(c));
            }
        }
        json.set("covariances", shaped);
        mixture.noise().ifPresent(noise -> {
            ObjectNode node = json.putObject("noise");
            node.put("weight", noise.weight());
            node.set("lower", array(noise.density().lower()));
            node.set("upper", array(noise.density().upper()));
        });
        if (!labels.isEmpty()) {
            labels.forEach(json.putArray("labels")::add);
        }
        return json;
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    private static double[] diagonal(double[][] c) {
        double[] v = new double[c.length];
        for (int j = 0; j < v.length; j++) {
            v[j] = c[j][j];
        }
        return v;
    }

    static ArrayNode array(double[] v) {
        ArrayNode node = NODES.arrayNode();
        for (double x : v) {
            node.add(x);
        }
        return node;
    }

    static ArrayNode array(double[][] m) {
        ArrayNode node = NODES.arrayNode();
        for (double[] v : m) {
            node.add(array(v));
        }
        return node;
    }
}
