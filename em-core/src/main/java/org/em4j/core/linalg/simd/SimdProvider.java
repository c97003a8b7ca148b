package org.em4j.core.linalg.simd;

import org.em4j.core.linalg.KernelProvider;
import org.em4j.core.linalg.Kernels;

/**
 * The Vector API, where the JVM has it: started with {@code --add-modules jdk.incubator.vector}, or allowed to add it
 * later by {@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED} ({@code Add-Exports} in the manifest of the
 * main jar), which spares the user the JVM's line about incubator modules.
 */
public final class SimdProvider implements KernelProvider {
    private static final String MODULE = "jdk.incubator.vector";

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public int leastColumns() {
        return 1;
    }

    @Override
    public Kernels load() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            try {
                Class.forName("jdk.internal.module.Modules")
                        .getMethod("loadModule", String.class)
                        .invoke(null, MODULE);
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw new UnsupportedOperationException("start the JVM with --add-modules " + MODULE, e);
            }
        }
        return Loaded.kernels();
    }

    /** Not linked before the module is there. */
    private static final class Loaded {
        static Kernels kernels() {
            if (Lanes.L < 2) {
                throw new UnsupportedOperationException("this processor has no vectors of doubles");
            }
            return new SimdKernels();
        }
    }
}
