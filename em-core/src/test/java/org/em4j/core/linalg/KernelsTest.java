package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void narrowRowsNeverTouchAnythingNative() {
        assertSame(PortableKernels.INSTANCE, Kernels.forColumns(Kernels.Provider.WIDE - 1));
    }

    @Test
    void wideRowsRunOnTheKernelsThatAreDescribed() {
        assertEquals(
                Kernels.describe(), Kernels.forColumns(Kernels.Provider.WIDE).toString());
    }
}
