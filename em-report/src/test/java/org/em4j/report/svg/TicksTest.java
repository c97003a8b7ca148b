package org.em4j.report.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.report.svg.Ticks.Tick;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Provide
    Arbitrary<Double> spans() {
        return Arbitraries.doubles().between(-8, 8).map(power -> Math.pow(10, power));
    }

    @Provide
    Arbitrary<Double> offsets() {
        return Arbitraries.doubles().between(-1e7, 1e7);
    }

    @Property(tries = 2_000)
    void ticksAreFewDistinctWithinTheAxisAndAStepOfOneTwoOrFiveApart(
            @ForAll("offsets") double low, @ForAll("spans") double span) {
        double high = low + span;
        List<Tick> ticks = Ticks.between(low, high, 7, false);
        assertTrue(ticks.size() >= 2 && ticks.size() <= 7, ticks.toString());
        List<BigDecimal> read =
                ticks.stream().map(t -> new BigDecimal(t.label())).toList();
        assertTrue(ticks.stream().allMatch(t -> t.at() >= low && t.at() <= high), ticks.toString());
        BigDecimal step = read.get(1).subtract(read.get(0)).stripTrailingZeros();
        assertTrue(List.of("1", "2", "5").contains(step.unscaledValue().toString()), ticks.toString());
        for (int i = 0; i < read.size(); i++) {
            assertEquals(ticks.get(i).at(), read.get(i).doubleValue(), "what is written is where it stands");
            assertEquals(
                    0, read.get(0).add(step.multiply(BigDecimal.valueOf(i))).compareTo(read.get(i)));
        }
    }

    @Property(tries = 2_000)
    void labelsAreAsShortAsTheStepAllows(@ForAll("offsets") double low, @ForAll("spans") double span) {
        List<Tick> ticks = Ticks.between(low, low + span, 7, false);
        BigDecimal step = new BigDecimal(ticks.get(1).label())
                .subtract(new BigDecimal(ticks.get(0).label()))
                .stripTrailingZeros();
        int decimals = Math.max(0, step.scale());
        int longest = 0;
        int plain = 0;
        for (Tick t : ticks) {
            BigDecimal read = new BigDecimal(t.label());
            assertTrue(read.scale() <= decimals, ticks.toString());
            longest = Math.max(longest, t.label().length());
            plain = Math.max(plain, read.setScale(decimals).toPlainString().length());
        }
        assertTrue(longest <= plain, ticks.toString());
    }

    @Test
    void numbersArePlainWhereTheyAreRead() {
        assertEquals("[-6000, -5500, -5000, -4500]", labels(-6010, -4490));
        assertEquals("[0, 0.5, 1.0, 1.5, 2.0]".replace("[0,", "[0.0,"), labels(-0.1, 2.4));
        assertEquals("[2e-8, 4e-8, 6e-8]", labels(1.5e-8, 7.1e-8));
        assertEquals("[10000000.0, 10000000.2, 10000000.4, 10000000.6]", labels(1e7, 1e7 + 0.75));
    }

    @Test
    void whatIsCountedHasNoHalves() {
        assertEquals("[1, 2, 3]", labels(Ticks.between(0.9, 3.1, 7, true)));
    }

    @Test
    void aLogarithmicAxisHasPowersOfTenAndWithinADecadeNumbers() {
        assertEquals("[1e-10, 1e-8, 1e-6, 1e-4, 1e-2]", labels(Ticks.logarithmic(-10.2, -0.4, 6)));
        assertEquals("[2, 4, 6, 8]", labels(Ticks.logarithmic(Math.log10(1.5), Math.log10(9.5), 6)));
    }

    private static String labels(double low, double high) {
        return labels(Ticks.between(low, high, 5, false));
    }

    private static String labels(List<Tick> ticks) {
        return ticks.stream().map(Tick::label).toList().toString();
    }
}
