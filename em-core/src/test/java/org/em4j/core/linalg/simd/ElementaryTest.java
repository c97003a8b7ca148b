package org.em4j.core.linalg.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Errors against the JDK's StrictMath, which is within 1 ulp: a result whose exact value lies near the middle of two
 * doubles may be one more off. So the bounds here are one more than those that the class states, and those are held
 * against decimals.
 */
class ElementaryTest {
    private static final int DRAWS = 400_000;

    @BeforeAll
    static void addTheModule() {
        new SimdProvider().load();
    }

    private static double at(double x, UnaryOperator<DoubleVector> f) {
        double[] out = new double[Lanes.L];
        f.apply(DoubleVector.broadcast(Lanes.SPECIES, x)).intoArray(out, 0);
        return out[0];
    }

    private static double worst(DoubleStream arguments, UnaryOperator<DoubleVector> f, DoubleUnaryOperator truth) {
        return arguments
                .map(x -> Math.abs(at(x, f) - truth.applyAsDouble(x)) / Math.ulp(truth.applyAsDouble(x)))
                .max()
                .orElseThrow();
    }

    @Test
    void exponentialsAreRightOverTheWholeRange() {
        DoubleStream arguments = new SplittableRandom(1).doubles(DRAWS, -709, 708);
        assertTrue(worst(arguments, Elementary::expMinus, x -> StrictMath.exp(-x)) <= 2);
    }

    @Test
    void exponentialsNearZeroAreRight() {
        DoubleStream arguments = new SplittableRandom(2).doubles(DRAWS, -1, 1);
        assertTrue(worst(arguments, Elementary::expMinus, x -> StrictMath.exp(-x)) <= 2);
    }

    @Test
    void exponentialsBesideEverySwitchOfTheExponentAreRight() {
        DoubleStream arguments = java.util.stream.IntStream.range(-1020, 1022)
                .mapToDouble(k -> (k + 0.5) * Math.log(2))
                .flatMap(x -> DoubleStream.of(Math.nextDown(x), x, Math.nextUp(x)));
        assertTrue(worst(arguments, Elementary::expMinus, x -> StrictMath.exp(-x)) <= 2);
    }

    @Test
    void logarithmsAreRightOverTheWholeRange() {
        SplittableRandom random = new SplittableRandom(3);
        DoubleStream arguments =
                random.longs(DRAWS, 0x0010000000000000L, 0x7fefffffffffffffL).mapToDouble(Double::longBitsToDouble);
        assertTrue(worst(arguments, Elementary::log, StrictMath::log) <= 3);
    }

    @Test
    void logarithmsNearOneAreRight() {
        DoubleStream arguments = new SplittableRandom(4).doubles(DRAWS, 0.5, 2);
        assertTrue(worst(arguments, Elementary::log, StrictMath::log) <= 3);
    }

    @Test
    void exactValuesAreExact() {
        assertEquals(1, at(0, Elementary::expMinus));
        assertEquals(0, at(1, Elementary::log));
    }

    /** e^x by its series in 40 digits. */
    private static BigDecimal exp(double x) {
        MathContext digits = new MathContext(60);
        BigDecimal small = new BigDecimal(x).divide(new BigDecimal(1 << 12), digits);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; k < 40; k++) {
            term = term.multiply(small, digits).divide(new BigDecimal(k), digits);
            sum = sum.add(term, digits);
        }
        for (int k = 0; k < 12; k++) {
            sum = sum.multiply(sum, digits);
        }
        return sum;
    }

    @Test
    void theStatedErrorOfTheExponentialHoldsAgainstDecimals() {
        new SplittableRandom(5).doubles(2_000, -700, 700).forEach(x -> {
            double value = at(-x, Elementary::expMinus);
            BigDecimal off = exp(x).subtract(new BigDecimal(value)).abs();
            assertTrue(off.compareTo(new BigDecimal(Math.ulp(value))) <= 0, () -> "exp(" + x + ")");
        });
    }

    /** The relative error of y = log x seen in e^y / x, to the first order. */
    @Test
    void theStatedErrorOfTheLogarithmHoldsAgainstDecimals() {
        MathContext digits = new MathContext(60);
        new SplittableRandom(6).doubles(2_000, -700, 700).map(StrictMath::exp).forEach(x -> {
            double value = at(x, Elementary::log);
            BigDecimal off = exp(value)
                    .divide(new BigDecimal(x), digits)
                    .subtract(BigDecimal.ONE)
                    .abs();
            assertTrue(off.compareTo(new BigDecimal(2 * Math.ulp(value))) <= 0, () -> "log(" + x + ")");
        });
    }
}
