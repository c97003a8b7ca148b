package org.em4j.core.linalg.simd;

import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.all;
import static org.em4j.core.linalg.simd.Lanes.load;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** Log joint densities to responsibilities, a column of whole vectors at a time. */
final class Assignments {
    /** Responsibilities below e^-600 of the largest are exactly zero: denormals would slow every later loop. */
    private static final double LEAST = 2.650396620740083e-261;

    private static final double BELOW_LEAST = -601;

    private Assignments() {}

    /** As {@link SimdKernels#responsibilities}, for n a multiple of the lanes; {@code sum} is scratch {@code (n)}. */
    static void assign(
            double[] joint,
            double[] offset,
            int stride,
            int n,
            double[] evidence,
            int at,
            double[] entropy,
            double[] sum) {
        Arrays.fill(evidence, at, at + n, -Double.MAX_VALUE); // finite: a row without density makes no NaN below
        Arrays.fill(sum, 0, n, 0);
        Arrays.fill(entropy, 0, n, 0);
        for (int k = 0; k < offset.length; k++) {
            raise(joint, k * stride, n, offset[k], evidence, at);
        }
        for (int k = 0; k < offset.length; k++) {
            exponentiate(joint, k * stride, n, evidence, at, entropy, sum);
        }
        finish(n, evidence, at, entropy, sum);
        for (int k = 0; k < offset.length; k++) {
            scale(joint, k * stride, n, sum);
        }
    }

    /** Adds the offset, and takes the larger. */
    private static void raise(double[] joint, int from, int n, double offset, double[] max, int at) {
        for (int i = 0; i < n; i += L) {
            DoubleVector v = load(joint, from + i).add(offset);
            v.intoArray(joint, from + i);
            v.max(load(max, at + i)).intoArray(max, at + i);
        }
    }

    /** {@code e = exp(joint - max)} in place, {@code sum += e}, {@code cross += e (joint - max)}. */
    private static void exponentiate(
            double[] joint, int from, int n, double[] max, int at, double[] cross, double[] sum) {
        for (int i = 0; i < n; i += L) {
            DoubleVector u = load(joint, from + i).sub(load(max, at + i)).max(all(BELOW_LEAST));
            DoubleVector e = Elementary.exp(u).sub(all(LEAST)).max(all(0));
            e.intoArray(joint, from + i);
            load(sum, i).add(e).intoArray(sum, i);
            e.fma(u, load(cross, i)).intoArray(cross, i);
        }
    }

    /** Max, cross and sum to evidence, entropy and the reciprocal of the sum, zero where there is no density. */
    private static void finish(int n, double[] evidence, int at, double[] entropy, double[] sum) {
        for (int i = 0; i < n; i += L) {
            DoubleVector s = load(sum, i);
            DoubleVector some = s.max(all(Double.MIN_NORMAL));
            DoubleVector r = all(1).div(some);
            DoubleVector log = Elementary.log(some);
            var none = s.compare(VectorOperators.EQ, 0.0);
            r.blend(0.0, none).intoArray(sum, i);
            load(evidence, at + i)
                    .add(log)
                    .blend(Double.NEGATIVE_INFINITY, none)
                    .intoArray(evidence, at + i);
            log.sub(load(entropy, i).mul(r)).blend(0.0, none).intoArray(entropy, i);
        }
    }

    private static void scale(double[] joint, int from, int n, double[] r) {
        for (int i = 0; i < n; i += L) {
            load(joint, from + i).mul(load(r, i)).intoArray(joint, from + i);
        }
    }
}
