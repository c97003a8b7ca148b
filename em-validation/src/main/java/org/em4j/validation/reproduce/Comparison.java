package org.em4j.validation.reproduce;

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
}
