package org.em4j.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    @ParameterizedTest
    @CsvSource({
        "0,0.0000",
        "1.23456,1.2346",
        "-99.5,-99.500",
        "123.456,123.46",
        "1234.56,1234.6",
        "2e7,2.000e+07",
        "5e-5,5.000e-05"
    })
    void aNumberHasAboutFiveDigits(double x, String printed) {
        assertEquals(printed, TextTable.number(x));
    }

    @Test
    void numbersThatTheirSpreadTellsApartAreToldApart() {
        assertEquals("1700000022", TextTable.number(1_700_000_022, 17.277));
        assertEquals("1700000553.3", TextTable.number(1_700_000_553.25, 41.069));
    }

    @Test
    void aSpreadThatIsWideOrNoneLeavesTheDigitsAsTheyAre() {
        assertEquals("2.000e+07", TextTable.number(2e7, 1e7));
        assertEquals("5.1000", TextTable.number(5.1, 0.3));
        assertEquals("1.700e+09", TextTable.number(1_700_000_022, 0));
        assertEquals("NaN", TextTable.number(Double.NaN, 1));
    }

    @Property(seed = "7")
    void whatIsPrintedIsWithinAHundredthOfTheSpread(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double unit,
            @ForAll @DoubleRange(min = -12, max = 12) double scale,
            @ForAll @DoubleRange(min = -7, max = 0) double narrow) {
        double x = unit * Math.pow(10, scale);
        double spread = Math.max(Double.MIN_NORMAL, Math.abs(x) * Math.pow(10, narrow));
        double off = Math.abs(Double.parseDouble(TextTable.number(x, spread)) - x);
        assertTrue(off <= spread / 100 + Math.ulp(x), () -> TextTable.number(x, spread) + " for " + x + " ± " + spread);
    }
}
