package org.em4j.io;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.util.Arrays;

/** Decimal numbers as data files hold them: {@code 5}, {@code -0.2}, {@code .5}, {@code 1e-3}. */
public final class Decimal {
    private Decimal() {}

    /**
     * The double nearest to the number, infinite if it is too large for one; NaN if the text is not a number.
     * {@link Double#parseDouble} alone would also take hexadecimal floats and the suffixes of Java's literals.
     */
    public static double parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /** The number that the characters from one place to another are; NaN if they are none. */
    static double parse(char[] text, int from, int to) {
        return isDecimal(text, from, to) ? JavaDoubleParser.parseDouble(text, from, to - from) : Double.NaN;
    }

    /** The number that a text is with that decimal mark; NaN if it is none. */
    static double parse(String text, char mark) {
        char[] chars = text.toCharArray();
        return mark == '.' ? parse(chars, 0, chars.length) : parse(marked(chars, 0, chars.length), 0, chars.length);
    }

    /** Whether a text is a number with that decimal mark. */
    static boolean isNumber(String text, char mark) {
        return !Double.isNaN(parse(text, mark));
    }

    /** A copy of the characters from one place to another with commas for points, and points for commas. */
    static char[] marked(char[] text, int from, int to) {
        char[] copy = Arrays.copyOfRange(text, from, to);
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy[i] == ',' ? '.' : copy[i] == '.' ? ',' : copy[i];
        }
        return copy;
    }

    /** Sign, digits with a point somewhere or not, exponent; all but one digit optional. */
    private static boolean isDecimal(char[] text, int from, int to) {
        int start = sign(text, from, to);
        int point = digits(text, start, to);
        boolean pointed = point < to && text[point] == '.';
        int end = pointed ? digits(text, point + 1, to) : point;
        if (end - start == (pointed ? 1 : 0)) {
            return false;
        }
        if (end < to && (text[end] | 0x20) == 'e') {
            int exponent = sign(text, end + 1, to);
            end = digits(text, exponent, to);
            return end > exponent && end == to;
        }
        return end == to;
    }

    private static int sign(char[] text, int at, int to) {
        return at < to && (text[at] == '-' || text[at] == '+') ? at + 1 : at;
    }

    private static int digits(char[] text, int at, int to) {
        int i = at;
        while (i < to && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }
}
