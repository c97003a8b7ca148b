package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @Property
    void everyFiniteDoubleReadsBackToTheSameBits(@ForAll double x) {
        assertEquals(x, Decimal.parse(Double.toString(x)));
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "-0.2, -0.2", "+3, 3", ".5, 0.5", "5., 5", "1e3, 1000", "1E-3, 0.001", "1.5e+2, 150", "007, 7"})
    void decimalsAreRead(String text, double value) {
        assertEquals(value, Decimal.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "-", "+.", "e5", "1e", "1e+", "1.2.3", "1 2", "1f", "1d", "0x1p3", "1,5", "abc", "--1"})
    void anythingElseIsNotANumber(String text) {
        assertTrue(Double.isNaN(Decimal.parse(text)), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "inf", "\u0665"})
    void wordsAndForeignDigitsAreNotNumbers(String text) {
        assertTrue(Double.isNaN(Decimal.parse(text)), text);
    }

    @ParameterizedTest
    @CsvSource({"1e999, Infinity", "-1e999, -Infinity", "1e-999, 0"})
    void whatDoublesCannotHoldGoesToTheNearest(String text, double value) {
        assertEquals(value, Decimal.parse(text));
    }
}
