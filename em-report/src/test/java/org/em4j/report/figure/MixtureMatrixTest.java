package org.em4j.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.em4j.core.data.Rows;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;
import org.junit.jupiter.api.Test;

/** What the matrix of a mixture shows, against direct arithmetic and commons-math's normal distribution. */
class MixtureMatrixTest {
    private static final double[] WEIGHTS = {0.3, 0.7};
    private static final double[][] MEANS = {{0, 5, 1}, {4, -2, 3}};
    private static final double[][][] COVARIANCES = {
        {{1, 0.5, 0.2}, {0.5, 2, -0.3}, {0.2, -0.3, 1.5}}, {{2, -0.9, 0.1}, {-0.9, 1, 0.4}, {0.1, 0.4, 0.7}}
    };

    private static NormalComponents components() {
        return new NormalComponents(WEIGHTS, MEANS, COVARIANCES);
    }

    private static double[][] rows(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            int k = random.nextDouble() < WEIGHTS[0] ? 0 : 1;
            MultivariateNormalDistribution component = new MultivariateNormalDistribution(MEANS[k], COVARIANCES[k]);
            component.reseedRandomGenerator(random.nextLong());
            x[i] = component.sample();
        }
        return x;
    }

    private static double[][] responsibilities(Rows rows) {
        double[][] r = new double[rows.size()][];
        Arrays.setAll(r, i -> rows.get(i, 0) < 2 ? new double[] {0.9, 0.1} : new double[] {0.1, 0.9});
        return r;
    }

    private static Picture matrix(double[][] x) {
        return MixtureFigures.of(
                        List.of("a", "b", "c"), Rows.of(x), 1, MixtureMatrixTest::responsibilities, components())
                .get(0);
    }

    private static List<Series> panel(Picture picture, int i, int j) {
        return ((Plot) picture.panels().get(3 * i + j)).series();
    }

    @Test
    void theDensityOfOneAndOfTwoColumnsIsThatOfNormalDistributions() {
        for (double u : new double[] {-1, 0.5, 3}) {
            for (double v : new double[] {-3, 1, 4}) {
                double two = 0;
                double one = 0;
                for (int k = 0; k < 2; k++) {
                    double[][] c = COVARIANCES[k];
                    two += WEIGHTS[k]
                            * new MultivariateNormalDistribution(
                                            new double[] {MEANS[k][2], MEANS[k][1]},
                                            new double[][] {{c[2][2], c[2][1]}, {c[1][2], c[1][1]}})
                                    .density(new double[] {u, v});
                    one += WEIGHTS[k]
                            * new MultivariateNormalDistribution(new double[] {MEANS[k][1]}, new double[][] {{c[1][1]}})
                                    .density(new double[] {v});
                }
                assertEquals(two, components().density(2, 1, u, v), 1e-14);
                assertEquals(one, components().density(1, v), 1e-14);
            }
        }
    }

    @Test
    void aContourIsWhereTheDensityIsWhatItSaysAndHoldsItsPartOfTheRows() {
        double[][] x = rows(400, 3);
        List<Series> contours = panel(matrix(x), 0, 1).stream()
                .filter(s -> s.mark() == Mark.LINE)
                .toList();
        double[] held = {0.95, 0.75, 0.5, 0.25};
        assertEquals(held.length, contours.size());
        double[] at = Arrays.stream(x)
                .mapToDouble(r -> components().density(1, 0, r[1], r[0]))
                .sorted()
                .toArray();
        for (int c = 0; c < held.length; c++) {
            double level = at[(int) Math.floor((1 - held[c]) * at.length)];
            assertEquals(held[c], Arrays.stream(at).filter(d -> d >= level).count() / 400.0, 1 / 400.0);
            Series s = contours.get(c);
            double most = 0;
            for (int i = 0; i < s.x().length; i++) {
                if (!Double.isNaN(s.x()[i])) {
                    most = Math.max(most, Math.abs(components().density(1, 0, s.x()[i], s.y()[i]) - level));
                }
            }
            assertTrue(most < 0.03 * at[at.length - 1], "a straight line in a cell of the grid is off by " + most);
        }
    }

    @Test
    void curvesAreClosedUnlessTheyLeaveTheGrid() {
        double[] grid =
                IntStream.rangeClosed(-20, 20).mapToDouble(i -> i / 10.0).toArray();
        Contour circles = Contour.of(grid, grid, Math::hypot);
        double[][] circle = circles.at(1);
        int n = circle[0].length;
        assertTrue(Double.isNaN(circle[0][n - 1]), "a hole ends it");
        assertEquals(1, Arrays.stream(circle[0]).filter(Double::isNaN).count(), "it is one curve");
        assertEquals(circle[0][0], circle[0][n - 2]);
        double twice = 0;
        for (int i = 0; i + 2 < n; i++) {
            twice += circle[0][i] * circle[1][i + 1] - circle[0][i + 1] * circle[1][i];
        }
        assertEquals(Math.PI, Math.abs(twice) / 2, 0.02);
        double[][] corners = circles.at(2.5);
        assertEquals(4, Arrays.stream(corners[0]).filter(Double::isNaN).count(), "an arc in each corner");
        double[][] saddle = Contour.of(new double[] {0, 1}, new double[] {0, 1}, (u, v) -> u == v ? 1 : 0)
                .at(0.4);
        assertEquals(2, Arrays.stream(saddle[0]).filter(Double::isNaN).count());
        assertTrue(Math.abs(saddle[0][0] - saddle[0][1]) < 0.5, "the middle is above: low corners are cut off");
    }

    @Property(tries = 50)
    void barsHaveTheAreaOneAndCountTheRowsAndWeightsAreCopies(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 2 + random.nextInt(60);
        double[] values = random.doubles(n, -3, 5).toArray();
        double[] weights = random.ints(n, 1, 4).asDoubleStream().toArray();
        Histogram weighted = Histogram.of(values, weights).orElseThrow();
        double total = Arrays.stream(weights).sum();
        assertEquals(1, Arrays.stream(weighted.heights()).sum() * weighted.width(), 1e-12);
        double middle = weighted.from() + weighted.width();
        double below = IntStream.range(0, n)
                .filter(i -> values[i] < middle)
                .mapToDouble(i -> weights[i])
                .sum();
        assertEquals(below / total, weighted.heights()[0] * weighted.width(), 1e-12);
    }

    @Test
    void everyPanelOfTheMatrixIsOfItsColumnsAndTheOneOfOneColumnStandsAlone() {
        Picture picture = matrix(rows(60, 5));
        assertEquals(9, picture.panels().size());
        assertEquals(3, picture.abreast());
        Plot plot = (Plot) picture.panels().get(5);
        assertEquals("c", plot.x().label());
        assertEquals("b", plot.y().label());
        NormalComponents one = new NormalComponents(new double[] {1}, new double[][] {{0}}, new double[][][] {{{1}}});
        Picture alone = MixtureFigures.of(
                        List.of("a"),
                        Rows.of(new double[][] {{0}, {1}, {2}}),
                        1,
                        r -> new double[][] {{1}, {1}, {1}},
                        one)
                .get(0);
        assertEquals(1, alone.panels().size());
        assertTrue(alone.caption().startsWith("The rows and the density"), alone.caption());
    }
}
