package org.em4j.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "say TextFormat.delimiter(';').decimal(',') ~ say --delimiter ';' --decimal ,",
                "say TextFormat.delimiter('\\t') ~ say --delimiter tab",
                "say TextFormat.delimiter(' ') ~ say --delimiter ' '",
                "say its TextFormat.charset ~ say its --encoding",
                "say TextFormat.charset(UTF-16LE) ~ say --encoding UTF-16LE",
                "choose one with Columns.array(train) ~ choose one with --array train",
                "leave the column out (Columns.except) ~ leave the column out (--except)",
                "choose them with Columns.of ~ choose them with --columns",
                "let it be missing (Missing.LATENT) ~ let it be missing (--missing)",
                "a smaller StoppingRule.distance ~ a smaller --tolerance",
                "start elsewhere, with Restarts ~ start elsewhere, with --restarts",
                "data (1).csv: of no. 2 ~ data (1).csv: of no. 2",
            })
    void settingsInJavaAreOptionsHere(String sentence, String words) {
        assertEquals(words, Console.options(sentence));
    }
}
