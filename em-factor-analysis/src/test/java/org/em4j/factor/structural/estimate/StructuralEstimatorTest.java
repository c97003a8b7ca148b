package org.em4j.factor.structural.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Iterate;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.structural.model.GenericPoint;
import org.em4j.factor.structural.model.ImpliedMoments;
import org.em4j.factor.structural.model.Objective;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.SampleMap;
import org.em4j.factor.structural.model.Slopes;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Specification.Means;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.report.Inference;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.factor.structural.syntax.FactorPattern;
import org.em4j.factor.structural.syntax.FactorPattern.Correlation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structural models by their laws: units, weights, order, derivatives, and what moments determine. */
class StructuralEstimatorTest {
    private static final List<String> TWO = List.of("f=x0+x1+x2", "g=x3+x4+x5");

    private static StructuralModel model(List<String> factors, Correlation correlation, int d) {
        List<String> columns =
                java.util.stream.IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
        return new StructuralModel(FactorPattern.parse(factors, correlation).specification(columns, Means.SATURATED));
    }

    /** Rows of two factors of three columns each, which correlate as told, with loadings so much larger than noise. */
    private static double[][] rows(int n, double correlation, double loading, RandomGenerator random) {
        double[][] x = new double[n][6];
        for (double[] row : x) {
            double f = random.nextGaussian();
            double g = correlation * f + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            for (int j = 0; j < 6; j++) {
                row[j] = 3 + loading * (j < 3 ? f : g) + random.nextGaussian();
            }
        }
        return x;
    }

    private static double[][] knockedOut(double[][] x, RandomGenerator random) {
        double[][] gaps = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
        for (double[] row : gaps) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextInt(10) == 0 ? Double.NaN : row[j];
            }
        }
        return gaps;
    }

    /** The likelihood shifts by n log|D|; how it ends, its iterations and standardised estimates stay. */
    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void unitsChangeNothing(@ForAll @IntRange(max = 100_000) int seed, @ForAll boolean missing) {
        RandomGenerator random = Randomness.of(seed);
        // of small samples some end at an edge
        double[][] x = rows(15 + random.nextInt(60), 0.9 * random.nextDouble(), 0.8, random);
        double[][] data = missing ? knockedOut(x, random) : x;
        double[] unit = new double[6];
        Arrays.setAll(unit, j -> Math.pow(10, 16 * random.nextDouble() - 8));
        double[][] scaled = Arrays.stream(data).map(double[]::clone).toArray(double[][]::new);
        double shift = 0;
        for (int i = 0; i < data.length; i++) {
            for (int j = 0; j < 6; j++) {
                scaled[i][j] *= unit[j];
                shift -= Double.isNaN(data[i][j]) ? 0 : Math.log(unit[j]);
            }
        }
        StructuralFit one = fit(data);
        StructuralFit other = fit(scaled);
        assertEquals(one.fit().getClass(), other.fit().getClass());
        double ll = one.fit().trace().last().logLikelihood();
        assertEquals(ll + shift, other.fit().trace().last().logLikelihood(), 1e-7);
        assertEquals(one.fit().trace().iterations(), other.fit().trace().iterations(), 2);
        assertEquals(
                one.fit() instanceof Fit.Degenerate<double[]> d ? d.degeneracy().columns() : List.of(),
                other.fit() instanceof Fit.Degenerate<double[]> d
                        ? d.degeneracy().columns()
                        : List.of());
        assertArrayEquals(standardised(one), standardised(other), 1e-5);
    }

    private static StructuralFit fit(double[][] x) {
        Em em = new Em().until(StoppingRule.gradient(1e-3)); // which has no units
        return new StructuralEstimator(model(TWO, Correlation.FREE, 6))
                .em(em)
                .fit(Sample.of(Rows.of(x, Missing.LATENT)));
    }

    private static double[] standardised(StructuralFit fit) {
        return StructuralSolution.of(fit, List.of(), Inference.Method.OBSERVED).estimates().stream()
                .mapToDouble(e -> e.standardised().orElseThrow())
                .toArray();
    }

    /** Weights count copies: in estimates, in the test of fit, and in errors by every method. */
    @Test
    void copiesAreWeights() {
        RandomGenerator random = Randomness.of(4);
        double[][] x = rows(80, 0.4, 1, random);
        double[] weights = new double[80];
        Arrays.setAll(weights, i -> i % 3);
        double[][] copies = java.util.stream.IntStream.range(0, 80)
                .boxed()
                .flatMap(i -> java.util.Collections.nCopies(i % 3, x[i]).stream())
                .toArray(double[][]::new);
        StructuralModel model = model(TWO, Correlation.FREE, 6);
        StructuralFit weighted =
                new StructuralEstimator(model).fit(Sample.of(Rows.of(x).weighted(weights)));
        StructuralFit copied = new StructuralEstimator(model).fit(Sample.of(Rows.of(copies)));
        assertArrayEquals(copied.theta(), weighted.theta(), 1e-8);
        assertEquals(copied.sample().weight(), weighted.sample().weight());
        for (Inference.Method method : Inference.Method.values()) {
            StructuralSolution a = StructuralSolution.of(weighted, List.of(), method);
            StructuralSolution b = StructuralSolution.of(copied, List.of(), method);
            assertEquals(
                    b.statistics().orElseThrow().chiSquare(),
                    a.statistics().orElseThrow().chiSquare(),
                    1e-8);
            for (int k = 0; k < a.estimates().size(); k++) {
                assertEquals(
                        b.estimates().get(k).error().orElse(0),
                        a.estimates().get(k).error().orElse(0),
                        1e-8);
            }
        }
    }

    /** Of moments a pass of EM is what it is of the rows. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aPassOverMomentsIsOneOverRows(boolean missing) {
        RandomGenerator random = Randomness.of(8);
        double[][] x = rows(50, 0.3, 1, random);
        Rows rows = Rows.of(missing ? knockedOut(x, random) : x, Missing.LATENT);
        StructuralModel model = model(TWO, Correlation.FREE, 6);
        double[] theta = GenericPoint.point(model, random);
        Iterate<double[]> moments = new SampleMap(model, Sample.of(rows)).apply(theta);
        Iterate<double[]> all = EmProblem.of(model, rows).apply(theta);
        assertEquals(all.logLikelihood(), moments.logLikelihood(), 1e-9 * all.magnitude());
        assertEquals(all.entropy(), moments.entropy(), 1e-9 * all.magnitude());
        assertArrayEquals(all.surrogate().maximize(), moments.surrogate().maximize(), 1e-7);
    }

    /** Gradient against differences of the likelihood; information against that of many rows of the model itself. */
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void derivativesAreThoseOfTheLikelihood(@ForAll @IntRange(max = 100_000) int seed) {
        RandomGenerator random = Randomness.of(seed);
        StructuralModel model = model(List.of("f=x0+x1+x2+x4", "g=x3+x4+x5"), Correlation.FREE, 6);
        double[] theta = GenericPoint.point(model, random);
        Objective objective = new Objective(
                model,
                Sample.of(Rows.of(knockedOut(rows(40, 0.2, 1, random), random), Missing.LATENT))
                        .parts(),
                0.7);
        Slopes slopes = objective.at(theta).orElseThrow();
        for (int k = 0; k < theta.length; k++) {
            double h = 1e-5;
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[k] += h;
            down[k] -= h;
            double difference = (objective.at(up).orElseThrow().value()
                            - objective.at(down).orElseThrow().value())
                    / (2 * h);
            // truncation is of the order of h² times third derivatives, rounding of 1e-13 over h
            assertEquals(difference, slopes.gradient()[k], 1e-5 * (1 + Math.abs(difference)));
        }
    }

    /** Where the moments are the model's own, the expected information is the observed one. */
    @Test
    void expectedInformationIsTheObservedOneWhereTheModelIsExact() {
        StructuralModel model = model(TWO, Correlation.FREE, 6);
        double[] theta = GenericPoint.point(model, Randomness.of(2));
        ImpliedMoments at = ImpliedMoments.of(model, theta, 0);
        int[] all = Slopes.all(6);
        Moments exact = Moments.of(
                100, at.mean(all), at.covariance().getSubMatrix(all, all).getData());
        Sample sample = Sample.of(exact);
        Specification s = FactorPattern.parse(TWO, Correlation.FREE)
                .specification(model.specification().columns(), Means.NONE);
        StructuralModel centred = new StructuralModel(s);
        double[] own = Arrays.copyOf(theta, s.parameters().size());
        double[][] expected = Inference.expected(centred, sample, own).getData();
        double[][] observed = Inference.observed(centred, sample, own).getData();
        for (int k = 0; k < own.length; k++) {
            for (int l = 0; l < own.length; l++) {
                double size = Math.sqrt(expected[k][k] * expected[l][l]);
                assertEquals(expected[k][l] / size, observed[k][l] / size, 1e-5);
            }
        }
    }

    /** Counted by hand: moments less what they determine. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f=x0+x1+x2 g=x3+x4+x5 | FREE | 8 | true |",
                "f=x0+x1 g=x2+x3+x4+x5 | FREE | 8 | true |",
                "f=x0+x1 g=x2+x3+x4+x5 | NONE | 10 | false | set the two loadings of f equal",
                "f=x0 g=x1+x2+x3+x4+x5 | FREE | 9 | false | fix the uniqueness of x0 at 0",
                "f=x0+x1+x2+x3+x4+x5 g=x0+x1+x2+x3+x4+x5 | FREE | 4 | false | let fewer columns load",
                "f=x0+x1+x2+x3+x4+x5 g=x0+x1+x2 | NONE | 6 | true |",
                "f=x0+x1+x2+x3+x4+x5 g=x0+x1+x2 | FREE | 6 | false | leave out, for one, the loading",
                "f=x0+x1 g=x2+x3 h=x4+x5 | FREE | 6 | true |",
            })
    void theRankDecides(String factors, Correlation correlation, int degreesOfFreedom, boolean holds, String remedy) {
        StructuralModel model = model(List.of(factors.split(" ")), correlation, 6);
        Sample sample = Sample.of(Rows.of(rows(30, 0.4, 1, Randomness.of(3))));
        IdentificationRank identified = IdentificationRank.generally(model, sample);
        assertEquals(degreesOfFreedom, identified.degreesOfFreedom());
        assertEquals(holds, identified.holds());
        if (!holds) {
            String words = assertThrows(DegenerateException.class, () -> new StructuralEstimator(model).fit(sample))
                    .getMessage();
            assertTrue(words.contains(remedy), words);
        }
    }

    /** Pairs of columns that no row has both of determine nothing. */
    @Test
    void whatIsNeverSeenTogetherDoesNotCount() {
        double[][] x = rows(60, 0.5, 1, Randomness.of(9));
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][i % 2 == 0 ? j : j + 3] = Double.NaN;
            }
        }
        Sample sample = Sample.of(Rows.of(x, Missing.LATENT));
        IdentificationRank identified = IdentificationRank.generally(model(TWO, Correlation.FREE, 6), sample);
        assertFalse(identified.holds());
        assertEquals(6 + 2 * 6, identified.moments());
        assertTrue(identified.degeneracy().cause().contains("the correlation of f and g can change"));
    }

    /** One column's uniqueness, or the correlation, is at the edge; the supremum is that of the smaller model. */
    @Test
    void theSupremumAtCorrelationOneIsTheMaximumOfOneFactor() {
        double[][] x = rows(60, 1, 0.5, Randomness.of(21));
        Sample sample = Sample.of(Rows.of(x));
        double one = new StructuralEstimator(model(List.of("f=x0+x1+x2+x3+x4+x5"), Correlation.FREE, 6))
                .fit(sample)
                .fit()
                .trace()
                .last()
                .logLikelihood();
        Fit<double[]> two = new StructuralEstimator(model(TWO, Correlation.FREE, 6))
                .fit(sample)
                .fit();
        String words = assertInstanceOf(Fit.Degenerate.class, two).degeneracy().describe();
        assertTrue(words.contains("f and g correlate 1"), words);
        assertTrue(words.contains("towards %.4f".formatted(one)), words + " " + one);
    }
}
