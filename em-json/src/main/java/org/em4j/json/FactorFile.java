package org.em4j.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.Entries;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.report.LinearScores;

/**
 * A model file that holds a factor model, or a mixture of them: there each of {@code components} is one.
 *
 * @param file the file
 */
public record FactorFile(ModelFile file) {
    private static final String COMPONENTS = "components";
    private static final String CORRELATIONS = "factorCorrelations";

    /** The file's factor model; a mean that it does not give is taken from elsewhere. */
    FactorParameters factors(double[] otherwiseMean) {
        double[] mean = has("mean") ? vector("mean") : otherwiseMean;
        double[][] loadings = uncorrelated(loadings());
        return root().made(() -> isIsotropic()
                ? ProbabilisticPca.parameters(
                        mean, loadings, root().at("noiseVariance").number())
                : FactorParameters.of(mean, loadings, vector("uniquenesses")));
    }

    /** The file's loadings as they are, and the correlations of their factors; a mean that it does not give is zero. */
    FactorParameters patterned() {
        double[][] loadings = loadings();
        double[] mean = has("mean") ? vector("mean") : new double[loadings.length];
        return root().made(() -> {
            FactorParameters theta = FactorParameters.of(mean, loadings, vector("uniquenesses"));
            return has(CORRELATIONS)
                    ? theta.withFactorCovariance(root().at(CORRELATIONS).matrix())
                    : theta;
        });
    }

    /** The factor model of a file that gives a mean; a mean that it does not give is zero. */
    FactorParameters factors() {
        return factors(new double[loadings().length]);
    }

    /** The file's factor model, and of which kind it is. */
    public FactorModel model() {
        FactorParameters theta = factors();
        file.columns(theta.columns());
        return model(theta);
    }

    private FactorModel model(FactorParameters theta) {
        return root().made(() -> isIsotropic()
                ? new FactorModel(new ProbabilisticPca(theta.columns(), theta.factors()), theta)
                : new FactorModel(theta));
    }

    private ModelNode root() {
        return file.root();
    }

    private boolean has(String name) {
        return root().has(name);
    }

    private double[] vector(String name) {
        return root().at(name).vector();
    }

    private boolean isIsotropic() {
        return file.type() == ModelType.PROBABILISTIC_PCA;
    }

    private double[][] loadings() {
        if (!has("loadings")) {
            file.require(ModelType.FACTOR_ANALYSIS);
        }
        return root().at("loadings").matrix();
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
        if (!has(CORRELATIONS)) {
            return Optional.empty();
        }
        ModelNode node = root().at(CORRELATIONS);
        int q = loadings()[0].length;
        double[] correlations = node.made(() -> Entries.symmetric("the matrix", node.matrix(), q));
        try {
            return Optional.of(Cholesky.of(correlations, q));
        } catch (NotPositiveDefiniteException e) {
            throw node.wrong("holds a matrix that is not positive definite: factor " + (e.pivot() + 1)
                    + " follows from those before it");
        }
    }

    /** Scores of the file's factors, correlated if it says so. */
    public LinearScores scores(LinearScores.Method method) {
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
    public FactorParameters start(double[] mean, Optional<Integer> factors, int columns) {
        FactorParameters theta = model(factors(mean)).theta();
        file.requireColumns(theta.columns(), columns);
        if (factors.isPresent() && factors.get() != theta.factors()) {
            throw file.wrong("starts " + theta.factors() + " factors, not " + factors.get());
        }
        return theta;
    }

    /** The file's mixture of factor models. */
    public FactorMixture mixture() {
        file.require(ModelType.MIXTURE_OF_FACTOR_ANALYSERS);
        double[] weights = vector("weights");
        List<FactorModel> models = root().at(COMPONENTS).items().stream()
                .map(node -> new FactorFile(ModelFile.of(node)).model())
                .toList();
        if (models.stream().map(FactorModel::model).distinct().count() != 1) {
            throw file.wrong("has components of different columns, factors or kinds of noise");
        }
        file.columns(models.get(0).theta().columns());
        List<FactorParameters> components =
                models.stream().map(FactorModel::theta).toList();
        SharedFactors family = new SharedFactors(models.get(0).model(), shared());
        if (!family.isSharedBy(components)) {
            throw file.wrong("has components that differ in what they share");
        }
        return new FactorMixture(family, root().made(() -> new MixtureParameters<>(weights, components)));
    }

    private Set<SharedFactors.Part> shared() {
        Set<SharedFactors.Part> parts = EnumSet.noneOf(SharedFactors.Part.class);
        for (String name : has("shared") ? root().at("shared").names() : List.<String>of()) {
            parts.add(Arrays.stream(SharedFactors.Part.values())
                    .filter(part -> name(part).equals(name))
                    .findAny()
                    .orElseThrow(() -> file.wrong("shares " + name + "; only loadings and noise can be")));
        }
        return parts;
    }

    private static String name(SharedFactors.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /** A factor model. */
    public static ObjectNode of(FactorModel model, List<String> columns) {
        boolean isotropic = model.model() instanceof ProbabilisticPca;
        ObjectNode json = ModelFile.object(isotropic ? ModelType.PROBABILISTIC_PCA : ModelType.FACTOR_ANALYSIS);
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
    public static ObjectNode of(FactorMixture mixture, List<String> columns) {
        ObjectNode json = ModelFile.object(ModelType.MIXTURE_OF_FACTOR_ANALYSERS);
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
