package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.io.Reader;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is thrown while a text is read comes out as itself, and is not taken for a fault of the text. */
class ThrownWhileReadingTest {
    private static final String TEXT = "x,\"y\"\n1,2\n\"3\",4\n5,\"6 6\"\n";

    /** As parts are read: cells go nowhere. */
    private static class Lines extends AbstractBaseCsvCallbackHandler<Boolean> {
        @Override
        protected Boolean buildRecord() {
            return true;
        }
    }

    private static <T> Optional<Integer> count(Reader text, AbstractBaseCsvCallbackHandler<T> handler) {
        return TextFormat.CSV.read(text, handler, ThrownWhileReadingTest::size);
    }

    private static int size(Iterator<?> records) {
        int size = 0;
        for (; records.hasNext(); records.next()) {
            size++;
        }
        return size;
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new OutOfMemoryError("spent"),
                new StackOverflowError(),
                new NoClassDefFoundError("C"),
                new IllegalStateException("of a callback"),
                new ArrayIndexOutOfBoundsException(3));
    }

    private static void raise(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void byTheReaderAtAnyPlace(Throwable thrown) {
        IntStream.range(0, TEXT.length()).forEach(at -> {
            Reader failing = new StringReader(TEXT) {
                private int left = at;

                @Override
                public int read(char[] into, int from, int length) {
                    if (left-- == 0) {
                        raise(thrown);
                    }
                    into[from] = TEXT.charAt(at - left - 1);
                    return 1;
                }
            };
            assertSame(thrown, assertThrows(thrown.getClass(), () -> count(failing, new Lines())));
        });
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void byWhatBecomesOfAnyCell(Throwable thrown) {
        int cells = 8;
        IntStream.range(0, cells).forEach(at -> {
            Lines failing = new Lines() {
                private int left = at;

                @Override
                protected void handleField(int cell, char[] text, int offset, int length, boolean quotes) {
                    if (left-- == 0) {
                        raise(thrown);
                    }
                }
            };
            assertSame(thrown, assertThrows(thrown.getClass(), () -> count(new StringReader(TEXT), failing)));
        });
    }

    @Test
    void nothingIsThrownOfATextWithoutFault() {
        assertEquals(Optional.of(4), count(new StringReader(TEXT), new Lines()));
    }

    @Test
    void aTextWhoseQuotesDoNotCloseWhereTheyShouldIsAtFault() {
        Stream.of(TEXT + "\"7,8\n", "x\n\"1\"2\n")
                .forEach(text -> assertEquals(Optional.empty(), count(new StringReader(text), new Lines()), text));
    }
}
