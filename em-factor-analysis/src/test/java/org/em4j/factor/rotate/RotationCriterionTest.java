package org.em4j.factor.rotate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.data.InvalidDataException;
import org.junit.jupiter.api.Test;

/** What each criterion is, and what it does not depend on. */
class RotationCriterionTest {
    /** Step of differences of the fourth order, and what they leave: its fourth power times a fifth derivative. */
    private static final double STEP = 1e-3;

    private static final double SAME = 1e-7;

    @Provide
    static Arbitrary<RotationCriterion> criteria() {
        return Arbitraries.of(Stream.concat(
                        Rotation.all().stream().map(Rotation::criterion),
                        Stream.of(
                                Quartic.oblimin(-2),
                                Quartic.oblimin(0.7),
                                Quartic.crawfordFerguson(0.3),
                                new RotationCriterion.Simplimax(5)))
                .toList());
    }

    /** All of different sizes from 0.15 to 0.75: away from zero and from each other, where some criteria bend. */
    private static double[][] loadings(int d, int q, Random random) {
        List<Integer> places = IntStream.range(0, d * q).boxed().collect(Collectors.toList());
        Collections.shuffle(places, random);
        double[][] loadings = new double[d][q];
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < q; a++) {
                double size = (places.get(j * q + a) + 0.3 * random.nextDouble()) / (d * q);
                loadings[j][a] = (random.nextBoolean() ? 1 : -1) * (0.15 + 0.6 * size);
            }
        }
        return loadings;
    }

    private static double value(RotationCriterion criterion, double[][] loadings) {
        return criterion.at(new Array2DRowRealMatrix(loadings)).value();
    }

    private static double moved(RotationCriterion criterion, double[][] loadings, int j, int a, double by) {
        double[][] other = Arrays.stream(loadings).map(double[]::clone).toArray(double[][]::new);
        other[j][a] += by;
        return value(criterion, other);
    }

    @Property(tries = 200)
    void theGradientIsThatOfDifferences(
            @ForAll("criteria") RotationCriterion criterion,
            @ForAll @IntRange(min = 3, max = 4) int q,
            @ForAll long seed) {
        double[][] loadings = loadings(3 * q, q, new Random(seed));
        double[][] gradient = criterion.at(new Array2DRowRealMatrix(loadings)).gradient();
        for (int j = 0; j < loadings.length; j++) {
            for (int a = 0; a < q; a++) {
                double near = moved(criterion, loadings, j, a, STEP) - moved(criterion, loadings, j, a, -STEP);
                double far = moved(criterion, loadings, j, a, 2 * STEP) - moved(criterion, loadings, j, a, -2 * STEP);
                assertEquals((8 * near - far) / (12 * STEP), gradient[j][a], SAME * (1 + Math.abs(gradient[j][a])));
            }
        }
    }

    @Property(tries = 200)
    void signsAndOrderOfFactorsAndColumnsDoNotMatter(
            @ForAll("criteria") RotationCriterion criterion,
            @ForAll @IntRange(min = 3, max = 4) int q,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[][] loadings = loadings(3 * q, q, random);
        int named = criterion.isNamed(0) ? 1 : 0;
        double[][] other = new double[loadings.length][q];
        for (int a = 0; a < q; a++) {
            int from = a < named ? a : named + (a - named + 1) % (q - named);
            double sign = random.nextBoolean() ? 1 : -1;
            for (int j = 0; j < other.length; j++) {
                other[j][a] = sign * loadings[(j + 2) % other.length][from];
            }
        }
        double value = value(criterion, loadings);
        assertEquals(value, value(criterion, other), 1e-12 * (1 + Math.abs(value)));
    }

    /** Sums as they are written, over pairs. */
    @Property(tries = 50)
    void theFamilyOfQuarticsIsTheSumsOverPairs(@ForAll long seed) {
        double[][] l = loadings(7, 3, new Random(seed));
        double rows = 0;
        double columns = 0;
        double means = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int i = 0; i < 7; i++) {
                    for (int j = 0; j < 7; j++) {
                        rows += i == j && a != b ? l[i][a] * l[i][a] * l[i][b] * l[i][b] : 0;
                        columns += i != j && a == b ? l[i][a] * l[i][a] * l[j][a] * l[j][a] : 0;
                        means += a != b ? l[i][a] * l[i][a] * l[j][b] * l[j][b] / 7 : 0;
                    }
                }
            }
        }
        assertEquals((rows + 0.4 * means) / 4, value(Quartic.oblimin(-0.4), l), 1e-13);
        assertEquals((0.7 * rows + 0.3 * columns) / 4, value(Quartic.crawfordFerguson(0.3), l), 1e-13);
    }

    /** Crawford and Ferguson (1970): with kappa 1/d it differs from varimax by what no orthogonal rotation changes. */
    @Test
    void varimaxIsOfTheFamily() {
        double[][] loadings = loadings(9, 3, new Random(3));
        double[][] varimax = Rotation.orthogonal("varimax", Quartic.orthomax(1))
                .rotate(loadings)
                .loadings();
        double[][] family = Rotation.orthogonal("cfT", Quartic.crawfordFerguson(1 / 9.0))
                .rotate(loadings)
                .loadings();
        for (int j = 0; j < 9; j++) {
            assertArrayEquals(varimax[j], family[j], 1e-7);
        }
    }

    @Test
    void aTargetThatIsReachedIsKeptInOrderAndSign() {
        double[][] target = {{0, -0.7}, {0, -0.6}, {0.8, 0}, {0.9, 0}, {0.5, 0}};
        double[][] loadings = Rotation.orthogonal("turned", new RotationCriterion.Target(new double[][] {
                    {0.3, Double.NaN}, {Double.NaN, Double.NaN}, {0.1, Double.NaN}, {0.2, Double.NaN}, {0, 0}
                }))
                .rotate(target)
                .loadings();
        for (Rotation rotation : new Rotation[] {
            Rotation.orthogonal("targetT", new RotationCriterion.Target(target)),
            Rotation.oblique("target", new RotationCriterion.Target(target))
        }) {
            double[][] found = rotation.rotate(loadings).loadings();
            for (int j = 0; j < target.length; j++) {
                assertArrayEquals(target[j], found[j], 1e-7);
            }
        }
    }

    @Test
    void whatACriterionIsNotOfIsSaid() {
        double[][] loadings = loadings(6, 2, new Random(1));
        assertThrows(
                InvalidDataException.class,
                () -> Rotation.oblique("bifactor", new RotationCriterion.Bifactor())
                        .rotate(loadings));
        assertThrows(
                InvalidDataException.class,
                () -> Rotation.oblique("simplimax", new RotationCriterion.Simplimax(13))
                        .rotate(loadings));
        String sentence = assertThrows(
                        InvalidDataException.class,
                        () -> Rotation.oblique("target", new RotationCriterion.Target(new double[6][3]))
                                .rotate(loadings))
                .getMessage();
        assertTrue(sentence.contains("6 columns and 3 factors"), sentence);
        assertThrows(IllegalArgumentException.class, () -> Quartic.oblimin(1));
        assertThrows(IllegalArgumentException.class, () -> Quartic.crawfordFerguson(1.5));
        assertThrows(IllegalArgumentException.class, () -> new RotationCriterion.Geomin(0));
        assertThrows(IllegalArgumentException.class, () -> Rotation.promax(1));
    }
}
