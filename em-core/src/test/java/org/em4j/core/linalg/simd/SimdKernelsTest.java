package org.em4j.core.linalg.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.KernelsContract;

class SimdKernelsTest extends KernelsContract {
    private static final Kernels KERNELS = new SimdProvider().load();

    @Override
    protected Kernels kernels() {
        return KERNELS;
    }

    /** The second run of the tests asks for portable kernels, and then no others may be offered. */
    @Example
    void theyAreFoundUnlessOthersAreAskedFor() {
        Map<String, String> found = Kernels.describe();
        String wanted = System.getProperty("em4j.kernels", "simd");
        if (wanted.equals("simd")) {
            assertTrue(found.get("simd").startsWith(kernels().toString()), found::toString);
        } else {
            assertFalse(found.containsKey("simd"), found::toString);
        }
    }

    /** Rows do not know of each other: where one stands does not change its bits. */
    @Property
    void theLogDensityOfARowIsTheSameWhereverItStands(
            @ForAll @IntRange(min = 1, max = 41) int n,
            @ForAll @IntRange(min = 1, max = 20) int d,
            @ForAll Random random) {
        double[] p = new double[d * d];
        double[] mean = new double[d];
        double[] x = new double[d * n];
        Arrays.setAll(mean, j -> random.nextGaussian());
        Arrays.setAll(x, o -> random.nextGaussian());
        Arrays.setAll(p, o -> o % d > o / d ? 0 : random.nextGaussian());
        double[] all = new double[n];
        KERNELS.logDensities(p, mean, 1, x, n, n, new double[d * n], all, 0);
        for (int i = 0; i < n; i++) {
            double[] row = new double[d];
            for (int j = 0; j < d; j++) {
                row[j] = x[j * n + i];
            }
            double[] alone = new double[1];
            KERNELS.logDensities(p, mean, 1, row, 1, 1, new double[d], alone, 0);
            assertEquals(alone[0], all[i]);
        }
    }
}
