package org.em4j.io.profile;

import java.util.OptionalDouble;

/**
 * Where the finite numbers of a column lie; means and medians are weighted.
 *
 * @param deviation standard deviation, whose divisor is the sum of the weights less one; none where that is not positive
 * @param median none of a column with more different values than are counted
 */
public record Spread(double minimum, double mean, OptionalDouble deviation, OptionalDouble median, double maximum) {}
