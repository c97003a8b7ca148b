package org.em4j.core.data;

/** Decimal numbers as data files hold them: {@code 5}, {@code -0.2}, {@code .5}, {@code 1e-3}. */
public final class Decimal {
    private Decimal() {}

    /**
     * The double nearest to the number, infinite if it is too large for one; NaN if the text is not a number.
     * {@link Double#parseDouble} alone would also take hexadecimal floats and the suffixes of Java's literals.
     */
    public static double parse(String text) {
        return isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
    }

    /** Sign, digits with a point somewhere or not, exponent; all but one digit optional. */
    private static boolean isDecimal(String text) {
        int start = sign(text, 0);
        int point = digits(text, start);
        boolean pointed = point < text.length() && text.charAt(point) == '.';
        int end = pointed ? digits(text, point + 1) : point;
        if (end - start == (pointed ? 1 : 0)) {
            return false;
        }
        if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
            int exponent = sign(text, end + 1);
            end = digits(text, exponent);
            return end > exponent && end == text.length();
        }
        return end == text.length();
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int digits(String text, int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
