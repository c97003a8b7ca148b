package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.io.TextFormat.Formulas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that a spreadsheet would compute are written as text, and read again as they were. */
class FormulasTest {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("=+-@' \t\r\n1.eax\"").ofMaxLength(8),
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.doubles().map(x -> Double.toString(x)));
    }

    @Property
    void whatIsWrittenReadsBack(@ForAll("texts") String text) {
        assertEquals(text, Formulas.ESCAPED.read(Formulas.ESCAPED.written(text)));
    }

    @Property
    void nothingButNumbersBeginsAsAFormula(@ForAll("texts") String text) {
        String first = Formulas.ESCAPED.written(text).strip();
        if (!first.isEmpty() && "=+-@".indexOf(first.charAt(0)) >= 0) {
            assertFalse(Double.isNaN(Double.parseDouble(first)), first);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "=1+1,'=1+1",
                "@x,'@x",
                "-v,'-v",
                "'=x,''=x",
                "-1.5,-1.5",
                "+2e3,+2e3",
                "-Infinity,-Infinity",
                "a=b,a=b",
                "'a,'a"
            })
    void oneApostropheIsPutBefore(String text, String written) {
        assertEquals(written, Formulas.ESCAPED.written(text));
        assertEquals(text, Formulas.PLAIN.written(text));
    }
}
