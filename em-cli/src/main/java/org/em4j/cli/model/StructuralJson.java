package org.em4j.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.report.Estimated;
import org.em4j.factor.structural.report.ModificationIndex;
import org.em4j.factor.structural.report.ScaledTest;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;
import org.em4j.json.ModelType;
import org.em4j.json.StructuralFile;

/** A structural model as JSON: its parameters, and the factor model that it is, where it is one. */
public final class StructuralJson {
    private StructuralJson() {}

    public static ObjectNode of(StructuralSolution solution, boolean robust) {
        Specification s = solution.fit().model().specification();
        ObjectNode json = solution.fit()
                .factors()
                .map(theta -> FactorFile.of(new FactorModel(theta), s.columns()))
                .orElseGet(() -> ModelFile.object(ModelType.STRUCTURAL_EQUATION_MODEL));
        boolean plain = solution.fit().factors().isPresent();
        json.put(
                "model",
                (plain ? ModelType.CONFIRMATORY_FACTOR_ANALYSIS : ModelType.STRUCTURAL_EQUATION_MODEL).toString());
        s.columns().forEach(json.putArray("columns")::add);
        solution.fit().factors().ifPresent(theta -> factors(json, theta));
        s.latents().forEach(json.putArray("factors")::add);
        ArrayNode parameters = json.putArray("parameters");
        solution.estimates().forEach(e -> parameters.add(estimate(e)));
        solution.statistics().ifPresent(t -> json.set("test", FactorJson.test(t, json)));
        StructuralFile.put(json, solution.fit().model(), solution.fit().fit().theta());
        if (robust) {
            solution.scaled().ifPresent(t -> json.set("scaledTest", scaled(t)));
        }
        solution.fit().maxima().logLikelihoods().forEach(json.putArray("maxima")::add);
        ArrayNode modifications = json.putArray("modificationIndices");
        solution.modifications().forEach(i -> modifications.add(modification(i)));
        solution.fit().bounded().forEach(json.putArray("heywood")::add);
        return json;
    }

    private static void factors(ObjectNode json, FactorParameters theta) {
        json.set("factorCorrelations", ModelFile.array(theta.factorCovariance()));
        double[][] loadings = theta.loadings();
        double[][] covariance = theta.covariance();
        double[][] phi = theta.factorCovariance();
        for (int j = 0; j < loadings.length; j++) {
            for (int a = 0; a < phi.length; a++) {
                loadings[j][a] *= Math.sqrt(phi[a][a] / covariance[j][j]);
            }
        }
        json.putObject("standardized").set("loadings", ModelFile.array(loadings));
    }

    private static ObjectNode estimate(Estimated e) {
        ObjectNode node = named(List.of(e.left(), e.operator(), e.right(), e.group()));
        if (!e.label().isEmpty()) {
            node.put("label", e.label());
        }
        node.put("estimate", e.value());
        put(node, "standardError", e.error());
        put(node, "z", e.z());
        put(node, "pValue", e.pValue());
        put(node, "standardized", e.standardised());
        put(node, "standardizedError", e.standardisedError());
        return node;
    }

    private static ObjectNode scaled(ScaledTest t) {
        return ModelFile.object()
                .put("chiSquare", t.statistic())
                .put("degreesOfFreedom", t.degreesOfFreedom())
                .put("pValue", t.pValue())
                .put("scalingFactor", t.factor());
    }

    private static ObjectNode modification(ModificationIndex i) {
        ObjectNode node = named(i.names());
        return node.put("index", i.index()).put("expected", i.expected());
    }

    /** Left, operator, right, and the group where there are several. */
    private static ObjectNode named(List<String> names) {
        ObjectNode node = ModelFile.object();
        node.put("left", names.get(0)).put("operator", names.get(1)).put("right", names.get(2));
        if (!names.get(3).isEmpty()) {
            node.put("group", names.get(3));
        }
        return node;
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        value.ifPresent(v -> node.put(name, v));
    }
}
