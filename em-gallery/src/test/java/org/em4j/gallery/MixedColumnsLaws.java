package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Em;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.AnswerPatterns;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.junit.jupiter.api.Test;

/** Columns of several kinds: starts are where the data are, in any unit; patterns are counted as their definitions have it. */
class MixedColumnsLaws {
    private static final MixedColumns PEOPLE = new MixedColumns(List.of(
            Column.categorical("answer", List.of("no", "yes", "perhaps")),
            Column.count("calls"),
            Column.number("height")));

    /** People with an answer, calls and a height, of which some are missing. */
    private static double[][] people(int seed, double unit, double origin) {
        Random random = new Random(seed);
        return IntStream.range(0, 40)
                .mapToObj(i -> new double[] {
                    random.nextInt(10) == 0 ? Double.NaN : random.nextInt(3),
                    random.nextInt(10) == 0 ? Double.NaN : random.nextInt(9),
                    random.nextInt(10) == 0 ? Double.NaN : origin + unit * random.nextGaussian()
                })
                .toArray(double[][]::new);
    }

    private static double[] values(MixtureParameters<Product.Theta> theta) {
        return PEOPLE.quantities(3, "class", "share").values().apply(theta);
    }

    @Property(tries = 100)
    void startsMoveWithUnitsAndOrigins(
            @ForAll @IntRange(max = 9999) int seed,
            @ForAll @DoubleRange(min = -8, max = 8) double power,
            @ForAll @DoubleRange(min = 0, max = 7) double away) {
        double unit = Math.pow(10, power);
        double origin = unit * Math.rint(Math.pow(10, away));
        Rows plain = Rows.of(people(seed, 1, 0), Missing.LATENT);
        Rows moved = Rows.of(people(seed, unit, origin), Missing.LATENT);
        double[] expected = values(PEOPLE.classStarts(3, plain).start(Randomness.of(seed)));
        double[] found = values(PEOPLE.classStarts(3, moved).start(Randomness.of(seed)));
        List<String> names = PEOPLE.quantities(3, "class", "share").names();
        // a value so far from zero has lost so many digits of what it varies by
        double lost = Math.ulp(origin / unit) * 100 + 1e-12;
        for (int i = 0; i < expected.length; i++) {
            boolean isMean = names.get(i).startsWith("mean");
            boolean isVariance = names.get(i).startsWith("variance");
            double is = isMean ? (found[i] - origin) / unit : isVariance ? found[i] / (unit * unit) : found[i];
            assertEquals(expected[i], is, lost * (1 + Math.abs(expected[i])), names.get(i));
        }
    }

    @Property(tries = 100)
    void rowsOfWeightThreeStartAsThreeCopies(@ForAll @IntRange(max = 9999) int seed) {
        double[][] rows = people(seed, 1, 0);
        double[] three = new double[rows.length];
        Arrays.fill(three, 3);
        Rows weighted = Rows.of(rows, Missing.LATENT).weighted(three);
        Rows copies = Rows.of(
                IntStream.range(0, 3 * rows.length)
                        .mapToObj(i -> rows[i % rows.length])
                        .toArray(double[][]::new),
                Missing.LATENT);
        double[] spread = values(PEOPLE.classStarts(3, weighted).start(Randomness.of(seed)));
        double[] same = values(PEOPLE.classStarts(3, copies).start(Randomness.of(seed)));
        List<String> names = PEOPLE.quantities(3, "class", "share").names();
        for (int i = 0; i < spread.length; i++) {
            if (names.get(i).startsWith("variance")) { // the row that is drawn is another
                assertEquals(spread[i], same[i], 1e-12 * spread[i]);
            }
        }
    }

    /** From the definitions, over all patterns that there could be, of independent answers. */
    @Property(tries = 50)
    void patternsAreCountedAsDefined(@ForAll @IntRange(max = 9999) int seed) {
        Random random = new Random(seed);
        MixedColumns answers = new MixedColumns(
                List.of(Column.categorical("a", List.of("0", "1")), Column.categorical("b", List.of("0", "1", "2"))));
        double[][] rows = IntStream.range(0, 30)
                .mapToObj(i -> new double[] {random.nextInt(2), random.nextInt(3)})
                .toArray(double[][]::new);
        double[] weights = random.ints(30, 1, 4).asDoubleStream().toArray();
        Rows data = Rows.of(rows).weighted(weights);
        var model = answers.classes(1);
        var theta = new ModelEstimator<>(model, answers.classStarts(1, data))
                .fit(data, new Execution(1, 1))
                .parameters();
        AnswerPatterns patterns = AnswerPatterns.of(answers, data, LogEvidence.of(model, theta, data))
                .orElseThrow();
        double[][] table = new double[2][3];
        IntStream.range(0, 30).forEach(i -> table[(int) rows[i][0]][(int) rows[i][1]] += weights[i]);
        double n = Arrays.stream(weights).sum();
        double deviance = 0;
        double pearson = 0;
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 3; b++) {
                double row = Arrays.stream(table[a]).sum();
                double column = table[0][b] + table[1][b];
                double expected = row * column / n;
                deviance += table[a][b] > 0 ? 2 * table[a][b] * Math.log(table[a][b] / expected) : 0;
                pearson += expected > 0 ? Math.pow(table[a][b] - expected, 2) / expected : 0;
            }
        }
        assertEquals(deviance, patterns.deviance(), 1e-9 * (1 + deviance));
        assertEquals(pearson, patterns.pearson(), 1e-9 * (1 + pearson));
        assertEquals(6, patterns.possible());
        assertEquals(2, patterns.degrees(3)); // of independence in a table of 2 x 3
    }

    /** Few patterns among many rows, some of which lack an answer. */
    @Property(tries = 30)
    void classesOfPatternsAreThoseOfTheirRows(@ForAll @IntRange(max = 9999) int seed) {
        Random random = new Random(seed);
        MixedColumns answers = new MixedColumns(
                List.of(Column.categorical("a", List.of("0", "1")), Column.categorical("b", List.of("0", "1", "2"))));
        double[][] rows = IntStream.range(0, 80)
                .mapToObj(
                        i -> new double[] {random.nextInt(8) == 0 ? Double.NaN : random.nextInt(2), random.nextInt(3)})
                .toArray(double[][]::new);
        Rows all = Rows.of(rows, Missing.LATENT)
                .weighted(random.ints(80, 1, 4).asDoubleStream().toArray());
        Rows few = MixedColumns.patterns(all);
        assertTrue(few.size() <= 9, "2 x 3, and 3 without the first");
        assertEquals(all.totalWeight(), few.totalWeight());
        var start = answers.classStarts(2, all).start(Randomness.of(seed));
        assertEquals(
                new Em()
                        .maxIterations(5)
                        .fit(answers.classes(2), all, start)
                        .trace()
                        .last()
                        .logLikelihood(),
                new Em()
                        .maxIterations(5)
                        .fit(answers.classes(2), few, start)
                        .trace()
                        .last()
                        .logLikelihood(),
                1e-11 * all.totalWeight());
    }

    @Test
    void rowsThatDifferStayAsTheyAre() {
        Rows rows = Rows.of(people(3, 1, 0), Missing.LATENT);
        assertSame(rows, MixedColumns.patterns(rows));
    }

    @Test
    void patternsAreOfCompleteAnswersAlone() {
        Rows gaps = Rows.of(people(1, 1, 0), Missing.LATENT);
        assertTrue(AnswerPatterns.of(PEOPLE, gaps, new double[40]).isEmpty());
    }

    @Test
    void aColumnOfCategoriesHasSome() {
        List<String> none = List.of();
        assertThrows(IllegalArgumentException.class, () -> Column.categorical("answer", none));
    }
}
