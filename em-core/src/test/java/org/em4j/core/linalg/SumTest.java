package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SumTest {
    private static final double U = Math.ulp(1.0) / 2;

    @Test
    void noTermsSumToZero() {
        assertEquals(0, new Sum().value());
    }

    @Test
    void termsThatAPlainSumWouldDropAreKept() {
        Sum sum = new Sum().add(1);
        for (int i = 0; i < 1000; i++) {
            sum.add(1e-17);
        }
        assertEquals(1 + 1e-14, sum.value());
    }

    @Test
    void aTermLargerThanTheSumKeepsTheSum() {
        assertEquals(2, new Sum().add(1).add(1e100).add(1).add(-1e100).value());
    }

    @Property
    void theSumIsTheExactSumToSecondOrder(@ForAll @Size(max = 200) List<@DoubleRange(min = -1e9, max = 1e9) Double> x) {
        BigDecimal exact = BigDecimal.ZERO;
        double magnitude = 0;
        Sum sum = new Sum();
        for (double v : x) {
            exact = exact.add(new BigDecimal(v));
            magnitude += Math.abs(v);
            sum.add(v);
        }
        // Higham, Accuracy and Stability, 4.3: one rounding of the result, and n² u² of the magnitudes.
        double bound = U * Math.abs(exact.doubleValue()) + U * U * x.size() * x.size() * magnitude;
        assertEquals(exact.doubleValue(), sum.value(), bound + Double.MIN_VALUE);
    }

    @Property
    void sumsOfPartsAddUpToTheWhole(
            @ForAll @Size(max = 50) List<@DoubleRange(min = -1e9, max = 1e9) Double> left,
            @ForAll @Size(max = 50) List<@DoubleRange(min = -1e9, max = 1e9) Double> right) {
        Sum whole = new Sum();
        Sum first = new Sum();
        Sum second = new Sum();
        left.forEach(v -> {
            whole.add(v);
            first.add(v);
        });
        right.forEach(v -> {
            whole.add(v);
            second.add(v);
        });
        double magnitude = 1e9 * (left.size() + right.size());
        double bound = U * Math.abs(whole.value()) + 2 * U * U * 100 * 100 * magnitude;
        assertEquals(whole.value(), first.add(second).value(), 2 * bound);
    }

    @Test
    void addingASumLeavesItAsItIs() {
        Sum other = new Sum().add(3).add(1e-17);
        new Sum().add(1).add(other);
        assertEquals(new Sum().add(3).add(1e-17).value(), other.value());
    }

    @Test
    void anInfiniteTermIsReportedNotTurnedIntoNaN() {
        assertEquals(
                Double.NEGATIVE_INFINITY,
                new Sum().add(1).add(Double.NEGATIVE_INFINITY).add(2).value());
    }

    @Test
    void aNaNTermIsReported() {
        assertTrue(Double.isNaN(new Sum().add(Double.NaN).add(1).value()));
    }
}
