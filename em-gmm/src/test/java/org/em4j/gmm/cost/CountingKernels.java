package org.em4j.gmm.cost;

import java.util.concurrent.atomic.AtomicLong;
import org.em4j.core.linalg.KernelProvider;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.PortableKernels;

/** Plain Java that counts the multiplications and additions of its matrix products. */
final class CountingKernels extends PortableKernels {
    static final AtomicLong WHITENING = new AtomicLong();
    static final AtomicLong SCATTER = new AtomicLong();

    @Override
    public void whiten(double[] p, int d, double[] z, int stride, int n, double[] norms, int at) {
        WHITENING.addAndGet((long) n * d * (d + 1));
        super.whiten(p, d, z, stride, n, norms, at);
    }

    @Override
    public void scatter(double[] w, int at, double[] z, int d, int stride, int n, double[] second) {
        SCATTER.addAndGet((long) n * d * (d + 1));
        super.scatter(w, at, z, d, stride, n, second);
    }

    /** Offers them where {@code -Dem4j.kernels=counting} asks for them. */
    public static final class Provider implements KernelProvider {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public int leastColumns() {
            return name().equals(System.getProperty("em4j.kernels")) ? 1 : Integer.MAX_VALUE;
        }

        @Override
        public Kernels load() {
            return new CountingKernels();
        }
    }
}
