package org.em4j.io;

import java.nio.charset.StandardCharsets;
import org.em4j.io.number.Nearest;

/**
 * Reads lines without quotes, byte by byte: a plain number becomes a double where it stands, without characters in between, and
 * every other cell is handed over as the characters that it is.
 */
final class PlainLines {
    /** Decimal digits that always fit 64 bits. */
    private static final int MOST_DIGITS = 19;

    private static final int LARGEST_EXPONENT = 1000;

    private final byte[] text; // a line feed follows what is read
    private final int length;
    private final ParsedChunk part;
    private final byte delimiter;
    private final byte mark;
    private final int comment;
    private double value;

    PlainLines(TextChunks.Chunk piece, TextFormat format, ParsedChunk part) {
        this.text = piece.bytes();
        this.length = piece.length();
        this.part = part;
        this.delimiter = (byte) format.delimiter();
        this.mark = (byte) format.decimal();
        this.comment = format.commentByte();
    }

    /** Reads lines for as long as it is of use. */
    void read() {
        boolean more = true;
        for (int at = 0; more && at < length; at = afterLine(at), part.lines++) {
            if (isEnd(text[at])) {
                continue;
            }
            if (text[at] == comment) {
                at = lineEnd(at);
                continue;
            }
            part.handleBegin(0);
            int cell = 0;
            at = cell(cell, at);
            while (text[at] == delimiter && at < length) {
                at = cell(++cell, at + 1);
            }
            more = part.endLine(cell + 1);
        }
    }

    private static boolean isEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private int lineEnd(int from) {
        int at = from;
        while (!isEnd(text[at])) {
            at++;
        }
        return at;
    }

    /** Where the next line begins after an end. */
    private int afterLine(int end) {
        return end + (text[end] == '\r' && end + 1 < length && text[end + 1] == '\n' ? 2 : 1);
    }

    /** Reads a cell; where it ends. */
    private int cell(int cell, int from) {
        int column = part.numbers(cell);
        int end = column < 0 ? -1 : number(from);
        if (end >= 0 && (text[end] == delimiter || isEnd(text[end]))) {
            part.put(column, value);
            return end;
        }
        end = from;
        while (text[end] != delimiter && !isEnd(text[end])) {
            end++;
        }
        char[] chars = new String(text, from, end - from, StandardCharsets.UTF_8).toCharArray();
        part.handleField(cell, chars, 0, chars.length, false);
        return end;
    }

    /** Reads the number that begins at a place; where it ends, -1 if none does whose nearest double is soon found. */
    private int number(int from) {
        byte[] bytes = text;
        int at = from;
        boolean negative = bytes[at] == '-';
        at += negative || bytes[at] == '+' ? 1 : 0;
        int begun = at;
        long digits = 0;
        for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[++at] - '0') {
            digits = 10 * digits + digit;
        }
        int count = at - begun;
        int power = 0;
        if (bytes[at] == mark) {
            int point = at++;
            for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[++at] - '0') {
                digits = 10 * digits + digit;
            }
            power = point + 1 - at;
            count -= power;
        }
        if (count == 0 || (count > MOST_DIGITS && count - zeros(begun) > MOST_DIGITS)) {
            return -1;
        }
        return (bytes[at] | 0x20) == 'e'
                ? scaled(at + 1, negative, digits, power)
                : nearest(at, negative, digits, power);
    }

    /** Reads an exponent. */
    private int scaled(int from, boolean negative, long digits, int power) {
        boolean down = text[from] == '-';
        int begun = from + (down || text[from] == '+' ? 1 : 0);
        int at = begun;
        int exponent = 0;
        for (int digit = text[at] - '0';
                digit >= 0 && digit <= 9 && exponent < LARGEST_EXPONENT;
                digit = text[++at] - '0') {
            exponent = 10 * exponent + digit;
        }
        return at == begun ? -1 : nearest(at, negative, digits, power + (down ? -exponent : exponent));
    }

    private int nearest(int end, boolean negative, long digits, int power) {
        double size = Nearest.of(digits, power);
        value = negative ? -size : size;
        return size < Double.POSITIVE_INFINITY ? end : -1;
    }

    /** How many zeros a number begins with. */
    private int zeros(int from) {
        int at = from;
        while (text[at] == '0' || text[at] == mark) {
            at++;
        }
        return at - from - 1;
    }
}
