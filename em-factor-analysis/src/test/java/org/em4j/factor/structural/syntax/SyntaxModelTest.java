package org.em4j.factor.structural.syntax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.factor.structural.estimate.StructuralEstimator;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.Parameter;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.report.Estimated;
import org.em4j.factor.structural.report.Inference;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.factor.structural.syntax.Convention.Unit;
import org.em4j.factor.structural.syntax.FactorPattern.Correlation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models by their texts: what is read, what is refused, and models that are the same in other words. */
class SyntaxModelTest {
    private static final String TWO = "f =~ a + b + c\ng =~ d + e + h\n";

    private static final Convention GROUPED = new Convention(Unit.MARKER, Correlation.FREE, List.of("one", "other"));

    /** Rows of two factors that correlate. */
    private static Rows rows(int n, long seed) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = new double[n][6];
        for (double[] row : x) {
            double f = random.nextGaussian();
            double g = 0.5 * f + random.nextGaussian();
            for (int j = 0; j < 6; j++) {
                row[j] = 1 + (j < 3 ? f : g) + 0.8 * random.nextGaussian();
            }
        }
        return Rows.of(x);
    }

    private static StructuralFit fit(String text, Convention convention, List<Rows> rows) {
        SyntaxModel model = new SyntaxModel(ModelSyntax.of(text), convention);
        return new StructuralEstimator(new StructuralModel(model.specification(false, false))).fit(Sample.of(rows));
    }

    private static StructuralFit fit(String text) {
        return fit(text, Convention.USUAL, List.of(rows(120, 5)));
    }

    private static double logLikelihood(StructuralFit fit) {
        return fit.fit().trace().last().logLikelihood();
    }

    /** Comments, ends of lines, lines that go on, several variables on the left. */
    @Test
    void aTextIsReadAsItIsMeant() {
        String spread = "  # a model\nf =~ a +\n  b + c; g =~ d ! measured by\n   + e + h\n";
        assertArrayEquals(fit(TWO).theta(), fit(spread).theta());
        assertEquals(
                fit(TWO + "a ~~ d\nb ~~ d").identified().degreesOfFreedom(),
                fit(TWO + "a + b ~~ d").identified().degreesOfFreedom());
    }

    /** The unit of a factor is nobody's business but its own. */
    @Test
    void theLikelihoodKnowsNoUnitOfAFactor() {
        Convention variance = new Convention(Unit.VARIANCE, Correlation.FREE, List.of("all"));
        double marker = logLikelihood(fit(TWO));
        assertEquals(marker, logLikelihood(fit(TWO, variance, List.of(rows(120, 5)))), 1e-8);
        assertEquals(marker, logLikelihood(fit("f =~ NA*a + 0.5*b + c\ng =~ d + e + h")), 1e-8);
        assertEquals(marker, logLikelihood(fit("f =~ NA*a + b + c\nf ~~ 2*f\ng =~ d + e + h")), 1e-8);
    }

    /** Equal loadings of variance one, and a factor of loadings one with any variance, are the same. */
    @Test
    void equalLabelsAreTheReparametrisedModel() {
        StructuralFit equal = fit("f =~ NA*a + l*a + l*b + l*c\nf ~~ 1*f\ng =~ d + e + h");
        StructuralFit ones = fit("f =~ 1*a + 1*b + 1*c\ng =~ d + e + h");
        assertEquals(logLikelihood(ones), logLikelihood(equal), 1e-8);
        assertEquals(ones.identified().degreesOfFreedom(), equal.identified().degreesOfFreedom());
        assertEquals(
                fit("f =~ x*a + x*b + c\ng =~ d + e + h").identified().degreesOfFreedom(),
                fit("f =~ 1*a + 1*b + c\ng =~ d + e + h").identified().degreesOfFreedom());
    }

    /** Three first-order factors have three covariances, and a factor behind them three loadings. */
    @Test
    void aFactorBehindThreeIsTheirCovariancesInOtherWords() {
        String three = "f =~ a + b\ng =~ c + d\nh =~ e + i\n";
        double[][] x = new double[200][6];
        RandomGenerator random = Randomness.of(3);
        for (double[] row : x) {
            double g = random.nextGaussian();
            double[] f = {g + random.nextGaussian(), g + random.nextGaussian(), g + random.nextGaussian()};
            Arrays.setAll(row, j -> f[j / 2] + 0.7 * random.nextGaussian());
        }
        List<Rows> rows = List.of(Rows.of(x));
        StructuralFit first = fit(three, Convention.USUAL, rows);
        StructuralFit second = fit(three + "k =~ f + g + h", Convention.USUAL, rows);
        assertEquals(logLikelihood(first), logLikelihood(second), 1e-7);
        assertEquals(first.identified().degreesOfFreedom(), second.identified().degreesOfFreedom());
    }

    /** A factor that explains another is a factor that correlates with it. */
    @Test
    void aRegressionIsACovarianceInOtherWords() {
        assertEquals(logLikelihood(fit(TWO)), logLikelihood(fit(TWO + "g ~ f")), 1e-8);
    }

    /** Groups that share nothing are so many fits. */
    @Test
    void groupsWithoutEqualitiesAreSeparateFits() {
        List<Rows> groups = List.of(rows(90, 1), rows(150, 2));
        StructuralFit both = fit(TWO, GROUPED, groups);
        double sum = groups.stream()
                .mapToDouble(g -> logLikelihood(fit(TWO, Convention.USUAL, List.of(g))))
                .sum();
        assertEquals(sum, logLikelihood(both), 1e-7);
        assertEquals(16, both.identified().degreesOfFreedom());
        StructuralFit equal = fit("f =~ a + b + c\ng =~ d + c(x,x)*e + y*h", GROUPED, groups);
        assertEquals(18, equal.identified().degreesOfFreedom());
        assertTrue(logLikelihood(equal) < sum);
    }

    /** A column alone, its residual fixed at nothing, is its own factor. */
    @Test
    void aSingleColumnWithoutResidualIsAFactor() {
        double[][] x = Arrays.stream(rows(120, 5).toArray())
                .map(row -> Arrays.copyOf(row, 4))
                .toArray(double[][]::new);
        StructuralFit fit = fit("f =~ a + b + c\none =~ d\nd ~~ 0*d", Convention.USUAL, List.of(Rows.of(x)));
        assertEquals(2, fit.identified().degreesOfFreedom());
        Estimated variance = StructuralSolution.of(fit, List.of(), Inference.Method.EXPECTED).estimates().stream()
                .filter(e -> e.name().equals("one ~~ one"))
                .findFirst()
                .orElseThrow();
        double mean = Arrays.stream(x).mapToDouble(r -> r[3]).average().orElseThrow();
        double own = Arrays.stream(x)
                .mapToDouble(r -> (r[3] - mean) * (r[3] - mean))
                .average()
                .orElseThrow();
        assertEquals(own, variance.value(), 1e-7);
    }

    /** By the delta method: the error of a difference is that of the covariance matrix. */
    @Test
    void definitionsHaveErrors() {
        SyntaxModel model = new SyntaxModel(
                ModelSyntax.of("f =~ a + p*b + q*c\ng =~ d + e + h\ngap := p - q\ntwice := 2*gap^1"), Convention.USUAL);
        StructuralFit fit = new StructuralEstimator(new StructuralModel(model.specification(false, false)))
                .fit(Sample.of(rows(120, 5)));
        StructuralSolution solution = StructuralSolution.of(fit, model.definitions(), Inference.Method.EXPECTED);
        double[][] v = solution.inference().orElseThrow().covariance();
        List<String> labels = fit.model().specification().parameters().stream()
                .map(Parameter::label)
                .toList();
        int p = labels.indexOf("p");
        int q = labels.indexOf("q");
        double error = Math.sqrt(v[p][p] + v[q][q] - 2 * v[p][q]);
        List<Estimated> defined = solution.estimates().stream()
                .filter(e -> e.operator().equals(":="))
                .toList();
        assertEquals(error, defined.get(0).error().orElseThrow(), 1e-9);
        assertEquals(2 * error, defined.get(1).error().orElseThrow(), 1e-8);
        assertEquals(fit.theta()[p] - fit.theta()[q], defined.get(0).value(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "f =~ a + | line 1, column 9: the end of the line stands where",
                "f =~ a ? b | line 1, column 8: \"?\" stands where + or the end of the line",
                "f =~ a + b§ | line 1, column 11: '§' is no part",
                "f =~ a + b; b == 2 | line 1, column 15: \"==\" is not done here: constraints",
                "f =~ a + start(2)*b | line 1, column 10: \"start\" is not done here",
                "f =~ a + c(1,2)*b | line 1, column 10: \"c\" begins a modifier for 2 groups",
                "f =~ a + b; g ~ a | line 1, column 17: \"a\" is a column: regressions are on factors",
                "f =~ a + b; a ~~ -1*a | the variance of a is fixed at -1.0",
                "f =~ a + b; a ~~ 0*a; a ~~ b | the variance of a is fixed at 0, and what does not vary",
                "f =~ a + b; g =~ d + e; f ~ g; g ~ f | go in a circle",
                "f =~ a + b; f <~ b | line 1, column 15: \"<~\" is not done here: composites",
                "f =~ 0.5*a + 0.6*a | line 1, column 14: \"0.6\" was fixed at 0.5 before",
                "# nothing | the model says nothing",
            })
    void whatIsNotUnderstoodIsRefusedWithItsPlace(String text, String words) {
        String message = assertThrows(
                        InvalidDataException.class,
                        () -> new SyntaxModel(ModelSyntax.of(text), Convention.USUAL).specification(false, false))
                .getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void aDefinitionByNothingIsRefused() {
        SyntaxModel model = new SyntaxModel(ModelSyntax.of("f =~ a + p*b + d\nx := p*r"), Convention.USUAL);
        String message = assertThrows(
                        InvalidDataException.class,
                        () -> StructuralSolution.requireDefined(model.specification(false, false), model.definitions()))
                .getMessage();
        assertTrue(message.contains("nothing has the label \"r\""), message);
    }
}
