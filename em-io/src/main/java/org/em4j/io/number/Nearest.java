package org.em4j.io.number;

import java.math.BigInteger;

/**
 * The double nearest to a decimal number of up to 19 digits, where one or two operations decide it: a quotient or product of
 * two doubles that are exact, else a product of 64 by 64 bits (Eisel and Lemire). Where these leave two doubles in doubt, about
 * once in a thousand times, nothing is guessed.
 */
public final class Nearest {
    /** Powers of ten up to this one are exact as doubles. */
    private static final int EXACT = 22;

    private static final double[] POWERS = new double[EXACT + 1];

    /** Powers of ten beyond, up and down, are left to others. */
    private static final int MOST = 60;

    /** Of each power of ten, from the least, the first 64 bits. */
    private static final long[] BITS = new long[2 * MOST + 1];

    static {
        for (int k = 0; k <= EXACT; k++) {
            POWERS[k] = BigInteger.TEN.pow(k).doubleValue();
        }
        for (int k = -MOST; k <= MOST; k++) {
            BITS[k + MOST] = bits(k);
        }
    }

    private Nearest() {}

    private static long bits(int power) {
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        int length = ten.bitLength();
        return (power < 0
                        ? BigInteger.ONE.shiftLeft(Long.SIZE - 1 + length).divide(ten)
                        : ten.shiftLeft(Long.SIZE).shiftRight(length))
                .longValue();
    }

    /**
     * The double nearest to {@code digits * 10^power}; NaN where it takes more to find it.
     *
     * @param digits taken without a sign: 0 to 2^64 - 1
     */
    public static double of(long digits, int power) {
        if (digits >>> 53 == 0 && -EXACT <= power && power <= EXACT) {
            return power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
        }
        if (digits == 0) {
            return 0;
        }
        return Math.abs(power) <= MOST ? rounded(digits, power) : Double.NaN;
    }

    private static double rounded(long digits, int power) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long normal = digits << zeros;
        long bits = BITS[power + MOST];
        long high = Math.multiplyHigh(normal, bits)
                + normal
                + bits; // both have the sign: without it, the product's upper half
        int spare = high < 0 ? 11 : 10;
        long half = 1L << (spare - 1);
        long rest = high & (2 * half - 1); // of the true product, no less, and less by less than 2
        if (rest == half || rest == half - 1) {
            return Double.NaN;
        }
        long mantissa = (high >>> spare) + (rest > half ? 1 : 0);
        int exponent =
                ((217_706 * power) >> 16) + 1 - zeros + spare; // 217706 / 2^16: the logarithm of 10, to the base of 2
        return mantissa * Double.longBitsToDouble((long) (exponent + 1023) << 52);
    }
}
