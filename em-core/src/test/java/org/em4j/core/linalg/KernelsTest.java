package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void littleWorkRunsInPlainJavaHoweverWide() {
        assertSame(PortableKernels.INSTANCE, Kernels.of(1, 1e6));
        assertSame(PortableKernels.INSTANCE, Kernels.of(1000, 1e6));
    }

    @Test
    void theKernelsOfMuchWorkAreAmongThoseDescribed() {
        String kernels = Kernels.of(1000, 1e9).toString();
        assertTrue(
                Kernels.describe().values().stream().anyMatch(words -> words.startsWith(kernels)),
                () -> kernels + " is not in " + Kernels.describe());
    }
}
