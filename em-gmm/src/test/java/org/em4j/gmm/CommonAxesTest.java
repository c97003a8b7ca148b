package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.fit.Restarts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommonAxesTest {
    private static final int D = 5;
    private static final double[] WEIGHTS = {3, 5};

    /** Two scatters of as many rows as columns, in such units: thin ones, whose valleys are narrow. */
    private static List<double[]> scatters(double[] units, RandomGenerator random) {
        List<double[]> scatters = new ArrayList<>();
        for (double weight : WEIGHTS) {
            double[] w = new double[D * D];
            for (int row = 0; row < D; row++) {
                double[] x = new double[D];
                Arrays.setAll(x, j -> units[j] * random.nextGaussian());
                Arrays.setAll(w, o -> w[o] + weight / D * x[o / D] * x[o % D]);
            }
            scatters.add(w);
        }
        return scatters;
    }

    @ParameterizedTest
    @EnumSource(names = {"EQUAL", "VARIABLE"})
    void turnsDoNotRaiseTheCriterionInColumnsOfUnlikeUnits(Freedom volume) {
        double[] units = {1e4, 1, 1e-4, 1e2, 1e-2};
        for (int seed = 0; seed < 300; seed++) {
            RandomGenerator random = Restarts.random(seed);
            List<double[]> scatters = scatters(units, random);
            double[] start =
                    CommonAxes.shared(scatters(units, random).subList(0, 1), D).axes();
            double before = CommonAxes.height(volume, WEIGHTS, scatters, start, D);
            double after = CommonAxes.of(volume, WEIGHTS, scatters, start, D).height();
            assertTrue(after <= before, "seed " + seed + ": from " + before + " to " + after);
        }
    }
}
