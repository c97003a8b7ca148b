package org.em4j.core.linalg.nd4j;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips tests where OpenBLAS is not on the class path, as in the run of the suite without it. */
public final class OpenBlas implements SkipExecutionHook {
    /** Whether it is there. What then does not load is a failure. */
    public static boolean present() {
        return OpenBlas.class.getClassLoader().getResource("org/bytedeco/openblas/global/openblas_nolapack.class")
                != null;
    }

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return present() ? SkipResult.doNotSkip() : SkipResult.skip("OpenBLAS is not on the class path");
    }
}
