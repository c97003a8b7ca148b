package org.em4j.core.linalg;

/** A matrix that has no Cholesky factor to working precision; names the pivot at which the factorisation stopped. */
public final class NotPositiveDefiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    private final int pivot;
    private final double inflation;

    NotPositiveDefiniteException(int pivot, double remaining, double diagonal) {
        super("not positive definite: of variance " + diagonal + " in column " + (pivot + 1) + ", " + remaining
                + " is left once the columns before it are accounted for");
        this.pivot = pivot;
        boolean finite = remaining > 0 && remaining < Double.POSITIVE_INFINITY;
        this.inflation = finite ? diagonal / remaining : Double.POSITIVE_INFINITY;
    }

    /** Without a trace: it is an answer, caught near by, and searches that try matrices get many. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** Zero-based column that is constant, or a linear combination of the columns before it. */
    public int pivot() {
        return pivot;
    }

    /**
     * The variance of the column at the pivot over what the columns before it leave of it, a lower bound of the
     * condition number.
     */
    public double inflation() {
        return inflation;
    }
}
