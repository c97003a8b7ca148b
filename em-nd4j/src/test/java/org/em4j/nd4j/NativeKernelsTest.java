package org.em4j.nd4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.KernelsContract;

class NativeKernelsTest extends KernelsContract {
    private static final Kernels KERNELS = new NativeKernels();

    @Override
    protected Kernels kernels() {
        return KERNELS;
    }

    @Example
    void theyAreFound() {
        assertTrue(Kernels.describe().get("native").startsWith(kernels().toString()), Kernels.describe()::toString);
    }
}
