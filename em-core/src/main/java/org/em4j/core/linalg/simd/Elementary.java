package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Exponential and logarithm, by polynomials in fused multiply-adds: the same bits interpreted and compiled.
 *
 * <p>Errors, measured over the whole range by the tests: at most 1 ulp for exp, 2 ulp for log. Coefficients interpolate
 * at Chebyshev nodes: relative error of the approximation 2e-17 (exp) and 5e-18 (log).
 */
final class Elementary {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 0.6931471803691238; // its last 21 bits are zero: times any exponent, exact
    private static final double LN2_LOW = 1.9082149292705877e-10;

    /** Added to a number of modest size, leaves it rounded to a whole number in the low bits. */
    private static final double ROUND = 0x1.8p52;

    private static final int BIAS = 1023;
    private static final int MANTISSA = 52;
    private static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;
    private static final long TWO_52 = 0x4330000000000000L;

    private Elementary() {}

    /** {@code e^-x} for x from -709 to 708. */
    static DoubleVector expMinus(DoubleVector x) {
        DoubleVector t = x.fma(broadcast(SPECIES, -LOG2_E), broadcast(SPECIES, ROUND));
        DoubleVector k = t.sub(ROUND);
        DoubleVector r =
                k.fma(broadcast(SPECIES, LN2_LOW), k.fma(broadcast(SPECIES, LN2_HIGH), x)); // -x less k log 2, negated
        // By Estrin's scheme: what waits for one another is shortest. From the second power on in pairs, fours and
        // eights.
        DoubleVector r2 = r.mul(r);
        DoubleVector a = r.fma(broadcast(SPECIES, -0.16666666666666669), broadcast(SPECIES, 0.5000000000000001));
        DoubleVector b = r.fma(broadcast(SPECIES, -0.008333333333330039), broadcast(SPECIES, 0.04166666666662383));
        DoubleVector c = r.fma(broadcast(SPECIES, -0.00019841269863168478), broadcast(SPECIES, 0.0013888888917363079));
        DoubleVector d = r.fma(broadcast(SPECIES, -2.7557268281679976e-06), broadcast(SPECIES, 2.480152106407653e-05));
        DoubleVector e = r.fma(broadcast(SPECIES, -2.5100470238808523e-08), broadcast(SPECIES, 2.762019864323475e-07));
        DoubleVector r4 = r2.mul(r2);
        a = b.fma(r2, a);
        c = e.fma(r4, d.fma(r2, c));
        DoubleVector p = c.fma(r4, a).fma(r2, broadcast(SPECIES, 0.0).sub(r)).add(1.0);
        return p.mul(t.reinterpretAsLongs()
                .add(BIAS)
                .lanewise(VectorOperators.LSHL, MANTISSA)
                .reinterpretAsDoubles());
    }

    /** {@code log x} for positive x in normal range. */
    static DoubleVector log(DoubleVector x) {
        LongVector bits = x.reinterpretAsLongs();
        // The biased exponent that leaves a mantissa m between the roots of a half and of two.
        LongVector e = bits.add(((long) BIAS << MANTISSA) - ROOT_HALF).lanewise(VectorOperators.LSHR, MANTISSA);
        DoubleVector m =
                bits.sub(e.sub(BIAS).lanewise(VectorOperators.LSHL, MANTISSA)).reinterpretAsDoubles();
        DoubleVector k = e.or(TWO_52).reinterpretAsDoubles().sub(0x1p52 + BIAS);
        DoubleVector s = m.sub(1).div(m.add(1));
        DoubleVector w = s.mul(s);
        DoubleVector p = broadcast(SPECIES, 0.14621753178020774);
        p = p.fma(w, broadcast(SPECIES, 0.1533129169309298));
        p = p.fma(w, broadcast(SPECIES, 0.1818290208400846));
        p = p.fma(w, broadcast(SPECIES, 0.22222210956586586));
        p = p.fma(w, broadcast(SPECIES, 0.2857142862706932));
        p = p.fma(w, broadcast(SPECIES, 0.3999999999989709));
        p = p.fma(w, broadcast(SPECIES, 0.666666666666667));
        // log m = 2s + s w p
        DoubleVector low = s.mul(w).fma(p, k.mul(LN2_LOW));
        return k.fma(broadcast(SPECIES, LN2_HIGH), low.add(s.add(s)));
    }
}
