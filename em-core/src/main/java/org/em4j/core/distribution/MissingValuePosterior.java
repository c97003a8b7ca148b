package org.em4j.core.distribution;

import org.em4j.core.expectation.RowPosterior;

/**
 * What the missing columns of a row may be, given its others and theta: the posterior of a row under a normal distribution.
 *
 * @param logEvidence log density of the observed columns, in nats
 * @param entropy of the missing columns, in nats
 * @param mean {@code (d)} of the component, not to be written to; empty where nothing is missing, as are the next ones
 * @param deviations {@code (d)} from it, of what is observed and of what is expected of the rest
 * @param missing the columns that are missing, m of them
 * @param covariance {@code (m x m)} of the missing columns given the others, flat
 */
public record MissingValuePosterior(
        double logEvidence, double entropy, double[] mean, double[] deviations, int[] missing, double[] covariance)
        implements RowPosterior {
    private static final double[] NOTHING = {};
    private static final int[] NOWHERE = {};

    /** Of a row without gaps: nothing is left to expect. */
    public static MissingValuePosterior ofComplete(double logEvidence) {
        return new MissingValuePosterior(logEvidence, 0, NOTHING, NOTHING, NOWHERE, NOTHING);
    }

    /** What column j is expected to be, of a row with gaps; what it is, where it is observed. */
    @Override
    public double expected(int j) {
        return mean[j] + deviations[j];
    }
}
