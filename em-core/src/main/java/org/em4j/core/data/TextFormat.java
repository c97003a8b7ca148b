package org.em4j.core.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a text file writes a table.
 *
 * @param delimiter what stands between cells
 * @param decimal the mark of numbers, a point or a comma
 * @param comment what lines that are read past begin with; none by default
 * @param charset the encoding; a byte order mark says better
 */
public record TextFormat(char delimiter, char decimal, Optional<Character> comment, Charset charset) {
    /** Commas between cells, points in numbers, no comments, UTF-8. */
    public static final TextFormat CSV = new TextFormat(',', '.', Optional.empty(), StandardCharsets.UTF_8);

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

    private static boolean isOfCells(char c) {
        return c > '~' || Character.isLetterOrDigit(c) || "\"+-.\n\r".indexOf(c) >= 0;
    }

    /** The same with another delimiter. */
    public TextFormat delimiter(char other) {
        return new TextFormat(other, decimal, comment, charset);
    }

    /** The same with another decimal mark. */
    public TextFormat decimal(char other) {
        return new TextFormat(delimiter, other, comment, charset);
    }

    /** The same with lines that are read past. */
    public TextFormat comment(char beginning) {
        return new TextFormat(delimiter, decimal, Optional.of(beginning), charset);
    }

    /** The same in another encoding. */
    public TextFormat charset(Charset other) {
        return new TextFormat(delimiter, decimal, comment, other);
    }
}
