package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.report.Adequacy;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.Reliability;
import org.em4j.factor.rotate.Rotation;
import org.em4j.io.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether columns have enough in common, and how reliable their sum is, as psych has it, and by slow arithmetic. */
class AdequacyTest {
    private static final Path DATA = Path.of("..", "data");

    /** The figures are printed to twelve digits; those of psych's factors end where its optimiser does. */
    private static final double PRINTED = 1e-9;

    private static final double OPTIMISER = 2e-5;

    static Stream<JsonNode> cases() throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(Path.of("src/test/resources/reference/adequacy.json").toFile());
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static Moments moments(String name) {
        if (name.equals("harman74")) {
            double[][] r = Table.read(DATA.resolve("harman74_cor.csv")).rows().toArray();
            return Moments.of(145, new double[r.length], r);
        }
        double[][] rows = Table.read(
                        DATA.resolve("holzinger_swineford.csv"),
                        IntStream.rangeClosed(1, 9).mapToObj(j -> "x" + j).toList())
                .rows()
                .toArray();
        for (double[] row : rows) {
            row[1] *= name.endsWith("turned") ? -1 : 1;
        }
        return Moments.of(Rows.of(rows));
    }

    private static FactorSolution solution(Moments moments, int q, Optional<Rotation> rotation) {
        return FactorSolution.of(
                new FactorAnalysisEstimator(q).heywood(new Heywood.Bound(0.005)).fit(moments),
                moments,
                FactorSolution.Input.DATA,
                rotation);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void figuresAreThoseOfPsych(JsonNode psych) {
        FactorSolution solution = solution(
                moments(psych.get("name").asText()), psych.get("factors").asInt(), Optional.empty());
        Adequacy adequacy = solution.adequacy().orElseThrow();
        assertEquals(psych.get("kmo").asDouble(), adequacy.kmo(), PRINTED);
        assertArrayEquals(Reference.vector(psych.get("columns")), adequacy.columns(), PRINTED);
        double chiSquare = psych.get("chiSquare").asDouble();
        assertEquals(chiSquare, adequacy.chiSquare(), PRINTED * chiSquare);
        assertEquals(psych.get("degreesOfFreedom").asInt(), adequacy.degreesOfFreedom());
        assertEquals(1, adequacy.pValue() / psych.get("pValue").asDouble(), 1e-8);
        Reliability reliability = solution.reliability().orElseThrow();
        assertEquals(
                psych.get("turned").isNull()
                        ? List.of()
                        : List.of(psych.get("turned").asInt() - 1),
                reliability.turned());
        assertEquals(psych.get("alpha").asDouble(), reliability.alpha(), PRINTED);
        assertEquals(psych.get("standardizedAlpha").asDouble(), reliability.standardizedAlpha(), PRINTED);
        assertEquals(psych.get("omegaTotal").asDouble(), reliability.omegaTotal(), OPTIMISER);
        assertEquals(
                psych.get("omegaHierarchical").isNull(),
                reliability.omegaHierarchical().isEmpty());
        reliability
                .omegaHierarchical()
                .ifPresent(omega -> assertEquals(psych.get("omegaHierarchical").asDouble(), omega, OPTIMISER));
    }

    private static double[][] drawn(long seed) {
        var random = Randomness.of(seed);
        return Stream.generate(() -> {
                    double f = random.nextGaussian();
                    return IntStream.range(0, 5)
                            .mapToDouble(j -> (1 + j) * (f + (0.5 + 0.2 * j) * random.nextGaussian()))
                            .toArray();
                })
                .limit(60)
                .toArray(double[][]::new);
    }

    /** Correlations of what regressions on all other columns leave, one pair at a time; variances of the sum itself. */
    @Property(tries = 20)
    void figuresAreThoseOfTheirDefinitions(@ForAll long seed) {
        double[][] x = drawn(seed);
        FactorSolution solution = solution(Moments.of(Rows.of(x)), 1, Optional.empty());
        double simple = 0;
        double partial = 0;
        double each = 0;
        double[] total = new double[x.length];
        for (int i = 0; i < 5; i++) {
            double[] own = column(x, i);
            each += variance(own);
            for (int k = 0; k < total.length; k++) {
                total[k] += own[k];
            }
            for (int j = 0; j < i; j++) {
                double[] other = column(x, j);
                simple += square(new PearsonsCorrelation().correlation(own, other));
                partial += square(new PearsonsCorrelation().correlation(left(x, i, j, own), left(x, i, j, other)));
            }
        }
        assertEquals(
                simple / (simple + partial), solution.adequacy().orElseThrow().kmo(), 1e-10);
        assertEquals(
                1.25 * (1 - each / variance(total)),
                solution.reliability().orElseThrow().alpha(),
                1e-10);
    }

    /** A row with weight two is two rows. */
    @Property(tries = 20)
    void weightsAreCopies(@ForAll long seed) {
        double[][] x = drawn(seed);
        double[] weights =
                IntStream.range(0, x.length).mapToDouble(i -> 1 + i % 2).toArray();
        double[][] copies = IntStream.range(0, x.length)
                .boxed()
                .flatMap(i -> Stream.generate(() -> x[i]).limit((long) weights[i]))
                .toArray(double[][]::new);
        FactorSolution weighted = solution(Moments.of(Rows.of(x).weighted(weights)), 2, Optional.of(Rotation.OBLIMIN));
        FactorSolution copied = solution(Moments.of(Rows.of(copies)), 2, Optional.of(Rotation.OBLIMIN));
        assertEquals(
                copied.adequacy().orElseThrow().kmo(),
                weighted.adequacy().orElseThrow().kmo(),
                1e-10);
        assertEquals(
                copied.adequacy().orElseThrow().chiSquare(),
                weighted.adequacy().orElseThrow().chiSquare(),
                1e-8);
        assertEquals(
                copied.reliability().orElseThrow().alpha(),
                weighted.reliability().orElseThrow().alpha(),
                1e-10);
        assertEquals(
                copied.reliability().orElseThrow().omegaTotal(),
                weighted.reliability().orElseThrow().omegaTotal(),
                1e-6);
    }

    private static double[] column(double[][] x, int j) {
        return new Array2DRowRealMatrix(x).getColumn(j);
    }

    private static double[] left(double[][] x, int i, int j, double[] of) {
        OLSMultipleLinearRegression others = new OLSMultipleLinearRegression();
        others.newSampleData(
                of,
                Stream.of(x)
                        .map(row -> IntStream.range(0, row.length)
                                .filter(k -> k != i && k != j)
                                .mapToDouble(k -> row[k])
                                .toArray())
                        .toArray(double[][]::new));
        return others.estimateResiduals();
    }

    private static double variance(double[] x) {
        double mean =
                IntStream.range(0, x.length).mapToDouble(i -> x[i]).average().orElseThrow();
        return IntStream.range(0, x.length)
                .mapToDouble(i -> square(x[i] - mean))
                .sum();
    }

    private static double square(double x) {
        return x * x;
    }
}
