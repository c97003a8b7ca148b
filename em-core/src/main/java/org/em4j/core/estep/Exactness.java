package org.em4j.core.estep;

import java.io.Serializable;

/**
 * How exact the log evidence of an observation is, or of all of them together. What EM promises of the log-likelihood it
 * promises of a lower bound as well; of an estimate it holds as far as the estimate's error goes.
 *
 * @param kind of figure it is
 * @param variance of an estimate, in square nats; else zero
 */
public record Exactness(Kind kind, double variance) implements Serializable {
    /** From the best to the worst. */
    public enum Kind {
        /** The log evidence itself. */
        EXACT("the log-likelihood"),
        /** No more than the log evidence, as of a variational posterior. */
        LOWER_BOUND("a lower bound of the log-likelihood"),
        /** The log evidence give or take an error, as of a Monte Carlo E-step. */
        ESTIMATE("an estimate of the log-likelihood");

        private final String figure;

        Kind(String figure) {
            this.figure = figure;
        }

        /** What the sum of log evidences is. */
        @Override
        public String toString() {
            return figure;
        }
    }

    /** The log evidence itself. */
    public static final Exactness EXACT = new Exactness(Kind.EXACT, 0);

    /** A lower bound. */
    public static final Exactness LOWER_BOUND = new Exactness(Kind.LOWER_BOUND, 0);

    /** Standard errors that an estimate may be off by: more are drawn once in 10⁹ times. */
    private static final double ERRORS = 6;

    /** Nothing has a variance below zero. */
    public Exactness {
        if (!(variance >= 0)) {
            throw new IllegalArgumentException("a variance of " + variance + ": it is 0 or more");
        }
    }

    /** An estimate with a standard error, in nats, independent of those of other observations. */
    public static Exactness estimate(double standardError) {
        return new Exactness(Kind.ESTIMATE, standardError * standardError);
    }

    /** Of the sum of two figures: it is no better than the worse of them. */
    public Exactness and(Exactness other) {
        if (variance == 0 && other.variance == 0) {
            return kind.compareTo(other.kind) >= 0 ? this : other;
        }
        return new Exactness(kind.compareTo(other.kind) >= 0 ? kind : other.kind, variance + other.variance);
    }

    /** Of a multiple of the figure. */
    public Exactness times(double weight) {
        return variance == 0 ? this : new Exactness(kind, weight * weight * variance);
    }

    /** Whether it is the log evidence itself. */
    public boolean isExact() {
        return kind == Kind.EXACT;
    }

    /** Standard error of an estimate, in nats. */
    public double standardError() {
        return Math.sqrt(variance);
    }

    /** Bound of the error of an estimate, in nats: six standard errors. */
    public double bound() {
        return ERRORS * standardError();
    }
}
