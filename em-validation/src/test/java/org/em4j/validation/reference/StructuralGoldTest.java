package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.structural.estimate.StructuralEstimator;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.report.Estimated;
import org.em4j.factor.structural.report.Inference;
import org.em4j.factor.structural.report.ModificationIndex;
import org.em4j.factor.structural.report.ScaledTest;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.factor.structural.syntax.Convention;
import org.em4j.factor.structural.syntax.FactorPattern.Correlation;
import org.em4j.factor.structural.syntax.ModelSyntax;
import org.em4j.factor.structural.syntax.SyntaxModel;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structural models beside lavaan 0.6-14: every figure that both print. */
class StructuralGoldTest {
    private static final Path FILES = Path.of("src", "test", "resources", "reference", "structural");

    private static JsonNode gold(String name) throws IOException {
        return new ObjectMapper().readTree(FILES.resolve(name + ".json").toFile());
    }

    private static Path data(String name) {
        if (name.startsWith("groups")) {
            return FILES.resolve("holzinger_schools.csv");
        }
        if (name.startsWith("democracy")) {
            return FILES.resolve("political_democracy.csv");
        }
        return name.startsWith("fiml")
                ? FILES.resolve("hs_missing_A.csv")
                : Path.of("..", "data", "holzinger_swineford.csv");
    }

    private static StructuralSolution solution(String name, String text) {
        ModelSyntax syntax = ModelSyntax.of(text);
        List<String> columns = new SyntaxModel(syntax, Convention.USUAL).columns();
        boolean grouped = name.startsWith("groups");
        Table table = Table.read(
                data(name), Columns.of(columns).labels(grouped ? "school" : "").missing(Missing.LATENT));
        List<String> groups = grouped ? table.labels().stream().distinct().toList() : List.of("all");
        List<Rows> rows = new ArrayList<>();
        for (String group : groups) {
            rows.add(Rows.of(
                    java.util.stream.IntStream.range(0, table.rows().size())
                            .filter(i -> !grouped || table.labels().get(i).equals(group))
                            .mapToObj(table.rows()::get)
                            .toArray(double[][]::new),
                    Missing.LATENT));
        }
        Sample sample = Sample.of(rows);
        boolean standardised = name.equals("three_std_lv") || name.equals("bifactor");
        SyntaxModel model = new SyntaxModel(
                syntax,
                new Convention(
                        standardised ? Convention.Unit.VARIANCE : Convention.Unit.MARKER, Correlation.FREE, groups));
        var fit =
                new StructuralEstimator(new StructuralModel(model.specification(false, sample.hasGaps()))).fit(sample);
        return StructuralSolution.of(
                fit, model.definitions(), name.endsWith("mlr") ? Inference.Method.ROBUST : Inference.usual(sample));
    }

    /** lavaan stops where no gradient is above 1e-6 or so; its estimates are good to five or six digits. */
    private static void close(double expected, double actual, String what) {
        assertEquals(expected, actual, 2e-4 * (0.05 + Math.abs(expected)), what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "three",
                "three_std_lv",
                "three_mlr",
                "democracy",
                "democracy_sem",
                "second_order",
                "bifactor",
                "single",
                "means",
                "groups_free",
                "groups_loadings",
                "groups_mlr",
                "fiml",
                "fiml_mlr"
            })
    void everyFigureIsThatOfLavaan(String name) throws IOException {
        JsonNode gold = gold(name);
        StructuralSolution solution = solution(name, gold.get("model").asText());
        JsonNode fit = gold.get("fit");
        assertEquals(fit.get("logl").asDouble(), solution.criteria().logLikelihood(), 1e-5);
        FitStatistics statistics = solution.statistics().orElseThrow();
        assertEquals(fit.get("df").asInt(), statistics.degreesOfFreedom());
        close(fit.get("chisq").asDouble(), statistics.chiSquare(), "chi-square");
        close(fit.get("cfi").asDouble(), statistics.cfi(), "CFI");
        close(fit.get("tli").asDouble(), statistics.tli(), "TLI");
        close(fit.get("rmsea").asDouble(), statistics.rmsea(), "RMSEA");
        close(fit.get("rmsea.ci.lower").asDouble(), statistics.rmseaInterval()[0], "RMSEA, lower");
        close(fit.get("rmsea.ci.upper").asDouble(), statistics.rmseaInterval()[1], "RMSEA, upper");
        // with means in the model lavaan's srmr counts them; this one is of covariances alone
        close(fit.get("srmr_bentler_nomean").asDouble(), statistics.srmr(), "SRMR");
        if (fit.has("chisq.scaled")) {
            ScaledTest scaled = solution.scaled().orElseThrow();
            close(fit.get("chisq.scaling.factor").asDouble(), scaled.factor(), "scaling factor");
            close(fit.get("chisq.scaled").asDouble(), scaled.statistic(), "scaled chi-square");
            close(fit.get("pvalue.scaled").asDouble(), scaled.pValue(), "its probability");
        }
        estimates(gold, solution);
        modifications(gold, solution);
    }

    private static void estimates(JsonNode gold, StructuralSolution solution) {
        List<Estimated> estimates = solution.estimates();
        List<String> groups = solution.fit().model().specification().groups();
        int compared = 0;
        for (JsonNode row : gold.get("parameters")) {
            String group = groups.size() == 1 || row.get("group").asInt() == 0
                    ? ""
                    : groups.get(row.get("group").asInt() - 1);
            for (Estimated e : estimates) {
                if (isOf(row, group, e.left(), e.operator(), e.right(), e.group())) {
                    String what = e.name() + " " + group;
                    close(row.get("est").asDouble(), e.value(), what);
                    if (row.get("se").asDouble() > 0) {
                        close(row.get("se").asDouble(), e.error().orElseThrow(), "error of " + what);
                        close(row.get("z").asDouble(), e.z().orElseThrow(), "z of " + what);
                        close(row.get("pvalue").asDouble(), e.pValue().orElseThrow(), "p of " + what);
                    }
                    if (e.standardised().isPresent()) {
                        close(row.get("std.all").asDouble(), e.standardised().getAsDouble(), "standardised " + what);
                        close(
                                row.get("std.se").asDouble(),
                                e.standardisedError().orElseThrow(),
                                "error of standardised " + what);
                    }
                    compared++;
                }
            }
        }
        assertEquals(estimates.size(), compared);
    }

    private static boolean isOf(JsonNode row, String group, String left, String operator, String right, String of) {
        boolean same = left.equals(row.get("lhs").asText())
                && right.equals(row.get("rhs").asText());
        boolean turned = operator.equals("~~")
                && right.equals(row.get("lhs").asText())
                && left.equals(row.get("rhs").asText());
        boolean defined = operator.equals(":=") && left.equals(row.get("lhs").asText());
        return operator.equals(row.get("op").asText()) && (same || turned || defined) && group.equals(of);
    }

    private static void modifications(JsonNode gold, StructuralSolution solution) {
        List<String> groups = solution.fit().model().specification().groups();
        List<ModificationIndex> indices = solution.modifications();
        int compared = 0;
        for (JsonNode row : gold.path("modification")) {
            String group = groups.size() == 1 ? "" : groups.get(row.get("group").asInt() - 1);
            for (ModificationIndex i : indices) {
                List<String> n = i.names();
                if (isOf(row, group, n.get(0), n.get(1), n.get(2), n.get(3))) {
                    // the square of a slope: where that is small, so are the digits that lavaan's early end leaves it
                    double index = row.get("mi").asDouble();
                    assertEquals(index, i.index(), 2e-4 * (0.5 + index), "index of " + String.join(" ", n));
                    close(row.get("epc").asDouble(), i.expected(), "change of " + String.join(" ", n));
                    compared++;
                }
            }
        }
        assertTrue(compared > 0 || !gold.has("modification"), "none compared");
    }
}
