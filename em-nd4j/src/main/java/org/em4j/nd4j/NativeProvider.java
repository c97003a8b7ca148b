package org.em4j.nd4j;

import org.em4j.core.linalg.KernelProvider;
import org.em4j.core.linalg.Kernels;

/** OpenBLAS, where it is on the class path, loads, and computes what it should. */
public final class NativeProvider implements KernelProvider {
    @Override
    public String name() {
        return "native";
    }

    /** Where a native matrix product beats plain Java loops by enough to earn back its start (docs/adr/0003). */
    @Override
    public int leastColumns() {
        return 64;
    }

    @Override
    public Kernels load() {
        return new NativeKernels();
    }
}
