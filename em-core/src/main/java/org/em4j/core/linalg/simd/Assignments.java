package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** Log joint densities to responsibilities, a column of whole vectors at a time. */
final class Assignments {
    /** Responsibilities below e^-600 of the largest are exactly zero: denormals would slow every later loop. */
    private static final double LEAST = 2.650396620740083e-261;

    private static final long MOST_BITS = Double.doubleToRawLongBits(601);

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
            exponentiate(joint, k * stride, n, offset[k], evidence, at, entropy, sum);
        }
        finish(n, evidence, at, entropy, sum);
        for (int k = 0; k < offset.length; k++) {
            scale(joint, k * stride, n, sum);
        }
    }

    /** The larger of max and joint + offset; of no number no number. */
    private static void raise(double[] joint, int from, int n, double offset, double[] max, int at) {
        for (int i = 0; i < n; i += L) {
            DoubleVector v = fromArray(SPECIES, joint, from + i).add(offset);
            v.max(fromArray(SPECIES, max, at + i)).intoArray(max, at + i);
        }
    }

    /**
     * {@code e = exp(-v)} in place of joint, with {@code v = max - joint - offset}; {@code sum += e}, {@code cross += e v}.
     *
     * <p>Numbers that are not negative stand in the order of their bits, which are cut off in one instruction where a
     * comparison of doubles takes five.
     */
    private static void exponentiate(
            double[] joint, int from, int n, double offset, double[] max, int at, double[] cross, double[] sum) {
        for (int i = 0; i < n; i += L) {
            DoubleVector v = fromArray(SPECIES, max, at + i)
                    .sub(fromArray(SPECIES, joint, from + i).add(offset))
                    .reinterpretAsLongs()
                    .min(MOST_BITS)
                    .reinterpretAsDoubles();
            DoubleVector e = Elementary.expMinus(v)
                    .sub(LEAST)
                    .reinterpretAsLongs()
                    .max(0)
                    .reinterpretAsDoubles();
            e.intoArray(joint, from + i);
            fromArray(SPECIES, sum, i).add(e).intoArray(sum, i);
            e.fma(v, fromArray(SPECIES, cross, i)).intoArray(cross, i);
        }
    }

    /** Max, cross and sum to evidence, entropy and the reciprocal of the sum, zero where there is no density. */
    private static void finish(int n, double[] evidence, int at, double[] entropy, double[] sum) {
        for (int i = 0; i < n; i += L) {
            DoubleVector s = fromArray(SPECIES, sum, i); // 1 or more, but where there is no density
            DoubleVector r = broadcast(SPECIES, 1.0).div(s);
            DoubleVector log = Elementary.log(s);
            var none = fromArray(SPECIES, evidence, at + i).compare(VectorOperators.EQ, -Double.MAX_VALUE);
            r.blend(0.0, none).intoArray(sum, i);
            fromArray(SPECIES, evidence, at + i)
                    .add(log)
                    .blend(Double.NEGATIVE_INFINITY, none)
                    .intoArray(evidence, at + i);
            fromArray(SPECIES, entropy, i).fma(r, log).blend(0.0, none).intoArray(entropy, i);
        }
    }

    private static void scale(double[] joint, int from, int n, double[] r) {
        for (int i = 0; i < n; i += L) {
            fromArray(SPECIES, joint, from + i).mul(fromArray(SPECIES, r, i)).intoArray(joint, from + i);
        }
    }
}
