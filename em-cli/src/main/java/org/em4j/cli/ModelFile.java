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
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.FactorModel;
import org.em4j.factor.FactorParameters;
import org.em4j.gmm.CovarianceFamily;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.Normal;

/**
 * A model as JSON: what fits write, and what starts, predictions, scores and samples read.
 *
 * @param file where it came from, for messages
 * @param json the object
 */
record ModelFile(Path file, ObjectNode json) {
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

    boolean isFactorAnalysis() {
        return json.has("loadings");
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
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "full", "vvv" -> CovarianceFamily.FULL;
            case "tied", "eee" -> CovarianceFamily.TIED;
            case "diag", "diagonal", "vvi" -> CovarianceFamily.DIAGONAL;
            case "spherical", "vii" -> CovarianceFamily.SPHERICAL;
            default ->
                throw new InvalidDataException("there is no covariance \"" + name
                        + "\"; choose full, tied, diag or spherical (VVV, EEE, VVI or VII)");
        };
    }

    /** The file's mixture in a family, whose shape of covariances it must have. */
    <P extends Normal, S extends org.em4j.core.model.Statistics<S>> GaussianMixture<P, S> mixture(
            CovarianceFamily<P, S> family) {
        double[] weights = vector(field("weights"), "weights");
        double[][] means = matrix(field("means"), "means");
        if (means.length != weights.length) {
            throw wrong("has " + weights.length + " weights and " + means.length + " means");
        }
        JsonNode covariances = field("covariances");
        double[][][] dense = new double[weights.length][][];
        for (int k = 0; k < dense.length; k++) {
            dense[k] = covariance(family, covariances, k, means[k].length);
        }
        try {
            return new GaussianMixture<>(family, family.parameters(weights, means, dense));
        } catch (DegenerateException e) {
            throw wrong("is no start: " + e.degeneracy().describe());
        }
    }

    private double[][] covariance(CovarianceFamily<?, ?> family, JsonNode node, int k, int d) {
        double[][] c = new double[d][d];
        switch (family.name()) {
            case "tied" -> c = matrix(node, "covariances");
            case "full" -> c = matrix(node.path(k), "covariances");
            case "diag" -> {
                double[] variances = vector(node.path(k), "covariances");
                for (int j = 0; j < Math.min(d, variances.length); j++) {
                    c[j][j] = variances[j];
                }
            }
            default -> {
                for (int j = 0; j < d; j++) {
                    c[j][j] = number(node.path(k), "covariances");
                }
            }
        }
        for (double[] row : c) {
            if (c.length != d || row.length != d) {
                throw wrong("has " + family + " covariances of another shape than " + d + " columns need");
            }
        }
        return c;
    }

    /** The file's factor model; a mean that it does not give is taken from elsewhere. */
    FactorParameters factors(double[] otherwiseMean) {
        double[] mean = json.has("mean") ? vector(field("mean"), "mean") : otherwiseMean;
        try {
            return FactorParameters.of(
                    mean, matrix(field("loadings"), "loadings"), vector(field("uniquenesses"), "uniquenesses"));
        } catch (DegenerateException e) {
            throw wrong("is no start: " + e.degeneracy().describe());
        } catch (IllegalArgumentException e) {
            throw wrong("does not fit together: " + e.getMessage());
        }
    }

    /** Refuses rows of another width than the model's. */
    void requireColumns(int d, Rows rows) {
        if (rows.columns() != d) {
            throw wrong("is a model of " + d + " columns, the data have " + rows.columns()
                    + "; choose them with --columns");
        }
    }

    private JsonNode field(String name) {
        if (!json.has(name)) {
            throw wrong("has no \"" + name + '"');
        }
        return json.get(name);
    }

    private double[] vector(JsonNode node, String name) {
        double[] v = new double[node.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = number(node.get(i), name);
        }
        if (!node.isArray() || v.length == 0) {
            throw wrong("has \"" + name + "\" that are not arrays of numbers of the shape expected");
        }
        return v;
    }

    private double[][] matrix(JsonNode node, String name) {
        double[][] m = new double[node.size()][];
        for (int i = 0; i < m.length; i++) {
            m[i] = vector(node.get(i), name);
        }
        if (m.length == 0) {
            throw wrong("has \"" + name + "\" that are not arrays of numbers of the shape expected");
        }
        return m;
    }

    private double number(JsonNode node, String name) {
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            throw wrong("has \"" + name + "\" that are not arrays of numbers of the shape expected");
        }
        return node.asDouble();
    }

    private InvalidDataException wrong(String what) {
        return new InvalidDataException(file + " " + what);
    }

    /** A mixture in its family's shapes. */
    static ObjectNode of(GaussianMixture<?, ?> mixture, List<String> columns) {
        ObjectNode json = NODES.objectNode();
        json.put("model", "gaussian-mixture");
        json.put("covariance", mixture.family().name());
        columns.forEach(json.putArray("columns")::add);
        json.set("weights", array(mixture.weights()));
        json.set("means", array(mixture.means()));
        double[][][] dense = mixture.covariances();
        ArrayNode shaped = NODES.arrayNode();
        for (double[][] c : dense) {
            switch (mixture.family().name()) {
                case "full" -> shaped.add(array(c));
                case "diag" -> shaped.add(array(diagonal(c)));
                case "spherical" -> shaped.add(c[0][0]);
                default -> shaped = array(c); // tied: one for all
            }
        }
        json.set("covariances", shaped);
        return json;
    }

    /** A factor model. */
    static ObjectNode of(FactorModel model, List<String> columns) {
        ObjectNode json = NODES.objectNode();
        json.put("model", "factor-analysis");
        columns.forEach(json.putArray("columns")::add);
        json.set("mean", array(model.theta().mean()));
        json.set("loadings", array(model.theta().loadings()));
        json.set("uniquenesses", array(model.theta().uniquenesses()));
        return json;
    }

    private static double[] diagonal(double[][] c) {
        double[] v = new double[c.length];
        for (int j = 0; j < v.length; j++) {
            v[j] = c[j][j];
        }
        return v;
    }

    private static ArrayNode array(double[] v) {
        ArrayNode node = NODES.arrayNode();
        for (double x : v) {
            node.add(x);
        }
        return node;
    }

    private static ArrayNode array(double[][] m) {
        ArrayNode node = NODES.arrayNode();
        for (double[] v : m) {
            node.add(array(v));
        }
        return node;
    }
}
