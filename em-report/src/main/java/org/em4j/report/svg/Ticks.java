package org.em4j.report.svg;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Where an axis has its ticks, and what is written there: steps of 1, 2 or 5 times a power of ten, as people count. */
final class Ticks {
    /** Letters of a number that is still read at a glance. */
    private static final int GLANCE = 7;

    private static final int[] STEPS = {1, 2, 5, 10, 20, 50, 100};

    private Ticks() {}

    /**
     * A tick.
     *
     * @param at where it stands on the axis
     * @param label the number there
     */
    record Tick(double at, String label) {}

    /**
     * Ticks between two ends.
     *
     * @param low the lower end
     * @param high the higher end, above it
     * @param most the largest number of ticks, at least 2
     * @param whole whether there is nothing between whole numbers, as where things are counted
     */
    static List<Tick> between(double low, double high, int most, boolean whole) {
        BigDecimal from = new BigDecimal(low);
        BigDecimal to = new BigDecimal(high);
        BigDecimal step = step(from, to, most, whole);
        List<BigDecimal> values = new ArrayList<>();
        BigInteger last = floor(to, step);
        for (BigInteger k = floor(from.negate(), step).negate(); k.compareTo(last) <= 0; k = k.add(BigInteger.ONE)) {
            values.add(new BigDecimal(k).multiply(step));
        }
        Function<BigDecimal, String> writing = writing(values);
        return values.stream()
                .map(v -> new Tick(v.doubleValue(), writing.apply(v)))
                .toList();
    }

    /** Ticks between the logarithms of two ends, at powers of ten; within a decade, at numbers between. */
    static List<Tick> logarithmic(double low, double high, int most) {
        List<Tick> powers = between(low, high, most, true);
        return powers.size() > 1
                ? powers.stream().map(t -> new Tick(t.at(), "1e" + t.label())).toList()
                : between(Math.pow(10, low), Math.pow(10, high), most, false).stream()
                        .map(t -> new Tick(Math.log10(t.at()), t.label()))
                        .toList();
    }

    /** The smallest step that makes no more ticks than asked for. */
    private static BigDecimal step(BigDecimal from, BigDecimal to, int most, boolean whole) {
        BigDecimal apart = to.subtract(from).divide(BigDecimal.valueOf(most), MathContext.DECIMAL64);
        int power = apart.precision() - apart.scale() - 1;
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(whole ? Math.max(0, power) : power);
        for (int times : STEPS) {
            BigDecimal step = unit.multiply(BigDecimal.valueOf(times));
            BigInteger count = floor(to, step).add(floor(from.negate(), step));
            if (count.compareTo(BigInteger.valueOf(most)) < 0) {
                return step;
            }
        }
        throw new IllegalArgumentException(most + " ticks from " + from + " to " + to);
    }

    private static BigInteger floor(BigDecimal v, BigDecimal step) {
        return v.divide(step, 0, RoundingMode.FLOOR).toBigInteger();
    }

    /** All of an axis in the same manner: with as many decimals as its step has, or by powers of ten where that is shorter. */
    private static Function<BigDecimal, String> writing(List<BigDecimal> values) {
        int decimals = values.stream()
                .mapToInt(v -> v.stripTrailingZeros().scale())
                .max()
                .orElse(0);
        Function<BigDecimal, String> plain =
                v -> v.setScale(Math.max(0, decimals)).toPlainString();
        int longest = longest(values, plain);
        return longest <= GLANCE || longest <= longest(values, Ticks::scientific) ? plain : Ticks::scientific;
    }

    private static int longest(List<BigDecimal> values, Function<BigDecimal, String> writing) {
        return values.stream()
                .mapToInt(v -> writing.apply(v.abs()).length())
                .max()
                .orElse(0);
    }

    private static String scientific(BigDecimal v) {
        if (v.signum() == 0) {
            return "0";
        }
        BigDecimal brief = v.stripTrailingZeros();
        int power = brief.precision() - brief.scale() - 1;
        return brief.scaleByPowerOfTen(-power).toPlainString() + "e" + power;
    }
}
