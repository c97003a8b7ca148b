package org.em4j.factor.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.inference.Information;
import org.em4j.core.inference.StandardErrors;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.model.MomentMap;
import org.em4j.factor.rotate.Rotation;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Standard errors of rotated loadings and factor correlations. */
class RotatedQuantitiesTest {
    private static final Path REFERENCE = Path.of("src/test/resources/org/em4j/factor/rotated-errors.csv");

    /** Errors of derivatives by differences, of the fourth order on both sides of each comparison. */
    private static final double SAME = 1e-6;

    static List<Rotation> rotations() {
        return List.of(Rotation.VARIMAX, Rotation.PROMAX, Rotation.QUARTIMAX, Rotation.OBLIMIN, Rotation.GEOMIN);
    }

    private static List<String> names(int d) {
        return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
    }

    private static FactorSolution solution(Rows rows, int q, Rotation rotation) {
        FactorEstimate estimate = new FactorAnalysisEstimator(q)
                .em(new Em().until(StoppingRule.distance(1e-8)))
                .fit(rows);
        return FactorSolution.of(estimate, Moments.of(rows), FactorSolution.Input.DATA, Optional.of(rotation));
    }

    private static StandardErrors errors(Rows rows, FactorSolution solution) {
        MomentMap map = new MomentMap(solution.estimate().fitted().model(), Moments.of(rows));
        return StandardErrors.of(Information.at(map, solution.theta()), solution.quantities(names(rows.columns())));
    }

    private static Map<String, double[]> named(StandardErrors errors) {
        return errors.estimates().stream().collect(Collectors.toMap(e -> e.name(), e ->
                new double[] {e.value(), e.standardError()}));
    }

    /**
     * The delta method in R, by numDeriv and GPArotation on the observed information of another parametrisation: the script
     * beside the figures. They are compared to the digits that its differences leave.
     */
    @ParameterizedTest
    @MethodSource("rotations")
    void theyAreThoseOfTheDeltaMethodInR(Rotation rotation) throws Exception {
        List<String> columns = names(9);
        Rows rows = Table.read(Path.of("../data/holzinger_swineford.csv"), Columns.of(columns))
                .rows();
        StandardErrors found = errors(rows, solution(rows, 3, rotation));
        assertEquals(List.of(), found.refusals());
        Map<String, double[]> errors = named(found);
        List<String[]> lines = Files.readAllLines(REFERENCE).stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[0].equals(rotation.name()))
                .toList();
        assertEquals(9 * 3 * 2 + 3, lines.size());
        for (String[] cells : lines) {
            if (cells[1].startsWith("correlation") && !rotation.oblique()) {
                continue;
            }
            double[] ours = errors.get(cells[1]);
            assertEquals(Double.parseDouble(cells[2]), ours[0], 5e-5, cells[1]);
            assertEquals(Double.parseDouble(cells[3]), ours[1], 5e-5, cells[1]);
        }
    }

    /** Two factors behind six columns, in whatever units. */
    private static double[][] drawn(int n, double[] units) {
        Random random = new Random(11);
        double[][] x = new double[n][6];
        for (double[] row : x) {
            double f = random.nextGaussian();
            double g = 0.3 * f + random.nextGaussian();
            Arrays.setAll(
                    row,
                    j -> units[j]
                            * (5
                                    + (j < 3 ? f : g)
                                    + (j % 3 == 0 ? 0.4 * (j < 3 ? g : f) : 0)
                                    + 0.7 * random.nextGaussian()));
        }
        return x;
    }

    private static double[] ones() {
        return IntStream.range(0, 6).mapToDouble(j -> 1).toArray();
    }

    private static void assertSame(
            Map<String, double[]> expected, Map<String, double[]> actual, Function<String, Double> factor) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, figures) -> {
            double by = factor.apply(name);
            double scale = by * Math.max(figures[1], Math.abs(figures[0]));
            assertEquals(by * figures[0], actual.get(name)[0], SAME * scale, name);
            assertEquals(by * figures[1], actual.get(name)[1], SAME * scale, name);
        });
    }

    @ParameterizedTest
    @MethodSource("rotations")
    void theyFollowTheUnitsOfTheColumns(Rotation rotation) {
        double[] units = {1e-4, 3, 1e5, 0.02, 7e3, 1};
        Rows rows = Rows.of(drawn(150, ones()));
        Rows scaled = Rows.of(drawn(150, units));
        assertSame(
                named(errors(rows, solution(rows, 2, rotation))),
                named(errors(scaled, solution(scaled, 2, rotation))),
                name -> {
                    if (name.startsWith("standardised") || name.startsWith("correlation")) {
                        return 1.0;
                    }
                    double unit = units[name.charAt(name.indexOf(" x") + 2) - '1'];
                    return name.startsWith("uniqueness") ? unit * unit : unit;
                });
    }

    @ParameterizedTest
    @MethodSource("rotations")
    void aWeightCountsCopies(Rotation rotation) {
        double[][] x = drawn(80, ones());
        double[] weights = new double[x.length];
        List<double[]> copies = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            weights[i] = i % 4;
            for (int copy = 0; copy < i % 4; copy++) {
                copies.add(x[i]);
            }
        }
        Rows weighted = Rows.of(x).weighted(weights);
        Rows copied = Rows.of(copies.toArray(double[][]::new));
        assertSame(
                named(errors(copied, solution(copied, 2, rotation))),
                named(errors(weighted, solution(weighted, 2, rotation))),
                name -> 1.0);
    }

    /** What is rotated has forgotten how it was turned before. */
    @ParameterizedTest
    @MethodSource("rotations")
    void theyDoNotDependOnTheRotationBefore(Rotation rotation) {
        Rows rows = Rows.of(drawn(100, ones()));
        FactorSolution solution = solution(rows, 2, rotation);
        double[][] loadings = solution.theta().loadings();
        double[][] turned = new double[6][];
        Arrays.setAll(
                turned, j -> new double[] {
                    0.8 * loadings[j][0] - 0.6 * loadings[j][1], 0.6 * loadings[j][0] + 0.8 * loadings[j][1]
                });
        FactorParameters other = FactorParameters.of(
                solution.theta().mean(), turned, solution.theta().uniquenesses());
        double[] values = solution.quantities(names(6)).values().apply(solution.theta());
        // from a start far away; the same minimum, since these data have one
        double[] again = FactorSolution.of(
                        new FactorEstimate(
                                solution.estimate().fitted().reorder(theta -> other), 1, List.of(), List.of()),
                        Moments.of(rows),
                        FactorSolution.Input.DATA,
                        Optional.of(rotation))
                .quantities(names(6))
                .values()
                .apply(other);
        for (int k = 0; k < values.length; k++) {
            assertEquals(values[k], again[k], SAME);
        }
        assertTrue(values.length > 24);
    }
}
