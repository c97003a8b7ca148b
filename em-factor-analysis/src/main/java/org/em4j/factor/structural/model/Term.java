package org.em4j.factor.structural.model;

import java.io.Serializable;

/**
 * One entry of a structural model's matrices that is not zero.
 *
 * @param kind which matrix
 * @param group zero-based
 * @param row zero-based variable, the columns first and then the latent ones: of a path the end that the arrow points at
 * @param column the other variable, of a covariance not after the row; of an intercept the row again
 * @param parameter zero-based free parameter that the entry is; {@link #FIXED} if it is none
 * @param value of the entry where it is fixed
 */
public record Term(Kind kind, int group, int row, int column, int parameter, double value) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The number of no parameter. */
    public static final int FIXED = -1;

    /** The matrices of {@code v = m + A v + u}, {@code cov(u) = S}. */
    public enum Kind {
        /** An entry of A: of a column, or a factor, on a factor behind it. */
        LOADING,
        /** An entry of A: of a variable on another that predicts it. */
        REGRESSION,
        /** An entry of S: a variance or covariance of what the arrows leave. */
        COVARIANCE,
        /** An entry of m: an intercept or mean. */
        INTERCEPT
    }

    /** Whether its value is given. */
    public boolean isFixed() {
        return parameter == FIXED;
    }

    /** Whether it is an arrow from one variable to another. */
    public boolean isPath() {
        return kind == Kind.LOADING || kind == Kind.REGRESSION;
    }

    /** Whether it is a variance. */
    public boolean isVariance() {
        return kind == Kind.COVARIANCE && row == column;
    }

    /** The value of the entry at parameters. */
    public double at(double[] theta) {
        return isFixed() ? value : theta[parameter];
    }

    /** A copy that is fixed. */
    Term fixed(double at) {
        return new Term(kind, group, row, column, FIXED, at);
    }

    /** A copy that is another parameter. */
    Term free(int number) {
        return new Term(kind, group, row, column, number, 0);
    }
}
