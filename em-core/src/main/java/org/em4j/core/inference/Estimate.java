package org.em4j.core.inference;

/**
 * An estimate with what it may be off by.
 *
 * @param name of the quantity
 * @param standardError in its units
 * @param lower end of the 95 % interval
 * @param upper end of the 95 % interval
 */
public record Estimate(String name, double value, double standardError, double lower, double upper) {
    /** The normal distribution's 0.975 quantile. */
    static final double WALD = 1.959963984540054;

    /** The value in standard errors: what is beyond 1.96 differs from zero at the level of 5 %, if zero is an inner point. */
    public double z() {
        return value / standardError;
    }

    static Estimate wald(String name, double value, double standardError) {
        return new Estimate(name, value, standardError, value - WALD * standardError, value + WALD * standardError);
    }
}
