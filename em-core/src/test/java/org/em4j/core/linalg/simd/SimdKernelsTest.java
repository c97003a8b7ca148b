package org.em4j.core.linalg.simd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import net.jqwik.api.Example;
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
}
