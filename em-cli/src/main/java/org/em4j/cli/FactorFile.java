package org.em4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.FactorMixture;
import org.em4j.factor.FactorModel;
import org.em4j.factor.FactorParameters;
import org.em4j.factor.LinearScores;
import org.em4j.factor.ProbabilisticPca;
import org.em4j.factor.SharedFactors;

/**
 * A model file that holds a factor model, or a mixture of them: there each of {@code components} is one.
 *
 * @param file the file
 */
record FactorFile(ModelFile file) {
    static final String COMPONENTS = "components";

    /** The file's factor model; a mean that it does not give is taken from elsewhere. */
    FactorParameters factors(double[] otherwiseMean) {
        double[] mean = has("mean") ? file.vector(file.field("mean"), "mean") : otherwiseMean;
        double[][] loadings = uncorrelated(loadings());
        try {
            return isIsotropic()
                    ? ProbabilisticPca.parameters(
                            mean, loadings, file.number(file.field("noiseVariance"), "noiseVariance"))
                    : FactorParameters.of(mean, loadings, file.vector(file.field("uniquenesses"), "uniquenesses"));
        } catch (DegenerateException e) {
            throw file.wrong("is no start: " + e.degeneracy().describe());
        } catch (IllegalArgumentException e) {
            throw file.wrong("does not fit together: " + e.getMessage());
        }
    }

    /** The file's loadings as they are, and the correlations of their factors; a mean that it does not give is zero. */
    FactorParameters patterned() {
        double[][] loadings = loadings();
        double[] mean = has("mean") ? file.vector(file.field("mean"), "mean") : new double[loadings.length];
        FactorParameters theta =
                FactorParameters.of(mean, loadings, file.vector(file.field("uniquenesses"), "uniquenesses"));
        return factorCorrelations().isPresent()
                ? theta.withFactorCovariance(file.matrix(file.field("factorCorrelations"), "factorCorrelations"))
                : theta;
    }

    /** The same, where the file gives a mean or does not say how many columns it is of. */
    FactorParameters factors() {
        return factors(new double[loadings().length]);
    }

    /** The file's factor model, and of which kind it is. */
    FactorModel model() {
        FactorParameters theta = factors();
        return isIsotropic()
                ? new FactorModel(new ProbabilisticPca(theta.columns(), theta.factors()), theta)
                : new FactorModel(theta);
    }

    private boolean has(String name) {
        return file.json().has(name);
    }

    private boolean isIsotropic() {
        return has("noiseVariance");
    }

    private double[][] loadings() {
        return file.matrix(file.field("loadings"), "loadings");
    }

    /** Loadings of uncorrelated factors, {@code ΛC} where those of the file have correlations {@code CCᵀ}. */
    private double[][] uncorrelated(double[][] loadings) {
        Optional<Cholesky> correlations = factorCorrelations();
        if (correlations.isEmpty()) {
            return loadings;
        }
        int q = correlations.get().order();
        double[] c = correlations.get().factor();
        double[][] turned = new double[loadings.length][q];
        for (int j = 0; j < turned.length; j++) {
            for (int a = 0; a < q; a++) {
                for (int b = a; b < q; b++) {
                    turned[j][a] += loadings[j][b] * c[b * q + a];
                }
            }
        }
        return turned;
    }

    private Optional<Cholesky> factorCorrelations() {
        if (!has("factorCorrelations")) {
            return Optional.empty();
        }
        double[][] correlations = file.matrix(file.field("factorCorrelations"), "factorCorrelations");
        int q = correlations.length;
        if (q != loadings()[0].length || Arrays.stream(correlations).anyMatch(row -> row.length != q)) {
            throw file.wrong("has factor correlations of another shape than its loadings need");
        }
        try {
            return Optional.of(Cholesky.of(
                    Arrays.stream(correlations).flatMapToDouble(Arrays::stream).toArray(), q));
        } catch (NotPositiveDefiniteException e) {
            throw file.wrong("has factor correlations that are not positive definite");
        }
    }

    /** Scores of the file's factors, correlated if it says so. */
    LinearScores scores(LinearScores.Method method) {
        LinearScores scores = LinearScores.of(factors(), method);
        return factorCorrelations()
                .map(c -> {
                    int q = c.order();
                    double[][] back = new double[q][];
                    Arrays.setAll(back, a -> Arrays.copyOfRange(c.inverseFactor(), a * q, (a + 1) * q));
                    return scores.rotated(back);
                })
                .orElse(scores);
    }

    /** The file's factor model as a start for rows, with so many factors if anybody has said. */
    FactorParameters start(double[] mean, Optional<Integer> factors, int columns) {
        FactorParameters theta = factors(mean);
        file.requireColumns(theta.columns(), columns);
        if (factors.isPresent() && factors.get() != theta.factors()) {
            throw file.wrong("starts " + theta.factors() + " factors, --factors asks for " + factors.get());
        }
        return theta;
    }

    /** The file's mixture of factor models. */
    FactorMixture mixture() {
        double[] weights = file.vector(file.field("weights"), "weights");
        List<FactorModel> models = new ArrayList<>();
        for (JsonNode node : file.field(COMPONENTS)) {
            if (!(node instanceof ObjectNode object)) {
                throw file.wrong("has \"" + COMPONENTS + "\" that are not objects");
            }
            models.add(new FactorFile(new ModelFile(file.file(), object)).model());
        }
        if (models.size() != weights.length) {
            throw file.wrong("has " + weights.length + " weights and " + models.size() + " components");
        }
        if (models.stream().map(FactorModel::model).distinct().count() != 1) {
            throw file.wrong("has components of different columns, factors or kinds of noise");
        }
        List<FactorParameters> components =
                models.stream().map(FactorModel::theta).toList();
        SharedFactors family = new SharedFactors(models.get(0).model(), shared());
        if (!family.isSharedBy(components)) {
            throw file.wrong("has components that differ in what they share");
        }
        return new FactorMixture(family, new MixtureParameters<>(weights, components));
    }

    private Set<SharedFactors.Part> shared() {
        Set<SharedFactors.Part> parts = EnumSet.noneOf(SharedFactors.Part.class);
        for (JsonNode node : file.json().path("shared")) {
            parts.add(Arrays.stream(SharedFactors.Part.values())
                    .filter(part -> name(part).equals(node.asText()))
                    .findAny()
                    .orElseThrow(() -> file.wrong("shares " + node + "; only loadings and noise can be")));
        }
        return parts;
    }

    private static String name(SharedFactors.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /** A factor model. */
    static ObjectNode of(FactorModel model, List<String> columns) {
        ObjectNode json = ModelFile.object();
        json.put("model", model.model() instanceof ProbabilisticPca ? "probabilistic-pca" : "factor-analysis");
        columns.forEach(json.putArray("columns")::add);
        return parameters(model, json);
    }

    private static ObjectNode parameters(FactorModel model, ObjectNode json) {
        json.set("mean", ModelFile.array(model.theta().mean()));
        json.set("loadings", ModelFile.array(model.theta().loadings()));
        if (model.model() instanceof ProbabilisticPca) {
            json.put("noiseVariance", ProbabilisticPca.noiseVariance(model.theta()));
        } else {
            json.set("uniquenesses", ModelFile.array(model.theta().uniquenesses()));
        }
        return json;
    }

    /** A mixture of factor models. */
    static ObjectNode of(FactorMixture mixture, List<String> columns) {
        ObjectNode json = ModelFile.object();
        json.put("model", "mixture-of-factor-analysers");
        columns.forEach(json.putArray("columns")::add);
        ArrayNode shared = json.putArray("shared");
        mixture.family().parts().stream().sorted().forEach(part -> shared.add(name(part)));
        json.set("weights", ModelFile.array(mixture.theta().weights()));
        ArrayNode components = json.putArray(COMPONENTS);
        ArrayNode heywood = json.putArray("heywood");
        for (FactorModel model : mixture.components()) {
            parameters(model, components.addObject());
            for (int j : model.nearlyImproper()) {
                heywood.addObject().put("component", components.size()).put("column", columns.get(j));
            }
        }
        return json;
    }
}
