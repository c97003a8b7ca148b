package org.em4j.validation.reproduce;

import java.util.Locale;

/**
 * One figure, or many, had in two ways.
 *
 * @param what was compared
 * @param data it was computed on
 * @param residual how far the two are apart
 * @param tolerance how far they may be
 */
public record Comparison(String what, String data, double residual, double tolerance) {
    /** Whether they agree; what is not a number never does. */
    public boolean holds() {
        return residual <= tolerance;
    }

    /** A residual or a tolerance, for people. */
    public static String number(double v) {
        return v == 0 ? "0" : String.format(Locale.ROOT, "%.1e", v);
    }

    /** One word. */
    public String verdict() {
        return holds() ? "holds" : "fails";
    }

    @Override
    public String toString() {
        return data + ", " + what + ": " + number(residual) + " where " + number(tolerance) + " is allowed";
    }
}
