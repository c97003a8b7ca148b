package org.em4j.validation.law;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.Randomness;
import org.em4j.core.fit.search.Restarts;
import org.em4j.factor.rotate.RotatedLoadings;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.rotate.RotationCriterion;

/** A rotation changes what factors are called, not what they explain. */
class RotationLaws {
    @Provide
    static Arbitrary<Rotation> rotations() {
        return Arbitraries.of(Rotation.all()).map(r -> r.restarts(new Restarts(8)));
    }

    private static boolean isOf(Rotation rotation, int q) {
        return q > 2 || !(rotation.criterion() instanceof RotationCriterion.Bifactor);
    }

    /** A few loadings large and the rest small, as far as q factors have columns of their own. */
    private static double[][] loadings(int q, RandomGenerator random) {
        double[][] loadings = new double[3 * q + 1][q];
        for (int j = 0; j < loadings.length; j++) {
            int own = j % q;
            Arrays.setAll(loadings[j], a -> a == own ? 0.5 + 0.3 * random.nextDouble() : 0.1 * random.nextGaussian());
        }
        return loadings;
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void whatTheFactorsExplainStays(
            @ForAll("rotations") Rotation rotation, @ForAll @IntRange(min = 1, max = 4) int q, @ForAll long seed) {
        Assume.that(isOf(rotation, q));
        double[][] loadings = loadings(q, Randomness.of(seed));
        RotatedLoadings rotated = rotation.rotate(loadings);
        RealMatrix before = new Array2DRowRealMatrix(loadings);
        RealMatrix after = new Array2DRowRealMatrix(rotated.loadings());
        double[][] explained = after.multiply(new Array2DRowRealMatrix(rotated.correlations()))
                .multiply(after.transpose())
                .getData();
        double[][] common = before.multiply(before.transpose()).getData();
        for (int j = 0; j < common.length; j++) {
            assertArrayEquals(common[j], explained[j], 1e-10);
        }
        for (int a = 0; a < q; a++) {
            assertEquals(1, rotated.correlations()[a][a], 1e-10);
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void factorsTurnedBeforeComeOutTheSame(
            @ForAll("rotations") Rotation rotation, @ForAll @IntRange(min = 2, max = 4) int q, @ForAll long seed) {
        Assume.that(isOf(rotation, q));
        Assume.that(!rotation.name().equals("simplimax")); // of its many minima a few starts find any
        RandomGenerator random = Randomness.of(seed);
        double[][] loadings = loadings(q, random);
        double[][] white = new double[q][q];
        for (double[] row : white) {
            Arrays.setAll(row, a -> random.nextGaussian());
        }
        RealMatrix turn = new QRDecomposition(new Array2DRowRealMatrix(white)).getQ();
        RotatedLoadings direct = rotation.rotate(loadings);
        RotatedLoadings turned = rotation.rotate(
                new Array2DRowRealMatrix(loadings).multiply(turn).getData());
        assertEquals(direct.criterion(), turned.criterion(), 1e-9);
        for (int j = 0; j < loadings.length; j++) {
            // a minimum is flat: where values agree to 1e-16, places agree to its root
            assertArrayEquals(direct.loadings()[j], turned.loadings()[j], 1e-6);
        }
    }
}
