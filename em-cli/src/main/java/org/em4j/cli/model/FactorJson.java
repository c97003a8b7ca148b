package org.em4j.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.em4j.factor.report.Adequacy;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.report.Reliability;
import org.em4j.factor.rotate.RotatedLoadings;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;

/** A factor analysis as JSON: the model's file, with what is reported beside it. */
public final class FactorJson {
    private FactorJson() {}

    /**
     * The loadings are as rotated, in the units of the data; with oblique factors {@code factorCorrelations} belongs to
     * them. Under {@code standardized} they are on the scale of correlations.
     */
    public static ObjectNode of(FactorSolution solution, List<String> columns) {
        ObjectNode json = FactorFile.of(new FactorModel(solution.theta()), columns);
        solution.rotated().ifPresent(r -> {
            json.set("loadings", ModelFile.array(solution.patternInUnits()));
            if (r.rotation().oblique()) {
                json.set("factorCorrelations", ModelFile.array(r.correlations()));
            }
            json.set("rotation", rotation(r));
        });
        json.put("input", solution.input().name().toLowerCase(Locale.ROOT));
        ObjectNode standardized = json.putObject("standardized");
        standardized.set("loadings", ModelFile.array(solution.pattern()));
        standardized.set("uniquenesses", ModelFile.array(solution.uniquenesses()));
        standardized.set("communalities", ModelFile.array(solution.communalities()));
        standardized.set("varianceExplained", ModelFile.array(solution.explained()));
        solution.statistics().ifPresent(s -> json.set("test", test(s, json)));
        solution.adequacy().ifPresent(a -> json.set("adequacy", adequacy(a)));
        solution.reliability().ifPresent(r -> json.set("reliability", reliability(r, columns)));
        ArrayNode maxima = json.putArray("maxima");
        solution.estimate().maxima().forEach(maxima::add);
        ArrayNode heywood = json.putArray("heywood");
        solution.estimate().improper().forEach(j -> heywood.add(columns.get(j)));
        return json;
    }

    private static ObjectNode rotation(RotatedLoadings r) {
        ObjectNode node = ModelFile.object();
        node.put("name", r.rotation().name());
        node.put("weighting", r.rotation().weighting().name().toLowerCase(Locale.ROOT));
        node.put("criterion", r.criterion());
        node.put("starts", r.rotation().restarts().runs());
        node.put("localMinima", r.minima());
        node.set("transformation", ModelFile.array(r.transformation()));
        return node;
    }

    private static ObjectNode adequacy(Adequacy a) {
        ObjectNode node = ModelFile.object();
        node.put("kmo", a.kmo());
        node.set("columns", ModelFile.array(a.columns()));
        node.put("chiSquare", a.chiSquare());
        node.put("degreesOfFreedom", a.degreesOfFreedom());
        node.put("pValue", a.pValue());
        return node;
    }

    private static ObjectNode reliability(Reliability r, List<String> columns) {
        ObjectNode node = ModelFile.object();
        ArrayNode turned = node.putArray("turned");
        r.turned().forEach(j -> turned.add(columns.get(j)));
        node.put("alpha", r.alpha());
        node.put("standardizedAlpha", r.standardizedAlpha());
        node.put("omegaTotal", r.omegaTotal());
        r.omegaHierarchical().ifPresent(omega -> node.put("omegaHierarchical", omega));
        return node;
    }

    public static ObjectNode test(FitStatistics s, ObjectNode nodes) {
        ObjectNode node = nodes.objectNode();
        node.put("objective", s.discrepancy());
        node.put("degreesOfFreedom", s.degreesOfFreedom());
        node.put("chiSquare", s.bartlett());
        node.put("pValue", s.pValue(s.bartlett()));
        node.put("chiSquareUncorrected", s.chiSquare());
        node.put("rmsea", s.rmsea());
        node.set("rmseaInterval", ModelFile.array(s.rmseaInterval()));
        node.put("cfi", s.cfi());
        node.put("tli", s.tli());
        node.put("srmr", s.srmr());
        return node;
    }
}
