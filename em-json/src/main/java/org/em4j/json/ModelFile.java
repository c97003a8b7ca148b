package org.em4j.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.Noise;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * A model as JSON: what fits write, and what starts, predictions, scores and samples read. Nothing in a file is believed:
 * what is no model of the type it names is refused, with the place.
 *
 * @param root the object
 * @param type what it holds
 */
public record ModelFile(ModelNode root, ModelType type) {
    /** Names whose covariances have scikit-learn's shapes; of all others they are {@code (K x d x d)}. */
    private static final List<String> SHAPED = List.of("full", "tied", "diag", "spherical");

    /** Relative to the variances: what a covariance printed to nine digits is off its family by. */
    private static final double OF_FAMILY = 1e-8;

    /** What files are written in now; the same parameters may be written otherwise some day. */
    static final int FORMAT = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Reads a file that holds one JSON object. */
    public static ModelFile read(Path file) {
        return of(ModelNode.read(file));
    }

    /** An object in a file. */
    public static ModelFile of(ModelNode node) {
        if (!node.json().isObject()) {
            throw node.wrong("does not hold a JSON object");
        }
        if (node.has("format") && node.at("format").number() != FORMAT) {
            throw node.wrong("is of format " + node.at("format").json() + ", and this version of em4j reads format "
                    + FORMAT + "; read it with the version that wrote it, or a newer one");
        }
        return new ModelFile(node, ModelType.of(node));
    }

    /** Refuses a file of another type. */
    void require(ModelType other) {
        if (type != other) {
            throw wrong("is a " + type + ", and a " + other + " is needed");
        }
    }

    /** Names of the columns the model was fitted to; empty if the file does not say. */
    public List<String> columns() {
        return names("columns");
    }

    /** Names of its d columns, x1 to xd if the file does not say. */
    public List<String> columns(int d) {
        List<String> columns = columns();
        if (!columns.isEmpty() && columns.size() != d) {
            throw wrong("is a model of " + d + " columns and names " + columns.size());
        }
        return columns.isEmpty()
                ? IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList()
                : columns;
    }

    private List<String> names(String of) {
        return root.has(of) ? root.at(of).names() : List.of();
    }

    /** The covariance family the file names. */
    private CovarianceFamily<?, ?> family() {
        return family(covariance());
    }

    private String covariance() {
        if (!root.has("covariance")) {
            return "full";
        }
        ModelNode node = root.at("covariance");
        if (CovarianceFamily.of(node.text()).isEmpty()) {
            throw node.wrong("names none: " + noFamily(node.text()));
        }
        return node.text();
    }

    /** The family of a name, scikit-learn's or mclust's, in any case. */
    public static CovarianceFamily<?, ?> family(String name) {
        return CovarianceFamily.of(name).orElseThrow(() -> new InvalidDataException(noFamily(name)));
    }

    private static String noFamily(String name) {
        return "there is no covariance \"" + name + "\"; choose full, tied, diag or spherical, or one of "
                + CovarianceFamily.all().stream().map(CovarianceFamily::name).collect(Collectors.joining(", "));
    }

    /** A family's name as files have it: scikit-learn's small, mclust's large. */
    public static String spelled(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return SHAPED.contains(small) ? small : family(name).name();
    }

    /** Refuses covariances that are not of the family that the file names. */
    private void requireOwn(MixtureParameters<? extends MultivariateNormal> nearest, double[][][] given) {
        for (int k = 0; k < given.length; k++) {
            double[][] own = nearest.components().get(k).covariance();
            for (int i = 0; i < own.length; i++) {
                for (int j = 0; j <= i; j++) {
                    if (Math.abs(own[i][j] - given[k][i][j]) > OF_FAMILY * Math.sqrt(own[i][i] * own[j][j])) {
                        throw wrong("names the covariance " + covariance() + ", and that of component " + (k + 1)
                                + " is none of these; name the family that it is of");
                    }
                }
            }
        }
    }

    /** The file's mixture, of the family that it names. */
    public GaussianMixture<?, ?> mixture() {
        return mixture(family());
    }

    /** The file's mixture in any family, the nearest of it. */
    public <P extends MultivariateNormal, S extends GaussianStatistics<S>> GaussianMixture<P, S> mixture(
            CovarianceFamily<P, S> family) {
        require(ModelType.GAUSSIAN_MIXTURE);
        double[] weights = root.at("weights").vector();
        double[][] means = root.at("means").matrix();
        int d = means[0].length;
        double[][][] dense = covariances(d, weights.length);
        return root.made(() -> {
            requireOwn(family().parameters(weights, means, dense), dense);
            var mixture = new GaussianMixture<>(family, family.parameters(weights, means, dense));
            columns(d);
            if (labels().size() > weights.length) {
                throw wrong("has " + labels().size() + " labels for " + weights.length + " components");
            }
            return root.has("noise") ? mixture.withNoise(noise(root.at("noise"), d)) : mixture;
        });
    }

    private static Noise noise(ModelNode node, int d) {
        double[] lower = node.at("lower").vector();
        double[] upper = node.at("upper").vector();
        if (lower.length != d) {
            throw node.wrong("is over a box of " + lower.length + " columns, not " + d);
        }
        return new Noise(node.at("weight").number(), new Uniform(lower, upper));
    }

    /** Names of the first components; empty if the file does not say. */
    public List<String> labels() {
        return names("labels");
    }

    /** The K covariances {@code (d x d)}, in the layout of the name that the file gives. */
    private double[][][] covariances(int d, int k) {
        ModelNode node = root.at("covariances");
        return switch (spelled(covariance())) {
            case "tied" -> Collections.nCopies(k, node.matrix()).toArray(double[][][]::new);
            case "diag" ->
                node.items(k).stream()
                        .map(each -> diagonal(each.items(d).stream()
                                .mapToDouble(ModelNode::number)
                                .toArray()))
                        .toArray(double[][][]::new);
            case "spherical" ->
                node.items(k).stream()
                        .map(each -> {
                            double[] variances = new double[d];
                            Arrays.fill(variances, each.number());
                            return diagonal(variances);
                        })
                        .toArray(double[][][]::new);
            default -> node.items(k).stream().map(ModelNode::matrix).toArray(double[][][]::new);
        };
    }

    private static double[][] diagonal(double[] variances) {
        double[][] c = new double[variances.length][variances.length];
        for (int j = 0; j < variances.length; j++) {
            c[j][j] = variances[j];
        }
        return c;
    }

    /** Refuses data of another width than the model's. */
    public void requireColumns(int d, int columns) {
        if (columns != d) {
            throw wrong("is a model of " + d + " columns, the data have " + columns + "; choose them with Columns.of");
        }
    }

    public InvalidDataException wrong(String what) {
        return root.wrong(what);
    }

    /**
     * A mixture, its covariances {@code (K x d x d)}; in scikit-learn's shapes if the family goes by scikit-learn's name.
     *
     * @param covariance the family as the user calls it
     * @param labels of the first components
     */
    public static ObjectNode of(
            GaussianMixture<?, ?> mixture, String covariance, List<String> columns, List<String> labels) {
        ObjectNode json = object(ModelType.GAUSSIAN_MIXTURE);
        json.put("covariance", covariance);
        columns.forEach(json.putArray("columns")::add);
        json.set("weights", array(mixture.weights()));
        json.set("means", array(mixture.means()));
        double[][][] dense = mixture.covariances();
        ArrayNode shaped = NODES.arrayNode();
        for (double[][] c : dense) {
            switch (covariance) {
                case "tied" -> shaped = array(c);
                case "diag" -> shaped.add(array(variances(c)));
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

    /** An object that holds a model of a type, to be filled. */
    public static ObjectNode object(ModelType type) {
        return NODES.objectNode().put("format", FORMAT).put("model", type.toString());
    }

    /** An empty object. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    private static double[] variances(double[][] c) {
        double[] v = new double[c.length];
        for (int j = 0; j < v.length; j++) {
            v[j] = c[j][j];
        }
        return v;
    }

    public static ArrayNode array(double[] v) {
        ArrayNode node = NODES.arrayNode();
        for (double x : v) {
            node.add(x);
        }
        return node;
    }

    public static ArrayNode array(double[][] m) {
        ArrayNode node = NODES.arrayNode();
        for (double[] v : m) {
            node.add(array(v));
        }
        return node;
    }
}
