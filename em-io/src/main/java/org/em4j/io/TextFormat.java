package org.em4j.io;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.em4j.core.data.InvalidDataException;

/**
 * How a text file writes a table.
 *
 * @param delimiter what stands between cells; if it is a space, any run of spaces and tabs does, and none begins or ends a line
 * @param decimal the mark of numbers, a point or a comma
 * @param comment what lines that are read past begin with; none by default
 * @param charset the encoding; a byte order mark says better
 * @param formulas how texts stand that a spreadsheet would compute
 */
public record TextFormat(
        char delimiter, char decimal, Optional<Character> comment, Charset charset, Formulas formulas) {
    /** Commas between cells, points in numbers, no comments, UTF-8, texts as they are. */
    public static final TextFormat CSV =
            new TextFormat(',', '.', Optional.empty(), StandardCharsets.UTF_8, Formulas.PLAIN);

    /** How texts are written that begin with {@code = + - @}: what opens the file may run them as formulas. */
    public enum Formulas {
        /** As they are. */
        PLAIN {
            @Override
            public String written(String text) {
                return text;
            }

            @Override
            public String read(String text) {
                return text;
            }
        },
        /** After an apostrophe, which makes a spreadsheet take them for text. */
        ESCAPED {
            @Override
            public String written(String text) {
                return isFormula(text) && !isNumber(text) ? '\'' + text : text;
            }

            @Override
            public String read(String text) {
                return text.startsWith("'") && isFormula(text) ? text.substring(1) : text;
            }
        };

        // With apostrophes of the text's own, so that one more of them is told from these.
        private static final Pattern BEGINNING = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}']*[=+@-]");

        private static boolean isFormula(String text) {
            return BEGINNING.matcher(text).lookingAt();
        }

        private static boolean isNumber(String text) {
            return Decimal.isNumber(text, '.') || text.equals(Double.toString(Double.NEGATIVE_INFINITY));
        }

        /** A text as a cell; numbers are no formulas. */
        public abstract String written(String text);

        /** The text that was written so. */
        public abstract String read(String cell);
    }

    /**
     * Refuses what no table could be read by.
     *
     * @throws InvalidDataException if a mark has two meanings
     */
    public TextFormat {
        if (decimal != '.' && decimal != ',') {
            throw new InvalidDataException("a decimal mark is a point or a comma, not " + decimal);
        }
        if (delimiter == decimal) {
            throw new InvalidDataException("the delimiter cannot be the decimal mark, too; choose another, such as ;");
        }
        if (isOfCells(delimiter)
                || comment.filter(c -> isOfCells(c) || c == delimiter).isPresent()) {
            throw new InvalidDataException(
                    "the delimiter and what comments begin with are signs of ASCII of their own: no"
                            + " quote, letter, digit, sign of a number or end of a line, and not the same");
        }
    }

    /**
     * Reads records; nothing if the text is at fault: a quote does not close where it should, or a line is too long. Whatever
     * else is thrown while it is read, were it that memory is spent, is thrown as itself.
     */
    <T, R> Optional<R> read(Reader text, CsvCallbackHandler<T> handler, Function<Iterator<T>, R> reading) {
        CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(delimiter)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(TextChunks.LONGEST + (1 << 16));
        comment.ifPresent(c -> builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(c));
        try {
            return Optional.of(reading.apply(builder.build(handler, text).iterator()));
        } catch (CsvParseException e) { // fastcsv wraps every throwable in one; its own has no cause
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException other) {
                throw other;
            }
            return Optional.empty();
        }
    }

    /** The byte that comment lines begin with, of no value that a byte has if there are none. */
    int commentByte() {
        return comment.map(c -> (int) c).orElse(1 << Byte.SIZE);
    }

    private static boolean isOfCells(char c) {
        return c > '~' || Character.isLetterOrDigit(c) || "\"+-.\n\r".indexOf(c) >= 0;
    }

    /** A copy with another delimiter. */
    public TextFormat delimiter(char other) {
        return new TextFormat(other, decimal, comment, charset, formulas);
    }

    /** A copy with another decimal mark. */
    public TextFormat decimal(char other) {
        return new TextFormat(delimiter, other, comment, charset, formulas);
    }

    /** A copy that reads past comment lines. */
    public TextFormat comment(char beginning) {
        return new TextFormat(delimiter, decimal, Optional.of(beginning), charset, formulas);
    }

    /** A copy in another encoding. */
    public TextFormat charset(Charset other) {
        return new TextFormat(delimiter, decimal, comment, other, formulas);
    }

    /** A copy that writes texts that look like formulas as they are, or escaped. */
    public TextFormat formulas(Formulas other) {
        return new TextFormat(delimiter, decimal, comment, charset, other);
    }
}
