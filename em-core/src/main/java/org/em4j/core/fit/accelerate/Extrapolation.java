package org.em4j.core.fit.accelerate;

/** A rule for longer steps, in the coordinates of a chart. It sees one fit, point by point, and remembers what it needs. */
interface Extrapolation {
    /**
     * A point that is worth trying after u, from which EM goes to {@code next}: {@code next} itself, the same array, where
     * there is nothing better. The next u tells what became of it.
     */
    double[] beyond(double[] u, double[] next);

    /** The last point was tried, and would have lowered the objective or left the space. */
    default void refused() {}

    /** All that it remembers: arrays that are not written to. */
    double[][] memory();

    /** Remembers what another rule of its kind did. */
    void remember(double[][] memory);
}
