package org.em4j.laws.density;

/**
 * When chance explains a figure, in standard errors. What is neither quiet nor loud takes more draws, so that draws are
 * spent where they tell something: an effect that draws show at five of its standard errors passes for none once in forty
 * times, and one at eight once in three million; chance alone is loud once in 1e9 times, of a normal figure.
 */
final class Chance {
    static final double QUIET = 3;
    static final double LOUD = 6.5;

    private Chance() {}

    /** Whether more draws would tell. */
    static boolean isUnclear(double standardErrors) {
        return Math.abs(standardErrors) > QUIET && Math.abs(standardErrors) <= LOUD;
    }

    static boolean explains(double standardErrors) {
        return Math.abs(standardErrors) <= LOUD;
    }
}
