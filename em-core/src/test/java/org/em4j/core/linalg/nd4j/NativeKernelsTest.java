package org.em4j.core.linalg.nd4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.KernelsContract;

@AddLifecycleHook(OpenBlas.class)
class NativeKernelsTest extends KernelsContract {
    @Override
    protected Kernels kernels() {
        return Held.KERNELS;
    }

    /** Not before the hook has looked. */
    private static final class Held {
        static final Kernels KERNELS = new NativeKernels();
    }

    @Example
    void theyAreFound() {
        assertTrue(Kernels.describe().get("native").startsWith(kernels().toString()), Kernels.describe()::toString);
    }
}
